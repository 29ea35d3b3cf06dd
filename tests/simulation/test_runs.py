"""Whole runs with the reference agents: they end, they tell agents apart, and the same run twice is the same log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
import pytest
from sqlalchemy import insert

from core.db.engine import Database
from core.events.log import log_hash, read_log
from core.malls.clone import clone_mall
from core.malls.models import Counter
from core.malls.service import create_mall
from helpdesk.agents.service import hire
from seed.exercises.loader import load_exercise
from seed.generator.insert import insert_plan
from seed.generator.opening import plan_opening
from shop.fulfilment.service import wind_clocks
from simulation.bots.service import run_bot
from simulation.cases.queries import cases
from simulation.cases.service import plan_case
from simulation.couriers.service import set_parcels_moving
from simulation.grammar.wording import remembered
from simulation.shoppers.personas import personas

Make = Callable[..., int]


def story(db: Database, mall: int, *kinds: str) -> list[tuple[int, str, dict[str, Any]]]:
    with db.reading(mall) as ctx:
        return [
            (r.desk_ms, r.kind, orjson.loads(r.data))
            for r in read_log(ctx.session, mall, kinds=kinds or None)
        ]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_same_agent_in_a_clone_of_the_same_mall_gives_the_same_log(
    db: Database, late_parcels: Make, language: str
) -> None:
    mall = late_parcels(language)
    with db.app_transaction() as app:
        twin = clone_mall(app, mall)
    runs = [run_bot(db, m, "expert") for m in (mall, twin)]
    hashes = []
    for number in (mall, twin):
        with db.reading(number) as ctx:
            hashes.append(log_hash(ctx.session, number))
    assert hashes[0] == hashes[1]
    assert runs[0].outcomes == runs[1].outcomes and runs[0].verbs == runs[1].verbs


@pytest.mark.slow
def test_agents_are_told_apart_by_their_shoppers(db: Database, late_parcels: Make) -> None:
    mall = late_parcels()
    with db.app_transaction() as app:
        malls = {bot: clone_mall(app, mall) for bot in ("polite", "paster", "silent", "silent_doer")}
    malls["expert"] = mall
    stars: dict[str, list[int]] = {}
    for bot, number in malls.items():
        run = run_bot(db, number, bot)
        assert all(run.outcomes.values()), (bot, run.outcomes)
        stars[bot] = [d["stars"] for _, _, d in story(db, number, "helpdesk.conversation.rated")]
        if bot == "expert":
            assert set(run.outcomes.values()) <= {"solved", "refund_requested"}
            assert not run.refusals
        else:
            assert "solved" not in run.outcomes.values(), (bot, run.outcomes)
    assert sum(stars["expert"]) / len(stars["expert"]) >= 4.2
    for bot in ("polite", "paster"):
        assert sum(stars[bot]) / len(stars[bot]) <= 2.5
    assert not stars["silent"]


@pytest.mark.slow
def test_every_mood_change_names_its_cause_and_an_event_that_came_before(
    db: Database, late_parcels: Make
) -> None:
    mall = late_parcels()
    run_bot(db, mall, "paster")
    with db.reading(mall) as ctx:
        rows = [r for r in read_log(ctx.session, mall) if r.kind == "simulation.mood.changed"]
    assert len(rows) > 30
    for row in rows:
        data = orjson.loads(row.data)
        assert data["cause"] and 0 < data["because_seq"] < row.seq
        assert all(0 <= data[field] <= 1 for field in ("trust", "anger", "effort"))
        assert row.audience == ""


def everybody(db: Database, language: str, seed: int, start: int) -> int:
    """A mall in which every truth is brought by half of the personas (`start` 0 or 1), one every 100 seconds."""
    exercise = load_exercise("late_parcel")
    plan = plan_opening(seed, language, exercise.opened_ms)
    with db.app_transaction() as app:
        mall = create_mall(
            app,
            language=language,
            seed=seed,
            opened_mall_ms=exercise.opened_ms,
            exercise="everybody",
            settings={"capacity": 3},
        )
        insert_plan(app.connection, mall, plan)
        app.execute(
            insert(Counter),
            [{"mall_id": mall, "name": n, "value": v} for n, v in plan.last_ids().items() if v],
        )
    with db.transaction(mall, "system") as ctx:
        wind_clocks(ctx)
        set_parcels_moving(ctx)
        hire(ctx, name="A", role="agent", presence="online")
        hire(ctx, name="L", role="lead", presence="online")
        number = 0
        for truth, orders in plan.case_orders.items():
            for order_id, code in zip(orders, sorted(personas())[start::2], strict=False):
                plan_case(
                    ctx,
                    code=f"{truth}/{code}",
                    truth=truth,
                    persona=code,
                    order_id=order_id,
                    arrival_desk_ms=2_000 + number * 100_000,
                )
                number += 1
    return mall


@pytest.mark.slow
@pytest.mark.parametrize(("language", "start"), [("zh-CN", 0), ("en", 1)])
def test_everybody_with_every_truth_comes_to_an_end_and_repeats_nothing(
    db: Database, language: str, start: int
) -> None:
    mall = everybody(db, language, 11, start)
    run = run_bot(db, mall, "expert", until_ms=6_000_000)
    assert len(run.outcomes) == 42
    assert all(run.outcomes.values()), {k: v for k, v in run.outcomes.items() if not v}
    good = [c for c, o in run.outcomes.items() if o in ("solved", "refund_requested")]
    assert len(good) >= 37, {k: v for k, v in run.outcomes.items() if k not in good}
    with db.reading(mall) as ctx:
        rows = cases(ctx)
        failed = ctx.driver.one(
            "SELECT count(*) FROM due_actions WHERE mall_id = ? AND attempts > 0", (mall,)
        )
    assert failed == (0,)
    texts: dict[int, list[str]] = {}
    for _, _, data in story(db, mall, "helpdesk.message.sent"):
        if data["message"]["author_kind"] == "shopper" and data["message"]["text"]:
            texts.setdefault(data["message"]["conversation_id"], []).append(
                remembered(data["message"]["text"])
            )
    assert len(texts) == len(rows)
    for lines in texts.values():
        assert len(lines) == len(set(lines))
