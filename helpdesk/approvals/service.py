"""What is above an agent's limit is asked of a lead;

on a yes the action runs, once, in the same transaction.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from core.commands import command
from core.context import Ctx
from core.errors import Invalid, Refusal
from core.timers import due_action
from helpdesk.approvals import rules
from helpdesk.approvals.events import (
    ApprovalDeclined,
    ApprovalExpired,
    ApprovalGranted,
    ApprovalRequested,
    OfApproval,
)
from helpdesk.approvals.models import Approval
from helpdesk.approvals.queries import approval, waiting_for
from helpdesk.approvals.schemas import ApprovalView

F = TypeVar("F", bound=Callable[..., dict[str, Any]])
_actions: dict[str, Callable[..., dict[str, Any]]] = {}


def runs_on_grant(verb: str) -> Callable[[F], F]:
    """The function does what an approval of this verb allows:

    f(ctx, *, approved_by, requested_by, **args).
    """

    def register(fn: F) -> F:
        _actions[verb] = fn
        return fn

    return register


def request(
    ctx: Ctx,
    *,
    verb: str,
    args: dict[str, Any],
    amount_cents: int,
    order_id: int,
    conversation_id: int | None,
    reason: str,
) -> int:
    """Asks a lead.

    Records ApprovalRequested; returns the id. Raises Refusal `approval_already_requested`.
    """
    if verb not in _actions:
        raise LookupError(verb)
    known = waiting_for(ctx, verb=verb, order_id=order_id)
    if known is not None:
        raise Refusal("approval_already_requested", approval_id=known)
    approval_id = ctx.insert(
        Approval,
        verb=verb,
        args=args,
        amount_cents=amount_cents,
        order_id=order_id,
        conversation_id=conversation_id,
        reason=reason,
        requested_by=ctx.actor,
        requested_desk_ms=ctx.desk_ms,
        state=rules.REQUESTED,
        decided_by=None,
        decided_desk_ms=None,
        decision_note=None,
    )
    wait = int(ctx.setting("approval_expire_ms", rules.DEFAULT_EXPIRE_MS))
    ctx.schedule(
        "helpdesk.approval_expire", due=ctx.desk_ms + wait, key=_key(approval_id), approval_id=approval_id
    )
    _announce(ctx, approval_id, ApprovalRequested)
    return approval_id


@command("helpdesk.grant_approval", actors={"lead"})
def grant(ctx: Ctx, *, approval_id: int, note: str = "") -> dict[str, Any]:
    """The lead says yes and it is done. Records what the action records, then ApprovalGranted.

    Raises IllegalTransition when it is decided already, and whatever the action refuses; then nothing has
    happened.
    """
    row = ctx.get(Approval, approval_id)
    _decide(ctx, row, "grant", note)
    _actions[row.verb](ctx, approved_by=ctx.actor, requested_by=row.requested_by, **row.args)
    return _announce(ctx, approval_id, ApprovalGranted)


@command("helpdesk.decline_approval", actors={"lead"})
def decline(ctx: Ctx, *, approval_id: int, note: str = "") -> dict[str, Any]:
    """The lead says no. Records ApprovalDeclined. Raises IllegalTransition when it is decided already."""
    _decide(ctx, ctx.get(Approval, approval_id), "decline", note)
    return _announce(ctx, approval_id, ApprovalDeclined)


@due_action("helpdesk.approval_expire")
def expire(ctx: Ctx, payload: dict[str, Any]) -> None:
    """Nobody decided in time. Records ApprovalExpired."""
    row = ctx.get(Approval, payload["approval_id"])
    if row.state == rules.REQUESTED:
        ctx.update(Approval, row.id, state=rules.move(row.state, "expire"), decided_desk_ms=ctx.desk_ms)
        _announce(ctx, row.id, ApprovalExpired)


def _decide(ctx: Ctx, row: Any, action: str, note: str) -> None:
    if len(note) > rules.LONGEST_NOTE:
        raise Invalid("approval_note_too_long", limit=rules.LONGEST_NOTE)
    ctx.update(
        Approval,
        row.id,
        state=rules.move(row.state, action),
        decided_by=ctx.actor,
        decided_desk_ms=ctx.desk_ms,
        decision_note=note.strip() or None,
    )
    ctx.cancel(_key(row.id))


def _announce(ctx: Ctx, approval_id: int, event: type[OfApproval]) -> dict[str, Any]:
    view = approval(ctx, approval_id=approval_id)
    ctx.record(event(approval=ApprovalView(**view)))
    return view


def _key(approval_id: int) -> str:
    return f"approval:{approval_id}"
