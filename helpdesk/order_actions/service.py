"""What the desk does about an order: notes, questions to the carrier, small payouts, coupons, refunds.

Money is held against the limits of who acts; what is above them is asked of a lead and done on a yes.
"""

from typing import Any

from sqlalchemy import func, select

from core.commands import command
from core.context import Ctx
from core.errors import Invalid, Refusal
from helpdesk.actors import is_lead, number_of
from helpdesk.agents.models import Agent
from helpdesk.approvals import service as approvals
from helpdesk.approvals.service import runs_on_grant
from helpdesk.chats.models import Conversation
from helpdesk.policy import rules
from logistics.work_orders.service import open_work_order as put_to_carrier
from shop.aftersales import service as aftersales
from shop.aftersales.models import ReturnRequest
from shop.coupons import service as coupons
from shop.coupons.models import Coupon
from shop.coupons.queries import has_goodwill
from shop.coupons.rules import may_grant
from shop.order_files.queries import OrderFacts, order_facts
from shop.orders import service as orders
from shop.orders.models import Order
from shop.payouts import service as payouts
from shop.shoppers.models import Shopper

_COUPONS = Coupon.__table__
ASKED = "approval_requested"


@command("helpdesk.note_order", actors={"agent", "lead"})
def note_order(ctx: Ctx, *, order_id: int, text: str = "", flag: str | None = None) -> dict[str, Any]:
    """Puts a seller note or a colour flag on an order.

    Records shop's OrderNoted. Raises what `shop.orders` refuses.
    """
    return {"note_id": orders.note_order(ctx, order_id=order_id, text=text, flag=flag)}


