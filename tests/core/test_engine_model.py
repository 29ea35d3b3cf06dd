"""The engine against the plainest engine one can think of: a list, always the smallest first."""

from typing import Any

import pytest

from core import mall_time
from core.context import Ctx
from core.db.engine import Database
from core.malls.service import create_mall, jump, start_clock
from core.rng import draw
from core.timers import due_action
from core.timers.engine import advance
from tests.conftest import OPENED_MALL_MS

HOUR = 3_600_000
UNTIL = 20_000
done: list[tuple[int, int, int]] = []


@due_action("tests.model")
def model_action(ctx: Ctx, payload: dict[str, Any]) -> None:
    done.append((payload["n"], ctx.desk_ms, ctx.mall_ms))
    for child in payload["children"]:
        now = ctx.desk_ms if child["axis"] == "desk" else ctx.mall_ms
        plan(ctx, {**child, "due": now + child["after"]})


def plan(ctx: Ctx, item: dict[str, Any]) -> None:
    ctx.schedule(
        "tests.model", due=item["due"], axis=item["axis"], priority=item["priority"], n=item["n"],
        children=item.get("children", []),
    )  # fmt: skip


def random_plan(seed: int) -> list[dict[str, Any]]:
    chance = draw(seed, 1, "plan", "engine")
    items = []
    for n in range(25):
        axis = chance.pick(["desk", "mall"])
        due = chance.below(40) * 500
        far = chance.chance(0.3)
        children = [
            {"n": 100 * (n + 1) + i, "axis": chance.pick(["desk", "mall"]), "after": chance.pick([-5, 0, 0, 1, 700, 3 * HOUR]),
             "priority": chance.pick([50, 100, 100])}
            for i in range(chance.below(3))
        ]  # fmt: skip
        if axis == "mall":
            due = OPENED_MALL_MS + (chance.below(30) * HOUR // 2 if far else due)
        items.append(
            {"n": n, "axis": axis, "due": due, "priority": chance.pick([50, 100, 100]), "children": children}
        )
    return items


def reference(items: list[dict[str, Any]], pieces: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """What happens, worked out without a database."""
    waiting = [(n, item) for n, item in enumerate(items)]
    story: list[tuple[int, int, int]] = []
    count, last = len(items), 0
    while True:
        keyed = []
        for number, item in waiting:
            if item["axis"] == "desk":
                desk, mall = item["due"], mall_time.mall_at(pieces, item["due"])
            else:
                at = mall_time.desk_at(pieces, item["due"])
                if at is None:
                    continue
                desk, mall = at, item["due"]
            if desk <= UNTIL:
                keyed.append((desk, mall, item["priority"], number, item))
        if not keyed:
            return story
        desk, mall, _, number, item = min(keyed, key=lambda k: k[:4])
        waiting = [(n, other) for n, other in waiting if n != number]
        assert desk >= last
        last = desk
        story.append((item["n"], desk, mall))
        for child in item.get("children", []):
            now = desk if child["axis"] == "desk" else mall
            waiting.append((count, {**child, "due": max(now, now + child["after"])}))
            count += 1


@pytest.mark.parametrize("pace_ppm", [1_000_000, 60_000_000, 250_000])
@pytest.mark.parametrize("batch", [1, 7, 100])
def test_whatever_is_planned_happens_in_the_order_of_the_plainest_engine(
    db: Database, pace_ppm: int, batch: int
) -> None:
    for seed in range(6):
        with db.app_transaction() as app:
            mall_id = create_mall(
                app,
                language="en",
                seed=seed,
                opened_mall_ms=OPENED_MALL_MS,
                exercise="tests",
                pace_ppm=pace_ppm,
            )
        items = random_plan(seed)
        to = OPENED_MALL_MS + 9 * HOUR
        with db.transaction(mall_id, "system") as ctx:
            start_clock(ctx, by_wall=False)
            for item in items:
                plan(ctx, item)
            jump(ctx, to_mall_ms=to)
        done.clear()
        advance(db, mall_id, UNTIL // 3, batch=batch)
        advance(db, mall_id, UNTIL, batch=batch)
        pieces = [(0, OPENED_MALL_MS, pace_ppm), (0, to, pace_ppm)]
        assert done == reference(items, pieces)
        assert len(done) >= 25
