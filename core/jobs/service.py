"""A job's life: queued, running, done or failed. The row is the truth; a queue's message is only a hint."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
import structlog

from core.clock import SystemClock
from core.context import AppCtx, Work
from core.db.engine import Database
from core.driver import as_refusal
from core.errors import NotFound, Refusal
from core.ids import SystemIds
from core.jobs.registry import job_named
from core.metrics import JOBS

LEASE_MS = 120_000
MOST_ATTEMPTS = 3
hints: list[Callable[[str], None]] = []
log = structlog.get_logger("jobs")
_ADD = (
    "INSERT INTO jobs (id, kind, owner, args, state, progress, result, error, attempts, created_wall_ms, "
    "updated_wall_ms, lease_wall_ms) VALUES (?,?,?,?,'queued',0,NULL,NULL,0,?,?,NULL)"
)
_CLAIM = (
    "UPDATE jobs SET state = 'running', attempts = attempts + 1, updated_wall_ms = ?, lease_wall_ms = ? "
    "WHERE id = ? AND (state = 'queued' OR (state = 'running' AND lease_wall_ms < ?))"
)
_OPEN = "state = 'queued' OR (state = 'running' AND lease_wall_ms < ?)"


def enqueue(work: Work, *, kind: str, args: dict[str, Any], owner: str) -> str:
    """Puts long work on the list, in the caller's transaction; it begins after the commit. Returns the job's
    id."""
    ids = work.ids if isinstance(work, AppCtx) else SystemIds()
    job_id = ids.token(12)
    now = work.wall_ms
    text = orjson.dumps(args, option=orjson.OPT_SORT_KEYS).decode()
    work.driver.run(_ADD, (job_id, kind, owner, text, now, now))
    work.after_commit(lambda: hint(job_id))
    return job_id


def hint(job_id: str) -> None:
    """Tells whoever runs jobs here that one waits."""
    for told in hints:
        told(job_id)


def waiting(db: Database) -> list[str]:
    """The ids of jobs nobody works on: new ones, and those whose worker has gone."""
    with db.app_reading() as app:
        rows = app.driver.all(
            f"SELECT id FROM jobs WHERE {_OPEN} ORDER BY created_wall_ms LIMIT 1000", (app.wall_ms,)
        )
    return [str(row[0]) for row in rows]


def free_after_restart(db: Database) -> int:
    """Single process, at start: whoever worked on them is gone. Returns how many jobs wait again."""
    with db.app_transaction("system") as app:
        return app.driver.run(
            "UPDATE jobs SET state = 'queued', lease_wall_ms = NULL WHERE state = 'running'"
        )


def run_job(db: Database, job_id: str) -> bool:
    """Takes the job if it waits, works, and writes down how it ended. False when somebody else has it."""
    taken = db.hand_over(_claim, db, job_id)
    if taken is None:
        return False
    kind, args, attempts = taken
    clock = SystemClock()
    begun = clock.monotonic_ms()
    last = 0

    def progress(percent: int) -> None:
        nonlocal last
        percent = max(last, min(99, int(percent)))
        if percent != last:
            last = percent
            db.hand_over(_note, db, job_id, "running", percent, None, None)

    try:
        result = job_named(kind)(db, args, progress)
    except Exception as failure:
        state, error = _judge(failure, attempts)
        log.error(
            "job_failed", job=job_id, kind=kind, attempts=attempts, again=state == "queued", exc_info=failure
        )
        db.hand_over(_note, db, job_id, state, last, None, error)
        JOBS.seen((clock.monotonic_ms() - begun) / 1000, kind, state)
        return True
    db.hand_over(_note, db, job_id, "done", 100, result or {}, None)
    JOBS.seen((clock.monotonic_ms() - begun) / 1000, kind, "done")
    log.info("job_done", job=job_id, kind=kind, ms=int(clock.monotonic_ms() - begun))
    return True


def job_view(app: Work, *, job_id: str, owners: frozenset[str]) -> dict[str, Any]:
    """What its owner sees of a job. Raises NotFound("job"), also for somebody else's."""
    row = app.driver.one(
        "SELECT id, kind, state, progress, result, error, owner FROM jobs WHERE id = ?", (job_id,)
    )
    if row is None or row[6] not in owners:
        raise NotFound("job")
    result, error = (None if text is None else orjson.loads(text) for text in row[4:6])
    return {
        "id": row[0],
        "kind": row[1],
        "state": row[2],
        "progress": row[3],
        "result": result,
        "error": error,
    }


def _claim(db: Database, job_id: str) -> tuple[str, dict[str, Any], int] | None:
    with db.app_transaction("system") as app:
        now = app.wall_ms
        if not app.driver.run(_CLAIM, (now, now + LEASE_MS, job_id, now)):
            return None
        row = app.driver.one("SELECT kind, args, attempts FROM jobs WHERE id = ?", (job_id,))
        assert row is not None
        return str(row[0]), orjson.loads(row[1]), int(row[2])


def _judge(failure: Exception, attempts: int) -> tuple[str, dict[str, Any]]:
    """What was refused is refused again; a full disk or a defect may pass."""
    passing = as_refusal(failure)
    if isinstance(failure, Refusal) and failure.status < 500:
        return "failed", {"code": failure.code, "params": failure.params}
    code = passing.code if passing else failure.code if isinstance(failure, Refusal) else "internal"
    return ("queued" if attempts < MOST_ATTEMPTS else "failed"), {"code": code, "params": {}}


def _note(
    db: Database,
    job_id: str,
    state: str,
    percent: int,
    result: dict[str, Any] | None,
    error: dict[str, Any] | None,
) -> None:
    lease = LEASE_MS if state == "running" else None
    texts = [None if value is None else orjson.dumps(value).decode() for value in (result, error)]
    with db.app_transaction("system") as app:
        app.driver.run(
            "UPDATE jobs SET state = ?, progress = ?, result = ?, error = ?, updated_wall_ms = ?, "
            "lease_wall_ms = ? WHERE id = ?",
            (state, percent, *texts, app.wall_ms, lease and app.wall_ms + lease, job_id),
        )  # fmt: skip
