"""Making malls and moving their clocks."""

from collections.abc import Iterable
from typing import Any

from core import mall_time
from core.commands import command
from core.context import AppCtx, Ctx, MallInfo
from core.db.engine import Database
from core.errors import IllegalTransition, Invalid
from core.malls.events import ClockJumped, ClockPaused, ClockStarted, ClockView, MallEnded
from core.malls.models import Mall

MOVERS = {"agent", "instructor", "assistant", "system"}
LONGEST_JUMP_MS = 400 * 24 * 3_600_000
_HEARTBEAT = (
    "UPDATE malls SET desk_ms = desk_ms + (? - running_since_wall_ms), running_since_wall_ms = ? "
    "WHERE state = 'running' AND running_since_wall_ms IS NOT NULL AND running_since_wall_ms <= ?"
)


def create_mall(
    app: AppCtx,
    *,
    language: str,
    seed: int,
    opened_mall_ms: int,
    exercise: str,
    exercise_version: int = 1,
    zone: str = "Asia/Shanghai",
    label: str = "",
    kind: str = "live",
    class_id: int | None = None,
    opening_key: str | None = None,
    settings: dict[str, Any] | None = None,
    pace_ppm: int = mall_time.REAL_PACE,
) -> int:
    """An empty mall, its clock at desk time 0 and standing. Returns its id."""
    return int(
        app.insert(
            Mall,
            kind=kind,
            opening_key=opening_key,
            class_id=class_id,
            label=label,
            language=language,
            zone=zone,
            seed=seed,
            exercise=exercise,
            exercise_version=exercise_version,
            settings=settings or {},
            epoch=app.ids.token(9),
            state="ready",
            opened_mall_ms=opened_mall_ms,
            clock=[[0, opened_mall_ms, pace_ppm]],
            desk_ms=0,
            running_since_wall_ms=None,
            last_seq=0,
            last_desk_ms=0,
            created_wall_ms=app.wall_ms,
        )
    )


def mall_info(app: AppCtx, mall_id: int) -> MallInfo:
    """Raises NotFound (mall)."""
    return app.mall(mall_id).mall


def clock_view(ctx: Ctx) -> ClockView:
    """The clock at the instant of this transaction."""
    return ClockView(
        desk_ms=ctx.desk_ms,
        mall_ms=ctx.mall_ms,
        pace=ctx.mall.pieces[-1][2] / mall_time.REAL_PACE,
        running=ctx.mall.state == "running",
    )


@command("core.clock.start", actors=MOVERS, anytime=True)
def start_clock(ctx: Ctx, *, by_wall: bool = True) -> dict[str, Any]:
    """Desk time begins, or goes on. Headless malls do not go `by_wall`: the engine moves them.

    Records ClockStarted. Raises IllegalTransition when it runs or has ended.
    """
    _must_be(ctx, "start", "ready", "paused")
    ctx.set_clock(
        state="running", desk_ms=ctx.desk_ms, running_since_wall_ms=ctx.wall_ms if by_wall else None
    )
    return _said(ctx, ClockStarted)


@command("core.clock.pause", actors=MOVERS, anytime=True)
def pause_clock(ctx: Ctx) -> dict[str, Any]:
    """Desk time stands still. Records ClockPaused. Raises IllegalTransition when it does not run."""
    _must_be(ctx, "pause", "running")
    ctx.set_clock(state="paused", desk_ms=ctx.desk_ms, running_since_wall_ms=None)
    return _said(ctx, ClockPaused)


@command("core.clock.jump", actors=MOVERS, anytime=True)
def jump(ctx: Ctx, *, to_mall_ms: int) -> dict[str, Any]:
    """Mall time goes on at `to_mall_ms`; what the mall had due in between happens next, in mall order.

    Records ClockJumped. Raises Invalid `jump_backwards`, `jump_too_far`, IllegalTransition when the mall
    has ended.
    """
    _must_be(ctx, "jump", "ready", "running", "paused")
    if to_mall_ms <= ctx.mall_ms:
        raise Invalid("jump_backwards")
    if to_mall_ms - ctx.mall_ms > LONGEST_JUMP_MS:
        raise Invalid("jump_too_far", most_ms=LONGEST_JUMP_MS)
    pieces = ctx.mall.pieces
    ctx.set_clock(pieces=(*pieces, (ctx.desk_ms, to_mall_ms, pieces[-1][2])))
    return _said(ctx, ClockJumped)


@command("core.mall.end", actors=MOVERS, anytime=True)
def end_mall(ctx: Ctx) -> dict[str, Any]:
    """The practice is over; nothing more happens here. Records MallEnded. Raises IllegalTransition when it
    has ended."""
    _must_be(ctx, "end", "ready", "running", "paused")
    ctx.set_clock(state="ended", desk_ms=ctx.desk_ms, running_since_wall_ms=None)
    return _said(ctx, MallEnded)


def _said(ctx: Ctx, event: type[ClockStarted | ClockPaused | ClockJumped | MallEnded]) -> dict[str, Any]:
    view = clock_view(ctx)
    ctx.record(event(clock=view))
    return view.model_dump()


def _must_be(ctx: Ctx, action: str, *states: str) -> None:
    if ctx.mall.state not in states:
        raise IllegalTransition("mall", state=ctx.mall.state, action=action)


def heartbeat(db: Database, mall_ids: Iterable[int] | None = None) -> int:
    """Notes for running malls (all, or those of a worker) how far their desk time has come, so that a crash
    loses at most the time since. Returns how many run."""
    if mall_ids is None:
        with db.app_transaction("timer") as app:
            return app.driver.run(_HEARTBEAT, (app.wall_ms, app.wall_ms, app.wall_ms))
    running = 0
    for mall_id in sorted(mall_ids):
        with db.app_transaction("timer") as app:
            running += app.driver.run(
                f"{_HEARTBEAT} AND id = ?", (app.wall_ms, app.wall_ms, app.wall_ms, mall_id)
            )
    return running


def resume_after_crash(db: Database) -> int:
    """At the start of a server that drives malls alone: each goes on where it was last seen, at its
    heartbeat or its newest event, so that the time it was down does not count and nothing comes in a
    burst. Returns how many run."""
    with db.app_transaction("timer") as app:
        return app.driver.run(
            "UPDATE malls SET desk_ms = CASE WHEN last_desk_ms > desk_ms THEN last_desk_ms ELSE desk_ms END, "
            "running_since_wall_ms = ? WHERE state = 'running' AND running_since_wall_ms IS NOT NULL",
            (app.wall_ms,),
        )
