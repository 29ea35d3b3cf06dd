"""Plays a whole run headless: a reference agent at the desk, the mall's time driven as fast as it goes."""

from dataclasses import dataclass
from typing import Protocol

from core.db.engine import Database
from core.malls.service import start_clock
from core.timers.engine import advance
from simulation.bots.desk import Desk
from simulation.bots.expert import Expert
from simulation.bots.simple import Silent, SilentDoer, Talker
from simulation.cases.queries import all_ended, cases

BOTS = ("expert", "polite", "paster", "silent", "silent_doer")
TAIL_MS = 420_000
DEFAULT_MS = 600_000


class _Mind(Protocol):
    def act(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class BotRun:
    """How it went: desk time at the end, verbs used, refusals met, outcomes by case code."""

    desk_ms: int
    verbs: int
    refusals: list[tuple[str, str]]
    outcomes: dict[str, str | None]


def run_bot(
    db: Database, mall_id: int, bot: str, seed: int = 0, *, agent_id: int = 1, until_ms: int | None = None
) -> BotRun:
    """Lets a reference agent work a mall from desk time 0 until all cases have ended, without sleeping.

    Everything it does goes through the registered commands, everything it knows comes from what the desk
    shows. `seed`
    tells runs of the same mall apart where a bot varies; today's bots do not. Raises KeyError for an
    unknown bot.
    """
    with db.transaction(mall_id, "system") as ctx:
        if ctx.mall.state != "running":
            start_clock(ctx, by_wall=False)
        capacity = int(ctx.setting("capacity", 2))
        until = until_ms if until_ms is not None else int(ctx.setting("duration_ms", DEFAULT_MS)) + TAIL_MS
    desk = Desk(db, mall_id, agent_id)
    mind = _mind(bot, desk, capacity)
    wake: int | None = 0
    coming: int | None = 0
    while desk.now < until:
        if coming is not None and coming <= desk.now:
            advance(db, mall_id, desk.now, batch=50)
        wake = mind.act()
        coming = desk.coming()
        instants = [t for t in (wake, coming) if t is not None]
        if not instants or (wake is None and _all_ended(db, mall_id)):
            break
        desk.now = min(until, max(desk.now + 1, min(instants)))
    advance(db, mall_id, desk.now)
    with db.reading(mall_id) as ctx:
        outcomes = {row.code: row.outcome for row in cases(ctx)}
    return BotRun(desk.now, desk.number, desk.refusals, outcomes)


def _mind(bot: str, desk: Desk, capacity: int) -> _Mind:
    if bot == "expert":
        return Expert(desk, name="A", capacity=capacity)
    if bot == "silent_doer":
        return SilentDoer(desk, name="A", capacity=capacity)
    if bot == "silent":
        return Silent()
    if bot in ("polite", "paster"):
        return Talker(desk, kind=bot, capacity=capacity)
    raise KeyError(bot)


def _all_ended(db: Database, mall_id: int) -> bool:
    with db.reading(mall_id) as ctx:
        return all_ended(ctx)
