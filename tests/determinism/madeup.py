"""A small made-up story: visitors come by chance, ring a bell, wait, lose patience; an agent answers the bell.

It uses everything that could make two runs differ: draws, both axes, jumps, handlers, observers, priorities,
cancelling, ids. Importable by the processes that are killed in the middle.
"""

from __future__ import annotations

import os
import signal
from typing import Any, ClassVar

from core.commands import command
from core.commands.runner import run_command
from core.context import Ctx
from core.db.engine import Database
from core.errors import Refusal
from core.events import Event, handles, observe
from core.events.log import read_log
from core.malls.service import create_mall, start_clock
from core.timers import due_action

HOUR = 3_600_000
OPENED_MALL_MS = 1_781_485_200_000
UNTIL_DESK_MS = 600_000
VISITORS = 40


class VisitorCame(Event):
    kind: ClassVar[str] = "tests.visitor.came"
    visitor: int

    def subject(self) -> str:
        return f"visitor:{self.visitor}"


class BellAnswered(Event):
    kind: ClassVar[str] = "tests.visitor.answered"
    visitor: int
    words: str

    def subject(self) -> str:
        return f"visitor:{self.visitor}"


class VisitorLeft(Event):
    kind: ClassVar[str] = "tests.visitor.left"
    visitor: int
    content: bool


class ParcelMoved(Event):
    kind: ClassVar[str] = "tests.parcel_of_visitor.moved"
    parcel: int
    step: int


class VisitorCounted(Event):
    kind: ClassVar[str] = "tests.visitor.counted"
    number: int


@handles(VisitorCame)
def count(ctx: Ctx, event: VisitorCame, seq: int) -> None:
    ctx.record(VisitorCounted(number=ctx.next_id("tests_visits")))
    ctx.schedule(
        "tests.visitor_moves", axis="mall", due=ctx.mall_ms + ctx.draw(f"v:{event.visitor}", "road").between(1, 9) * HOUR,
        parcel=event.visitor, step=1,
    )  # fmt: skip


observe(
    "tests.visitor_perceives", kinds={"tests.visitor.answered", "tests.parcel_of_visitor.moved"}, priority=50
)


@due_action("tests.visitor_comes")
def visitor_comes(ctx: Ctx, payload: dict[str, Any]) -> None:
    visitor = payload["visitor"]
    ctx.record(VisitorCame(visitor=visitor))
    patience = round(ctx.draw(f"v:{visitor}", "patience").lognormal(40_000, 0.6))
    ctx.schedule(
        "tests.visitor_leaves", due=ctx.desk_ms + patience, key=f"patience:{visitor}", visitor=visitor
    )
    _killed_maybe(ctx)


@due_action("tests.visitor_leaves")
def visitor_leaves(ctx: Ctx, payload: dict[str, Any]) -> None:
    ctx.record(VisitorLeft(visitor=payload["visitor"], content=payload.get("content", False)))


@due_action("tests.visitor_moves")
def visitor_moves(ctx: Ctx, payload: dict[str, Any]) -> None:
    ctx.record(ParcelMoved(parcel=payload["parcel"], step=payload["step"]))
    if payload["step"] < 4:
        hours = ctx.draw(f"v:{payload['parcel']}", "road", payload["step"]).between(1, 9)
        ctx.schedule(
            "tests.visitor_moves", axis="mall", due=ctx.mall_ms + hours * HOUR,
            parcel=payload["parcel"], step=payload["step"] + 1,
        )  # fmt: skip


@due_action("tests.visitor_perceives")
def visitor_perceives(ctx: Ctx, payload: dict[str, Any]) -> None:
    (row,) = read_log(ctx.session, ctx.mall_id, after=payload["seq"] - 1, limit=1)
    if row.kind == BellAnswered.kind:
        visitor = int(row.subject.split(":")[1])
        ctx.cancel(f"patience:{visitor}")
        think = ctx.draw(f"v:{visitor}", "thinking", payload["seq"]).between(500, 20_000)
        ctx.schedule("tests.visitor_leaves", due=ctx.desk_ms + think, visitor=visitor, content=True)


@command("tests.answer_bell", actors={"agent"})
def answer_bell(ctx: Ctx, *, words: str) -> dict[str, Any]:
    """Answers who came first and neither was answered nor left."""
    rows = read_log(ctx.session, ctx.mall_id, kinds=[VisitorCame.kind, BellAnswered.kind, VisitorLeft.kind])
    gone = {row.subject if row.kind == BellAnswered.kind else "" for row in rows}
    waiting = [row.subject for row in rows if row.kind == VisitorCame.kind and row.subject not in gone]
    if not waiting:
        raise Refusal("nobody_waits")
    visitor = int(waiting[0].split(":")[1])
    ctx.record(BellAnswered(visitor=visitor, words=words))
    return {"visitor": visitor}


def open_story(db: Database, *, seed: int = 7, start: bool = True) -> int:
    """A mall with the visitors of the story planned; its clock runs, not by the wall, unless it has yet to start."""
    with db.app_transaction() as app:
        mall_id = create_mall(app, language="en", seed=seed, opened_mall_ms=OPENED_MALL_MS, exercise="tests")
    with db.transaction(mall_id, "system") as ctx:
        for visitor in range(1, VISITORS + 1):
            due = ctx.draw(f"v:{visitor}", "arrival").below(UNTIL_DESK_MS)
            ctx.schedule("tests.visitor_comes", due=due, visitor=visitor)
        if start:
            start_clock(ctx, by_wall=False)
    return mall_id


class Agent:
    """Looks every 7 seconds and answers whoever waits. What it says depends on when it looks, so runs that differ show."""

    def __init__(self, db: Database, mall_id: int) -> None:
        self.db, self.mall_id = db, mall_id

    def __call__(self, desk_ms: int) -> int:
        try:
            run_command(
                self.db, mall_id=self.mall_id, actor="agent:1", key=f"at:{desk_ms}", verb="tests.answer_bell",
                args={"words": f"hello at {desk_ms}"}, desk_ms=desk_ms,
            )  # fmt: skip
        except Refusal as refusal:
            assert refusal.code == "nobody_waits"
        if desk_ms == 280_000:
            run_command(
                self.db, mall_id=self.mall_id, actor="instructor:1", key="jump", verb="core.clock.jump",
                args={"to_mall_ms": OPENED_MALL_MS + 20 * HOUR}, desk_ms=desk_ms,
            )  # fmt: skip
        return desk_ms + 7_000


_left = int(os.environ.get("TESTS_KILL_AFTER", "0"))


def _killed_maybe(ctx: Ctx) -> None:
    """The power cut: inside a transaction, after its rows were written and before they are committed."""
    global _left
    if _left:
        _left -= 1
        if _left == 0:
            ctx.settle()
            os.kill(os.getpid(), signal.SIGKILL)