@command("helpdesk.open_work_order", actors={"agent", "lead"})
def open_work_order(
    ctx: Ctx,
    *,
    consignment_id: int,
    kind: str,
    note: str = "",
    conversation_id: int | None = None,
    asked: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Puts a question to the carrier: only this makes "chased" true. Records logistics' WorkOrderOpened.

    `asked` is the new address of a redirect.

    Raises what `logistics.work_orders` refuses.
    """
    if len(note) > 500:
        raise Invalid("note_too_long", limit=500)
    number = put_to_carrier(ctx, consignment_id=consignment_id, kind=kind, note=note.strip(), asked=asked)
    return {"work_order_id": number}


@command("helpdesk.pay_out", actors={"agent", "lead"})
def pay_out(
    ctx: Ctx, *, order_id: int, amount_cents: int, reason: str, conversation_id: int | None = None
) -> dict[str, Any]:
    """Pays a small sum, or asks a lead for it. Records shop's PayoutPaid or ApprovalRequested.

    A late credit that is due is owed and outside of the limit. Raises NotFound, Invalid
    `payout_reason_unknown`, Refusal
    `above_lead_limit`, `approval_already_requested`, and what `shop.payouts` refuses.
    """
    if reason not in rules.PAYOUT_REASONS:
        raise Invalid("payout_reason_unknown")
    if amount_cents <= 0:
        raise Invalid("amount_not_positive")
    facts = _facts(ctx, order_id, conversation_id)
    counted = rules.counted(amount_cents, reason=reason, credit_open_cents=facts.credit_open_cents)
    me = ctx.get(Agent, number_of(ctx.actor))
    answer = rules.payout(
        counted,
        _given(ctx, facts),
        role=me.role,
        limit_cents=me.payout_limit_cents,
        lead_limit_cents=rules.CASE_LIMITS["lead"],
    )
    args: dict[str, Any] = {"order_id": order_id, "amount_cents": amount_cents, "reason": reason}
    if answer == "do":
        payout_id = payouts.pay(
            ctx, order_id=order_id, amount_cents=amount_cents, reason=reason, approved_by=ctx.actor
        )
        return {"state": "paid", "payout_id": payout_id, "approval_id": None}
    approval_id = _ask(ctx, answer, "helpdesk.pay_out", args, conversation_id, reason)
    return {"state": ASKED, "payout_id": None, "approval_id": approval_id}


@command("helpdesk.grant_coupon", actors={"agent", "lead"})
def grant_coupon(
    ctx: Ctx, *, order_id: int, amount_cents: int, conversation_id: int | None = None
) -> dict[str, Any]:
    """Gives a goodwill coupon (心意券) of 5, 10 or 20 yuan, or asks a lead for one of 50.

    Records shop's CouponGranted or ApprovalRequested. Raises NotFound, Refusal `coupon_amount_not_allowed`,
    `coupon_already_granted`, `above_lead_limit`, `approval_already_requested`.
    """
    facts = _facts(ctx, order_id, conversation_id)
    shopper = ctx.get(Shopper, facts.order.shopper_id)
    may_grant(
        amount_cents,
        member_ms=ctx.mall_ms - shopper.member_since_ms,
        had_one=has_goodwill(ctx, shopper_id=shopper.id, order_id=order_id),
    )
    me = ctx.get(Agent, number_of(ctx.actor))
    answer = rules.coupon(
        amount_cents,
        _given(ctx, facts),
        role=me.role,
        limit_cents=me.payout_limit_cents,
        coupon_limit_cents=me.coupon_limit_cents,
        lead_limit_cents=rules.CASE_LIMITS["lead"],
    )
    args: dict[str, Any] = {"order_id": order_id, "amount_cents": amount_cents}
    if answer == "do":
        coupon_id = _coupon(ctx, order_id=order_id, amount_cents=amount_cents)
        return {"state": "granted", "coupon_id": coupon_id, "approval_id": None}
    approval_id = _ask(ctx, answer, "helpdesk.grant_coupon", args, conversation_id, "goodwill")
    return {"state": ASKED, "coupon_id": None, "approval_id": approval_id}


@command("helpdesk.refund", actors={"agent", "lead"})
def refund(
    ctx: Ctx,
    *,
    order_id: int,
    reason: str,
    amount_cents: int | None = None,
    conversation_id: int | None = None,
) -> dict[str, Any]:
    """Begins a refund by where the goods are, or asks a lead. Records what `shop.aftersales` records or
    ApprovalRequested.

    Received goods above the agent's limit need a lead. Raises NotFound, Refusal
    `approval_already_requested`, and what
    `shop.aftersales` refuses.
    """
    facts = _facts(ctx, order_id, conversation_id)
    amount = (
        amount_cents if amount_cents is not None else facts.order.captured_cents - facts.order.refunded_cents
    )
    lost = facts.parcel is not None and (
        facts.parcel.exception == "lost" or facts.parcel.state == "lost_closed"
    )
    me = ctx.get(Agent, number_of(ctx.actor))
    answer = rules.refund(
        amount,
        path=facts.path or "received",
        parcel_lost=lost,
        role=me.role,
        limit_cents=me.payout_limit_cents,
    )
    args: dict[str, Any] = {"order_id": order_id, "reason": reason, "amount_cents": amount_cents}
    if answer == "do":
        return_id = aftersales.request_refund(
            ctx, order_id=order_id, reason=reason, amount_cents=amount_cents, by=ctx.actor
        )
        return {"return_id": return_id, "state": ctx.get(ReturnRequest, return_id).state, "approval_id": None}
    approval_id = _ask(ctx, answer, "helpdesk.refund", args, conversation_id, reason, amount)
    return {"return_id": None, "state": ASKED, "approval_id": approval_id}


@command("helpdesk.approve_return", actors={"agent", "lead"})
def approve_return(ctx: Ctx, *, return_id: int) -> dict[str, Any]:
    """Grants a shopper's request, or asks a lead for what was received and is above the limit.

    Records what `shop.aftersales` records or ApprovalRequested. Raises NotFound, IllegalTransition.
    """
    row = ctx.get(ReturnRequest, return_id)
    facts = order_facts(ctx, order_id=row.order_id)
    lost = facts.parcel is not None and (
        facts.parcel.exception == "lost" or facts.parcel.state == "lost_closed"
    )
    me = ctx.get(Agent, number_of(ctx.actor))
    answer = rules.refund(
        row.amount_cents,
        path=facts.path or row.path,
        parcel_lost=lost,
        role=me.role,
        limit_cents=me.payout_limit_cents,
    )
    if answer == "do" or row.state != "requested":
        aftersales.approve_return(ctx, return_id=return_id)
        return {"return_id": return_id, "state": ctx.get(ReturnRequest, return_id).state, "approval_id": None}
    approval_id = approvals.request(
        ctx,
        verb="helpdesk.approve_return",
        args={"return_id": return_id},
        amount_cents=row.amount_cents,
        order_id=row.order_id,
        conversation_id=None,
        reason=row.reason,
    )
    return {"return_id": return_id, "state": ASKED, "approval_id": approval_id}


@command("helpdesk.refuse_return", actors={"agent", "lead"})
def refuse_return(ctx: Ctx, *, return_id: int, reason: str, text: str) -> dict[str, Any]:
    """Refuses a request with a reason and words the shopper reads. Records shop's ReturnRefused.

    Raises NotFound, IllegalTransition, Invalid `refusal_text_empty`.
    """
    if not text.strip():
        raise Invalid("refusal_text_empty")
    aftersales.refuse_return(ctx, return_id=return_id, reason=reason, text=text)
    return {"return_id": return_id, "state": ctx.get(ReturnRequest, return_id).state, "approval_id": None}


@runs_on_grant("helpdesk.pay_out")
def _pay_granted(ctx: Ctx, *, approved_by: str, requested_by: str, **args: Any) -> dict[str, Any]:
    return {"payout_id": payouts.pay(ctx, **args, approved_by=approved_by)}


@runs_on_grant("helpdesk.grant_coupon")
def _coupon_granted(ctx: Ctx, *, approved_by: str, requested_by: str, **args: Any) -> dict[str, Any]:
    return {"coupon_id": _coupon(ctx, **args)}


@runs_on_grant("helpdesk.refund")
def _refund_granted(ctx: Ctx, *, approved_by: str, requested_by: str, **args: Any) -> dict[str, Any]:
    return {"return_id": aftersales.request_refund(ctx, **args, by=approved_by)}


@runs_on_grant("helpdesk.approve_return")
def _return_granted(ctx: Ctx, *, approved_by: str, requested_by: str, return_id: int) -> dict[str, Any]:
    aftersales.approve_return(ctx, return_id=return_id)
    return {"return_id": return_id}


def _coupon(ctx: Ctx, *, order_id: int, amount_cents: int) -> int:
    shopper_id = ctx.get(Order, order_id).shopper_id
    return coupons.grant(
        ctx, shopper_id=shopper_id, order_id=order_id, amount_cents=amount_cents, kind="goodwill"
    )


def _facts(ctx: Ctx, order_id: int, conversation_id: int | None) -> OrderFacts:
    facts = order_facts(ctx, order_id=order_id)
    if (
        conversation_id is not None
        and ctx.get(Conversation, conversation_id).shopper_id != facts.order.shopper_id
    ):
        raise Invalid("conversation_of_somebody_else")
    return facts


def _given(ctx: Ctx, facts: OrderFacts) -> rules.Given:
    """What this order has had: payouts (of a late credit only what was not due) and goodwill coupons."""
    paid = sum(cents for reason, cents in facts.payouts.items() if reason != "late_credit")
    paid += max(0, facts.credit_paid_cents - facts.credit.amount_cents)
    row = ctx.one(
        select(func.coalesce(func.sum(_COUPONS.c.amount_cents), 0).label("cents")).where(
            _COUPONS.c.mall_id == ctx.mall_id,
            _COUPONS.c.order_id == facts.order.id,
            _COUPONS.c.kind == "goodwill",
            _COUPONS.c.shopper_id == facts.order.shopper_id,
        )
    )
    return rules.Given(payouts_cents=paid, coupons_cents=int(row.cents) if row else 0)


def _ask(
    ctx: Ctx,
    answer: rules.Answer,
    verb: str,
    args: dict[str, Any],
    conversation_id: int | None,
    reason: str,
    amount_cents: int | None = None,
) -> int:
    if answer == "above_lead_limit" or is_lead(ctx.actor):
        raise Refusal("above_lead_limit", limit_cents=rules.CASE_LIMITS["lead"])
    return approvals.request(
        ctx,
        verb=verb,
        args=args,
        amount_cents=args["amount_cents"] if amount_cents is None else amount_cents,
        order_id=args["order_id"],
        conversation_id=conversation_id,
        reason=reason,
    )
