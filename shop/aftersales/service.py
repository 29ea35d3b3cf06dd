"""Asking goods' money back and deciding about it, by where the goods are."""

from typing import Any

from core.commands import command
from core.context import Ctx
from core.errors import NotFound, Refusal
from core.timers import due_action
from logistics.consignments.service import cancel_consignment
from logistics.work_orders.queries import open_of
from logistics.work_orders.service import open_work_order, withdraw_work_order
from shop.aftersales import moves
from shop.aftersales.events import ReturnIntercepting, ReturnRefused
from shop.aftersales.models import ReturnRequest
from shop.aftersales.queries import count_of_order, open_of_order
from shop.aftersales.rules import MOST_REQUESTS, after, after_approval, amount_of, check_reason
from shop.orders import service as orders
from shop.orders.models import Order


def request_refund(
    ctx: Ctx, *, order_id: int, reason: str, amount_cents: int | None = None, by: str | None = None
) -> int:
    """Asks money back without goods being sent back by the shopper (仅退款) and returns the request's id.

    Asked by a shopper it waits to be decided (a paid order is held meanwhile); asked by the desk it is
    approved at once. Records ReturnRequested and what an approval records. Raises NotFound for somebody
    else's order; Invalid `reason_malformed` or `amount_not_positive`; Refusal `nothing_to_refund`,
    `refund_above_paid`, `partial_only_when_received`, `return_already_open` or `too_many_requests`.
    """
    by = by or ctx.actor
    check_reason(reason)
    order = orders.own_order(ctx, order_id)
    path, _ = moves.path_now(ctx, order)
    waiting = open_of_order(ctx, order_id)
    if waiting is not None:
        raise Refusal("return_already_open", return_id=waiting.id, state=waiting.state)
    if by.startswith("shopper:") and count_of_order(ctx, order_id) >= MOST_REQUESTS:
        raise Refusal("too_many_requests", limit=MOST_REQUESTS)
    amount = amount_of(path, amount_cents, order.captured_cents - order.refunded_cents)
    return_id = moves.new_request(ctx, order, path=path, reason=reason, amount_cents=amount, by=by)
    moves.await_decision(ctx, ctx.get(ReturnRequest, return_id), path)
    if not by.startswith("shopper:"):
        _approve(ctx, return_id, _who(by))
    elif order.state in ("paid", "packing"):
        orders.review_cancel(ctx, order_id=order_id)
    return return_id


def approve_return(ctx: Ctx, *, return_id: int) -> None:
    """Grants a request; what follows depends on where the goods are now.

    Not dispatched: the order is cancelled and the money goes back. On the road: the carrier is asked to
    stop the parcel and the money follows the goods. Received or lost: the money goes back. Records
    ReturnApproved, then ReturnIntercepting, ReturnReturning or RefundRequested. Raises IllegalTransition,
    Refusal `refund_above_paid`.
    """
    _approve(ctx, return_id, _who(ctx.actor))


def refuse_return(ctx: Ctx, *, return_id: int, reason: str, text: str = "") -> None:
    """Refuses a request with a reason the shopper reads; a held order goes on. Records ReturnRefused.

    Raises IllegalTransition, Invalid `reason_malformed`.
    """
    check_reason(reason)
    row = ctx.get(ReturnRequest, return_id)
    ctx.update(
        ReturnRequest,
        return_id,
        state=after(row.state, "refuse", _who(ctx.actor)),
        decided_ms=ctx.mall_ms,
        closed_ms=ctx.mall_ms,
        refusal_reason=reason,
        refusal_text=text.strip()[:500],
    )
    ctx.cancel(f"return:{return_id}")
    orders.flag_lines(ctx, order_id=row.order_id, aftersale="none")
    ctx.record(
        ReturnRefused(**moves.told(row, row.path), refusal_reason=reason, refusal_text=text.strip()[:500])
    )
    _let_go_on(ctx, row.order_id)


def cancel_return(ctx: Ctx, *, return_id: int) -> None:
    """Takes a request back before the parcel has been stopped; an open intercept order is withdrawn.

    Records ReturnCancelled. Raises NotFound for somebody else's request, IllegalTransition.
    """
    row = ctx.get(ReturnRequest, return_id)
    if ctx.actor.startswith("shopper:") and ctx.actor != f"shopper:{row.shopper_id}":
        raise NotFound("return", id=return_id)
    moves.cancelled(ctx, row, _who(ctx.actor))
    parcel = moves.parcel_of(ctx, row.order_id)
    if parcel is not None:
        waiting = open_of(ctx, consignment_id=parcel.id, kind="intercept")
        if waiting is not None:
            withdraw_work_order(ctx, work_order_id=waiting)
    _let_go_on(ctx, row.order_id)


@command("shop.request_refund", actors={"shopper"})
def shopper_requests_refund(ctx: Ctx, *, order_id: int, reason: str) -> dict[str, Any]:
    """The shopper asks the money of an order back. Records and raises what `request_refund` does."""
    return_id = request_refund(ctx, order_id=order_id, reason=reason)
    return {"return_id": return_id, "state": ctx.get(ReturnRequest, return_id).state}


@command("shop.cancel_refund", actors={"shopper"})
def shopper_cancels_refund(ctx: Ctx, *, return_id: int) -> dict[str, Any]:
    """The shopper takes a request back. Records and raises what `cancel_return` does."""
    cancel_return(ctx, return_id=return_id)
    return {"return_id": return_id, "state": "cancelled"}


@due_action("shop.return.approve_by_itself")
def on_undecided(ctx: Ctx, payload: dict[str, Any]) -> None:
    """Nobody decided for 48 hours: the request is granted."""
    row = ctx.get(ReturnRequest, int(payload["return_id"]))
    if row.state == "requested":
        _approve(ctx, row.id, "timer")


def _who(actor: str) -> str:
    return actor.partition(":")[0]


def _approve(ctx: Ctx, return_id: int, who: str) -> None:
    row = ctx.get(ReturnRequest, return_id)
    after(row.state, "approve", who)
    order = ctx.get(Order, row.order_id)
    path, parcel = moves.path_now(ctx, order)
    moves.approved(ctx, row, path, who)
    row = ctx.get(ReturnRequest, return_id)
    action = after_approval(path, None if parcel is None else parcel.state)
    if action == "refund":
        if path == "not_dispatched":
            if parcel is not None:
                cancel_consignment(ctx, consignment_id=parcel.id)
            orders.cancel_paid(ctx, order_id=row.order_id)
        moves.pay_back(ctx, row, "refund", path)
    elif action == "await_back":
        moves.turned_round(ctx, row, "await_back")
    else:
        waiting = open_of(ctx, consignment_id=parcel.id, kind="intercept")
        if waiting is None:
            waiting = open_work_order(ctx, consignment_id=parcel.id, kind="intercept", note="")
        ctx.update(ReturnRequest, return_id, state=after(row.state, "intercept"))
        ctx.record(ReturnIntercepting(**moves.told(row, path), work_order_id=waiting))


def _let_go_on(ctx: Ctx, order_id: int) -> None:
    if ctx.get(Order, order_id).state == "cancel_review":
        orders.keep(ctx, order_id=order_id)
