"""The clock of a mall: desk time for people, mall time for goods."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import mall_time
from core.clock import ManualClock
from core.db.engine import Database
from core.errors import IllegalTransition, Invalid
from core.events.log import read_log
from core.malls.service import (
    clock_view,
    end_mall,
    heartbeat,
    jump,
    pause_clock,
    resume_after_crash,
    start_clock,
)
from tests.conftest import OPENED_MALL_MS, Act

HOUR = 3_600_000


def desk_now(db: Database, mall: int) -> int:
    with db.reading(mall) as ctx:
        return ctx.desk_ms


def test_desk_time_passes_while_the_mall_runs_and_stands_while_it_is_paused(
    db: Database, mall: int, act: Act, clock: ManualClock
) -> None:
    clock.pass_ms(5_000)
    assert desk_now(db, mall) == 5_000
    with act() as ctx:
        pause_clock(ctx)
    clock.pass_ms(60_000)
    assert desk_now(db, mall) == 5_000
    with act() as ctx:
        start_clock(ctx)
    clock.pass_ms(1_500)
    assert desk_now(db, mall) == 6_500


def test_a_jump_moves_the_mall_and_not_the_people(mall: int, act: Act, clock: ManualClock) -> None:
    clock.pass_ms(1_000)
    with act() as ctx:
        jump(ctx, to_mall_ms=OPENED_MALL_MS + 24 * HOUR)
        assert (ctx.desk_ms, ctx.mall_ms) == (1_000, OPENED_MALL_MS + 24 * HOUR)
        assert clock_view(ctx).running
    clock.pass_ms(500)
    with act() as ctx:
        assert (ctx.desk_ms, ctx.mall_ms) == (1_500, OPENED_MALL_MS + 24 * HOUR + 500)
        with pytest.raises(Invalid):
            jump(ctx, to_mall_ms=OPENED_MALL_MS)


def test_the_clock_says_what_it_does_and_refuses_what_makes_no_sense(
    db: Database, mall: int, act: Act
) -> None:
    with pytest.raises(IllegalTransition), act() as ctx:
        start_clock(ctx)
    with act() as ctx:
        pause_clock(ctx)
        end_mall(ctx)
    with pytest.raises(IllegalTransition), act() as ctx:
        start_clock(ctx)
    with db.reading(mall) as ctx:
        kinds = [row.kind for row in read_log(ctx.session, mall)]
    assert kinds == ["core.clock.started", "core.clock.paused", "core.mall.ended"]


def test_after_a_crash_the_clock_goes_on_at_the_last_heartbeat(
    db: Database, mall: int, clock: ManualClock
) -> None:
    clock.pass_ms(10_000)
    assert heartbeat(db) == 1
    assert desk_now(db, mall) == 10_000
    clock.pass_ms(800)
    assert desk_now(db, mall) == 10_800
    clock.pass_ms(3 * HOUR)  # the server was down
    assert resume_after_crash(db) == 1
    assert desk_now(db, mall) == 10_000
    clock.pass_ms(5)
    assert desk_now(db, mall) == 10_005


def test_after_a_crash_the_clock_is_never_before_the_newest_event(
    db: Database, mall: int, act: Act, clock: ManualClock
) -> None:
    clock.pass_ms(10_000)
    heartbeat(db)
    clock.pass_ms(700)
    with act() as ctx:
        jump(ctx, to_mall_ms=ctx.mall_ms + HOUR)
    clock.pass_ms(3 * HOUR)
    resume_after_crash(db)
    assert desk_now(db, mall) == 10_700


def test_a_clock_of_the_machine_that_falls_back_does_not_turn_desk_time_back(
    db: Database, mall: int, act: Act, clock: ManualClock
) -> None:
    clock.pass_ms(10_000)
    with act() as ctx:
        jump(ctx, to_mall_ms=ctx.mall_ms + HOUR)
    clock.pass_ms(-8_000)
    with act() as ctx:
        assert ctx.desk_ms == 10_000


@st.composite
def clocks(draw: st.DrawFn) -> list[tuple[int, int, int]]:
    """Pieces as jumps make them: each begins where the one before had come to, or later in the mall."""
    made = [(0, draw(st.integers(0, 10**6)), draw(st.sampled_from([0, 500_000, 1_000_000, 60_000_000])))]
    for _ in range(draw(st.integers(0, 5))):
        at = made[-1][0] + draw(st.integers(0, 10**5))
        begins = mall_time.mall_at(made, at) + draw(st.integers(0, 10**6))
        made.append((at, begins, draw(st.sampled_from([0, 500_000, 1_000_000, 60_000_000]))))
    return made


@given(clocks(), st.integers(0, 10**6), st.integers(0, 10**6))
def test_mall_time_never_goes_back(made: list[tuple[int, int, int]], a: int, b: int) -> None:
    low, high = sorted((a, b))
    assert mall_time.mall_at(made, low) <= mall_time.mall_at(made, high)


@given(clocks(), st.integers(0, 10**7))
def test_the_desk_instant_of_a_mall_instant_is_the_first_that_reaches_it(
    made: list[tuple[int, int, int]], mall_ms: int
) -> None:
    at = mall_time.desk_at(made, mall_ms)
    if at is None:
        assert made[-1][2] == 0 and mall_time.mall_at(made, 10**9) < mall_ms
        return
    assert mall_time.mall_at(made, at) >= mall_ms
    assert at == 0 or mall_time.mall_at(made, at - 1) < mall_ms


@given(clocks(), st.integers(0, 10**6))
def test_there_and_back_never_ends_later(made: list[tuple[int, int, int]], desk_ms: int) -> None:
    back = mall_time.desk_at(made, mall_time.mall_at(made, desk_ms))
    assert back is not None and back <= desk_ms
