"""Drives a mall without sleeping: the whole story of an exercise in seconds, many actions to a commit."""

from collections.abc import Callable
from dataclasses import dataclass

from core.db.engine import Database
from core.timers.engine import advance

BATCH = 100
Agent = Callable[[int], int | None]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a drive did, and how fast."""

    actions: int
    events: int
    seconds: float

    @property
    def events_per_second(self) -> float:
        return self.events / self.seconds if self.seconds else 0.0


def drive(
    db: Database, mall_id: int, until_desk_ms: int, *, agent: Agent | None = None, batch: int = BATCH,
    progress: Callable[[int], None] | None = None,
) -> Figures:  # fmt: skip
    """Brings a mall whose clock does not run by the wall to `until_desk_ms`.

    `agent(desk_ms)` is the bot on the desk: it does what it likes through commands at that instant and
    says when it will look again (None: never). `progress(desk_ms)` is told how far the mall is. Raises
    NotFound (mall).
    """
    began, first_seq = db.clock.monotonic_ms(), _last_seq(db, mall_id)
    looks: int | None = _desk_ms(db, mall_id) if agent else None
    actions, at = 0, -1
    while at < until_desk_ms:
        at = until_desk_ms if looks is None else min(looks, until_desk_ms)
        actions += advance(db, mall_id, at, batch=batch)
        if agent is not None and looks is not None and looks <= at:
            again = agent(at)
            looks = None if again is None else max(again, at + 1)
        if progress is not None:
            progress(at)
    # What the agent did at the last instant is perceived at that instant too.
    actions += advance(db, mall_id, until_desk_ms, batch=batch)
    seconds = (db.clock.monotonic_ms() - began) / 1000
    return Figures(actions, _last_seq(db, mall_id) - first_seq, seconds)


def _last_seq(db: Database, mall_id: int) -> int:
    with db.reading(mall_id) as ctx:
        return ctx.last_seq


def _desk_ms(db: Database, mall_id: int) -> int:
    with db.reading(mall_id) as ctx:
        return ctx.desk_ms
