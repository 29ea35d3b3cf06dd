"""Runs a command once, however often it is sent."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core import json
from core.commands.registry import verb as verb_named
from core.context import AppCtx, Work
from core.db.engine import Database
from core.errors import Busy, Invalid
from core.timers.engine import advance
from core.timers.queue import first_due

_FIND = "SELECT body_hash, status, reply FROM commands WHERE scope = ? AND actor = ? AND key = ?"
_KEEP = (
    "INSERT INTO commands "
    "(scope, actor, key, mall_id, verb, args, body_hash, status, reply, desk_ms, first_seq, wall_ms) "
    "VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
)
_ROUNDS = 50
_BATCH = 20


@dataclass(frozen=True, slots=True)
class Reply:
    """What the person gets: also the second time."""

    status: int
    body: bytes
    replayed: bool = False


class _FirstTheDue(Exception):
    def __init__(self, desk_ms: int) -> None:
        self.desk_ms = desk_ms


def run_command(
    db: Database,
    *,
    mall_id: int,
    actor: str,
    key: str,
    verb: str,
    args: dict[str, Any],
    status: int = 200,
    desk_ms: int | None = None,
) -> Reply:
    """Runs everything due before, then the verb, in one transaction with the note that it was run.

    The same key and body gives the same reply and has no second effect; a twin that arrives meanwhile
    waits. What is refused is not kept. `desk_ms` is for headless runs and replay; live, it is what the
    mall's clock shows. Raises Invalid `command_unknown`, `command_arguments`, `idempotency_key_reused`,
    Forbidden, Refusal `mall_not_running`, NotFound (mall), and what the verb refuses.
    """
    try:
        known = verb_named(verb)
    except LookupError:
        raise Invalid("command_unknown") from None
    known.check_actor(actor)
    known.check_args(args)
    kept = json.text(args)
    body_hash = _hash(verb, kept)
    scope = f"mall:{mall_id}"
    at = desk_ms
    for _ in range(_ROUNDS):
        try:
            with db.transaction(mall_id, actor, desk_ms=at) as ctx:
                earlier = _earlier(ctx, scope, actor, key, body_hash)
                if earlier is not None:
                    return earlier
                if first_due(ctx, ctx.desk_ms) is not None:
                    raise _FirstTheDue(ctx.desk_ms)
                known.check_state(ctx)
                first_seq = ctx.last_seq + 1
                body = json.dumps(known.run(ctx, **args) or {})
                ctx.driver.run(
                    _KEEP,
                    (
                        scope,
                        actor,
                        key,
                        mall_id,
                        verb,
                        kept,
                        body_hash,
                        status,
                        body.decode(),
                        ctx.desk_ms,
                        first_seq,
                        ctx.wall_ms,
                    ),
                )
                return Reply(status, body)
        except _FirstTheDue as wait:
            # The person acted at this instant; what takes long now must not move it.
            at = wait.desk_ms
            advance(db, mall_id, at, batch=_BATCH)
    raise Busy


def run_app_command(
    db: Database,
    *,
    actor: str,
    key: str,
    verb: str,
    args: dict[str, Any],
    fn: Callable[[AppCtx], Any],
    status: int = 200,
) -> Reply:
    """The same for what happens outside malls: `fn(app)` runs once per actor and key. Raises
    `idempotency_key_reused`."""
    kept = json.text(args)
    body_hash = _hash(verb, kept)
    with db.app_transaction(actor) as app:
        earlier = _earlier(app, "app", actor, key, body_hash)
        if earlier is not None:
            return earlier
        # A twin on PostgreSQL waits at this row until the first has committed, then finds the key taken.
        taken = app.driver.run(
            _KEEP + " ON CONFLICT DO NOTHING",
            ("app", actor, key, None, verb, kept, body_hash, status, "", None, None, app.wall_ms),
        )
        if taken == 0:
            earlier = _earlier(app, "app", actor, key, body_hash)
            if earlier is None:
                raise Busy
            return earlier
        body = json.dumps(fn(app) or {})
        app.driver.run(
            "UPDATE commands SET reply = ? WHERE scope = 'app' AND actor = ? AND key = ?",
            (body.decode(), actor, key),
        )
        return Reply(status, body)


def _hash(verb: str, args: str) -> str:
    return hashlib.blake2b(f"{verb}\x1f{args}".encode(), digest_size=16).hexdigest()


def _earlier(work: Work, scope: str, actor: str, key: str, body_hash: str) -> Reply | None:
    found = work.driver.one(_FIND, (scope, actor, key))
    if found is None:
        return None
    if found[0] != body_hash:
        raise Invalid("idempotency_key_reused")
    return Reply(int(found[1]), str(found[2]).encode(), replayed=True)
