"""Makes happen what is due: each thing once, in the total order, its row deleted in the transaction of its
effect."""

import logging

import orjson

from core.context import Ctx
from core.db.engine import Database
from core.driver import as_refusal
from core.timers.queue import ACTOR, Due, enter, first_due
from core.timers.registry import action

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 12
MOST_AT_ONCE = 50_000
_FIRST_WAIT_MS = 1_000
_LONGEST_WAIT_MS = 300_000
_DELETE = "DELETE FROM due_actions WHERE mall_id = ? AND seq = ?"


class _ActionFailed(Exception):
    def __init__(self, due: Due, desk_ms: int) -> None:
        super().__init__(due.kind)
        self.due = due
        self.desk_ms = desk_ms


def advance(db: Database, mall_id: int, to_desk_ms: int, *, limit: int | None = None, batch: int = 1) -> int:
    """Runs everything due up to `to_desk_ms` (included), what it schedules in turn included. Returns how
    many ran.

    `batch` actions share a commit. An action that fails is undone, logged and tried again later; the
    others go on. A mall whose clock does not run by the wall (headless, paused) stands at `to_desk_ms`
    afterwards. Raises NotFound (mall), DiskFull, Busy; RuntimeError when things go on happening without end
    at one instant.
    """
    done = at_once = 0
    instant: tuple[int, int] | None = None
    while limit is None or done < limit:
        most = batch if limit is None else min(batch, limit - done)
        try:
            ran, now = _step(db, mall_id, to_desk_ms, most)
        except _ActionFailed as failed:
            if most > 1:
                # The good ones of the batch were undone with the bad one: same again, one by one.
                done += advance(db, mall_id, to_desk_ms, limit=most, batch=1)
                continue
            _put_off(db, mall_id, failed)
            continue
        done += ran
        if now is None:
            break
        at_once = at_once + ran if now == instant else 0
        instant = now
        if at_once > MOST_AT_ONCE:
            raise RuntimeError(f"more than {MOST_AT_ONCE} actions of mall {mall_id} at one instant")
    return done


def next_due(db: Database, mall_id: int) -> int | None:
    """The desk instant of what happens next, as the clock is set now; None when nothing will. Raises
    NotFound (mall)."""
    with db.reading(mall_id, ACTOR) as ctx:
        due = first_due(ctx)
        return None if due is None else due.desk_ms


def _step(db: Database, mall_id: int, to_desk_ms: int, most: int) -> tuple[int, tuple[int, int] | None]:
    ran = 0
    with db.transaction(mall_id, ACTOR, desk_ms=0) as ctx:
        while ran < most:
            due = first_due(ctx, to_desk_ms)
            if due is None:
                _stand_at(ctx, to_desk_ms)
                return ran, None
            enter(ctx, due)
            try:
                perform(ctx, due)
            except Exception as error:
                if as_refusal(error) is not None:
                    raise
                raise _ActionFailed(due, ctx.desk_ms) from error
            ran += 1
        return ran, (ctx.desk_ms, ctx.mall_ms)


def perform(ctx: Ctx, due: Due) -> None:
    """One action with the handlers of what it recorded; afterwards it is no longer scheduled."""
    ctx.driver.run(_DELETE, (ctx.mall_id, due.seq))
    action(due.kind)(ctx, orjson.loads(due.payload))
    ctx.settle()


def _stand_at(ctx: Ctx, desk_ms: int) -> None:
    ctx.driver.run(
        "UPDATE malls SET desk_ms = ? WHERE id = ? AND running_since_wall_ms IS NULL AND desk_ms < ?",
        (desk_ms, ctx.mall_id, desk_ms),
    )


def _put_off(db: Database, mall_id: int, failed: _ActionFailed) -> None:
    due, error = failed.due, failed.__cause__
    attempts = due.attempts + 1
    parked = attempts >= MOST_ATTEMPTS
    log.error(
        "due action %s of mall %s failed (attempt %s%s)",
        due.kind,
        mall_id,
        attempts,
        ", parked" if parked else "",
        exc_info=error,
        extra={"mall_id": mall_id, "action": due.kind, "attempts": attempts},
    )
    again = failed.desk_ms + min(_FIRST_WAIT_MS * 2 ** (attempts - 1), _LONGEST_WAIT_MS)
    with db.transaction(mall_id, ACTOR, desk_ms=0) as ctx:
        ctx.driver.run(
            "UPDATE due_actions SET attempts = ?, error = ?, axis = ?, due = ? WHERE mall_id = ? AND seq = ?",
            (
                attempts,
                type(error).__name__,
                "parked" if parked else due.axis,
                again if due.axis == "desk" else ctx.mall_at(again),
                mall_id,
                due.seq,
            ),
        )
        ctx.schedule_changed = True
