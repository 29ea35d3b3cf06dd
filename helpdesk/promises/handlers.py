"""What happens in the shop, on the road and at the desk keeps promises; time breaks them."""

from typing import Any

from core.context import Ctx
from core.events import handles
from core.timers import due_action
from helpdesk.approvals.events import ApprovalRequested
from helpdesk.promises import service
from helpdesk.promises.rules import kept_by_work_order
from helpdesk.tickets.events import TicketNoted, TicketOpened
from logistics.consignments.events import ParcelScanned
from logistics.work_orders.events import WorkOrderOpened
from shop.aftersales.events import ReturnApproved, ReturnIntercepting
from shop.coupons.events import CouponGranted
from shop.orders.events import OrderDelivered, OrderNoted
from shop.orders.models import Order
from shop.orders.rules import order_id_of
from shop.payments.events import RefundRequested
from shop.payouts.events import PayoutPaid


@due_action("helpdesk.promise_due")
def promise_due(ctx: Ctx, payload: dict[str, Any]) -> None:
    """The deadline of a promise has passed."""
    service.overdue(ctx, promise_id=payload["promise_id"])


@handles(WorkOrderOpened)
def on_work_order(ctx: Ctx, event: WorkOrderOpened, seq: int) -> None:
    """An order to the carrier keeps "I will chase it"."""
    _of_parcel(ctx, event.reference, kept_by_work_order(event.order_kind))


@handles(ParcelScanned)
def on_scan(ctx: Ctx, event: ParcelScanned, seq: int) -> None:
    """Collected is dispatched; intercepted is stopped."""
    if event.code == "collected":
        _of_parcel(ctx, event.reference, ("dispatch",))
    elif event.code == "intercepted":
        _of_parcel(ctx, event.reference, ("intercepted",))


@handles(OrderDelivered)
def on_delivered(ctx: Ctx, event: OrderDelivered, seq: int) -> None:
    """It has arrived."""
    service.done(ctx, what=("arrival",), shopper_id=event.shopper_id, order_id=event.order_id)


@handles(OrderNoted)
def on_noted(ctx: Ctx, event: OrderNoted, seq: int) -> None:
    """A seller note was written."""
    service.done(ctx, what=("noted", "registered"), shopper_id=event.shopper_id, order_id=event.order_id)


@handles(ReturnApproved)
def on_approved(ctx: Ctx, event: ReturnApproved, seq: int) -> None:
    """A refund was agreed to and is under way."""
    service.done(ctx, what=("refunded",), shopper_id=event.shopper_id, order_id=event.order_id)


@handles(RefundRequested)
def on_refund(ctx: Ctx, event: RefundRequested, seq: int) -> None:
    """Money is on its way back."""
    service.done(ctx, what=("refunded",), shopper_id=event.shopper_id, order_id=event.order_id)


@handles(ReturnIntercepting)
def on_intercepting(ctx: Ctx, event: ReturnIntercepting, seq: int) -> None:
    """The carrier was asked to stop the parcel."""
    service.done(ctx, what=("intercepted",), shopper_id=event.shopper_id, order_id=event.order_id)


@handles(PayoutPaid)
def on_payout(ctx: Ctx, event: PayoutPaid, seq: int) -> None:
    """A small payout was made."""
    service.done(ctx, what=("paid_out", "refunded"), shopper_id=event.shopper_id, order_id=event.order_id)


@handles(CouponGranted)
def on_coupon(ctx: Ctx, event: CouponGranted, seq: int) -> None:
    """A coupon was given, which also makes good "I will compensate you"."""
    service.done(ctx, what=("coupon_sent", "paid_out"), shopper_id=event.shopper_id, order_id=event.order_id)


@handles(TicketOpened)
def on_ticket(ctx: Ctx, event: TicketOpened, seq: int) -> None:
    """A ticket registers a matter and carries it to warehouse or lead."""
    _ticket(ctx, event.ticket.shopper_id, event.ticket.order_id)


@handles(TicketNoted)
def on_ticket_note(ctx: Ctx, event: TicketNoted, seq: int) -> None:
    """So does a remark on one."""
    _ticket(ctx, event.ticket.shopper_id, event.ticket.order_id)


@handles(ApprovalRequested)
def on_approval(ctx: Ctx, event: ApprovalRequested, seq: int) -> None:
    """The lead was asked."""
    if event.approval.order_id is not None:
        order = ctx.get(Order, event.approval.order_id)
        service.done(ctx, what=("forwarded_to_lead",), shopper_id=order.shopper_id, order_id=order.id)


def _ticket(ctx: Ctx, shopper_id: int, order_id: int | None) -> None:
    what = ("registered", "forwarded_to_warehouse", "forwarded_to_lead")
    service.done(ctx, what=what, shopper_id=shopper_id, order_id=order_id)


def _of_parcel(ctx: Ctx, reference: str, what: tuple[str, ...]) -> None:
    order_id = order_id_of(reference)
    if order_id is not None:
        order = ctx.get(Order, order_id)
        service.done(ctx, what=what, shopper_id=order.shopper_id, order_id=order.id)
