"""Understands what agents write, at the moment they write it, and remembers what they promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.context import Ctx
from helpdesk.actors import number_of
from helpdesk.promises import rules
from helpdesk.promises.commitments import commitments
from helpdesk.promises.events import (
    MessageUnderstood,
    PromiseBroken,
    PromiseEvent,
    PromiseKept,
    PromiseLate,
    PromiseMade,
)
from helpdesk.promises.facts import facts_of
from helpdesk.promises.models import Promise, Reading
from helpdesk.promises.rules import Commitment
from helpdesk.understanding import Act, Facts, Statement, extract, ground, recognise

_SETTLED: dict[str, type[PromiseEvent]] = {"kept": PromiseKept, "late": PromiseLate, "broken": PromiseBroken}


@dataclass(frozen=True, slots=True)
class Understood:
    """A message as read: acts, statements as found and as held against the mall, and what it undertakes."""

    acts: tuple[Act, ...]
    statements: tuple[Statement, ...]
    grounded: tuple[dict[str, Any], ...]
    undertakes: tuple[Commitment, ...]

    @property
    def act_names(self) -> set[str]:
        return {act.name for act in self.acts}

    @property
    def news(self) -> list[tuple[str, str | None]]:
        return [(s.kind, s.about) for s in self.statements]


def understand(ctx: Ctx, *, text: str, shopper_id: int, order_id: int | None) -> Understood:
    """What an agent's message says here and now. Writes nothing."""
    language = ctx.mall.language[:2]
    acts = recognise(text, language)
    statements = extract(text, ctx.mall_ms, zone=ctx.mall.zone)
    undertakes = commitments(
        text,
        acts,
        statements,
        desk_ms=ctx.desk_ms,
        mall_ms=ctx.mall_ms,
        action_ms=int(ctx.setting("promise_action_ms", rules.DEFAULT_ACTION_MS)),
    )
    facts = _facts_for(ctx, statements, undertakes, shopper_id, order_id)
    done_already = {fact.what for fact in facts.actions_done}
    undertakes = [one for one in undertakes if one.what not in done_already]
    grounded = rules.verdicts_softened(
        [
            {
                "kind": g.statement.kind,
                "value": g.statement.value,
                "unit": g.statement.unit,
                "at": list(g.statement.at) if g.statement.at else None,
                "about": g.statement.about,
                "span": list(g.statement.span),
                "verdict": g.verdict,
                "record": g.record,
            }
            for g in ground(statements, facts)
        ],
        [act.name for act in acts],
    )
    return Understood(tuple(acts), tuple(statements), tuple(grounded), tuple(undertakes))


def _facts_for(
    ctx: Ctx,
    statements: Sequence[Statement],
    undertakes: Sequence[Commitment],
    shopper_id: int,
    order_id: int | None,
) -> Facts:
    """What of the mall this message can be held against; an agent's own delay is no fact of it."""
    stated = [s for s in statements if not (s.kind == "duration" and s.about in (None, "reply"))]
    done_counts = any(one.what != "reply" for one in undertakes)
    if not stated and not done_counts:
        return Facts(ctx.mall_ms)
    numbers_only = not done_counts and all(s.kind == "order_no" for s in stated)
    return facts_of(ctx, shopper_id=shopper_id, order_id=order_id, numbers_only=numbers_only)


def keep_reading(
    ctx: Ctx,
    read: Understood,
    *,
    message_id: int,
    conversation_id: int,
    shopper_id: int,
    order_id: int | None,
) -> None:
    """Stores the reading of a message that was sent.

    Records MessageUnderstood, and PromiseMade for each undertaking.
    """
    acts = [
        {
            "name": act.name,
            "confidence": act.confidence,
            "spans": [list(span) for span in act.spans],
            "reason": act.reason,
        }
        for act in read.acts
    ]
    statements = list(read.grounded)
    ctx.insert(Reading, id=message_id, conversation_id=conversation_id, acts=acts, statements=statements)
    ctx.record(
        MessageUnderstood(
            message_id=message_id,
            conversation_id=conversation_id,
            language=ctx.mall.language,
            acts=acts,
            statements=statements,
        )
    )
    for one in read.undertakes:
        promise_id = ctx.insert(
            Promise,
            conversation_id=conversation_id,
            shopper_id=shopper_id,
            order_id=order_id,
            message_id=message_id,
            agent_id=number_of(ctx.actor),
            what=one.what,
            due_axis=one.axis,
            due_ms=one.due_ms,
            state=rules.OPEN,
            settled_ms=None,
        )
        ctx.record(
            PromiseMade(
                promise_id=promise_id,
                conversation_id=conversation_id,
                message_id=message_id,
                what=one.what,
                due_axis=one.axis,
                due_ms=one.due_ms,
            )
        )
        # One millisecond later: what is done at the very instant is in time.
        ctx.schedule(
            "helpdesk.promise_due",
            due=one.due_ms + 1,
            axis=one.axis,
            key=f"promise:{promise_id}",
            promise_id=promise_id,
        )


def done(ctx: Ctx, *, what: tuple[str, ...], shopper_id: int, order_id: int | None = None) -> int:
    """Something was done for a shopper: promises of it are kept, or late when their deadline has passed.

    Those about another order stay open. Records PromiseKept or PromiseLate; returns how many were settled.
    """
    rows = ctx.rows(
        Promise, shopper_id=shopper_id, state=[rules.OPEN, rules.BROKEN], what=list(what), order_by="id"
    )
    rows = [row for row in rows if order_id is None or row.order_id in (None, order_id)]
    for row in rows:
        _settle(ctx, row, "done")
    return len(rows)


def overdue(ctx: Ctx, *, promise_id: int) -> None:
    """The deadline has passed: an open promise is broken. Records PromiseBroken."""
    row = ctx.get(Promise, promise_id)
    if row.state == rules.OPEN:
        _settle(ctx, row, "overdue")


def _settle(ctx: Ctx, row: Any, happened: str) -> None:
    state = rules.after(row.state, happened)
    ctx.update(
        Promise, row.id, state=state, settled_ms=ctx.desk_ms if row.due_axis == "desk" else ctx.mall_ms
    )
    if happened == "done":
        ctx.cancel(f"promise:{row.id}")
    ctx.record(
        _SETTLED[state](
            promise_id=row.id,
            conversation_id=row.conversation_id,
            message_id=row.message_id,
            what=row.what,
            due_axis=row.due_axis,
            due_ms=row.due_ms,
        )
    )
