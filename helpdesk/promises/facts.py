"""What the mall knows at the moment an agent writes: the facts their statements are held against."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from core.context import Ctx
from core.errors import NotFound
from helpdesk.approvals.queries import asked_for_order
from helpdesk.promises.rules import CONTACTS
from helpdesk.tickets.models import Ticket
from helpdesk.understanding import (
    AmountFact,
    DoneFact,
    Facts,
    MomentFact,
    NumberFact,
    SpanFact,
    StatusFact,
)
from logistics.carriers.models import Carrier
from logistics.consignments.rules import LABELLED
from shop.aftersales.models import ReturnRequest
from shop.coupons.models import Coupon
from shop.order_files.queries import OrderFacts, order_facts
from shop.orders.models import Order, OrderNote
from shop.payments.models import Refund
from shop.payouts.models import Payout

# Parcel, order, refund states of the mall in the words of the labels.
PARCEL: Mapping[str, str] = MappingProxyType(
    {
        "label_created": "not_shipped",
        "awaiting_collection": "not_shipped",
        "collected": "picked_up",
        "in_transit": "in_transit",
        "arrived_city": "in_transit",
        "out_for_delivery": "out_for_delivery",
        "ready_to_collect": "awaiting_pickup",
        "signed": "delivered",
        "returning": "returning",
        "returned": "returning",
        "lost_closed": "lost",
    }
)
ORDER: Mapping[str, str] = MappingProxyType(
    {
        "pending_payment": "unpaid",
        "paid": "not_shipped",
        "packing": "not_shipped",
        "cancel_review": "not_shipped",
        "partly_shipped": "shipped",
        "shipped": "shipped",
        "delivered": "delivered",
        "completed": "delivered",
        "archived": "delivered",
        "cancelled": "cancelled",
    }
)
RETURN: Mapping[str, str] = MappingProxyType(
    {
        "requested": "refund_requested",
        "intercepting": "refund_processing",
        "intercept_missed": "refund_processing",
        "returning": "refund_processing",
        "refunding": "refund_processing",
        "refunded": "refunded",
        "refused": "refund_rejected",
    }
)
REFUND: Mapping[str, str] = MappingProxyType(
    {
        "requested": "refund_processing",
        "approved": "refund_processing",
        "processing": "refund_processing",
        "succeeded": "refunded",
    }
)
# What carriers answer is known too: where the parcel lies by their word.
ANSWERS: Mapping[str, str] = MappingProxyType(
    {
        "chase_moving": "in_transit",
        "chase_normal": "in_transit",
        "chase_backlog": "stuck",
        "chase_storm": "stuck",
        "chase_no_trace": "not_shipped",
        "chase_will_collect": "not_shipped",
        "proof_station": "awaiting_pickup",
        "lost_searching": "stuck",
        "lost_confirmed": "lost",
        "intercept_ok": "intercepted",
    }
)
LEFT_AT_A_POINT = ("station", "locker")
STUCK = ("delayed", "no_update", "lost", "missorted")
MOST_ORDERS = 3

STANDARD_TIMES = (
    SpanFact("refund", 1, 3, "workday", "policy:refund"),
    SpanFact("refund", 1, 3, "day", "policy:refund"),
    SpanFact("dispatch", 48, 48, "hour", "policy:P3"),
)


def facts_of(ctx: Ctx, *, shopper_id: int, order_id: int | None, numbers_only: bool = False) -> Facts:
    """The facts about a shopper's matter: the order in question, else their newest three. Reads only.

    `numbers_only`: the numbers of their orders, which say nothing of what happened to them.
    """
    orders = ctx.rows(Order, shopper_id=shopper_id, order_by="-id")
    order_numbers = tuple(NumberFact(row.order_no, f"order:{row.id}") for row in orders)
    if numbers_only:
        return Facts(said_at=ctx.mall_ms, order_numbers=order_numbers)
    meant = [order_id] if order_id is not None else [row.id for row in orders[:MOST_ORDERS]]
    files = [_file(ctx, number) for number in meant]
    known = [file for file in files if file is not None]
    parcels = [parcel for file in known for parcel in file.parcels]
    money = _Money(ctx, meant, shopper_id)
    open_tickets, registered = _tickets(ctx, shopper_id)
    return Facts(
        said_at=ctx.mall_ms,
        amounts=tuple(_amounts(known, money)),
        moments=tuple(_moments(known, money)),
        spans=STANDARD_TIMES,
        statuses=(*_statuses(known, money), *open_tickets),
        order_numbers=order_numbers,
        tracking_numbers=tuple(
            NumberFact(p.tracking_no, f"consignment:{p.id}", ctx.get(Carrier, p.carrier_id).code)
            for p in parcels
        ),
        actions_done=(*registered, *_done(ctx, known, money)),
    )


def _file(ctx: Ctx, order_id: int) -> OrderFacts | None:
    try:
        return order_facts(ctx, order_id=order_id)
    except NotFound:
        return None


class _Money:
    """Money rows of the orders in question."""

    def __init__(self, ctx: Ctx, orders: list[int], shopper_id: int) -> None:
        self.refunds = ctx.rows(Refund, order_id=orders, order_by="id")
        self.returns = ctx.rows(ReturnRequest, order_id=orders, order_by="id")
        self.payouts = ctx.rows(Payout, order_id=orders, state="paid", order_by="id")
        held = ctx.rows(Coupon, shopper_id=shopper_id, order_by="id")
        self.coupons = [row for row in held if row.kind == "goodwill" or row.order_id in orders]


def _yuan(cents: int) -> float:
    return cents / 100


def _amounts(files: Iterable[OrderFacts], money: _Money) -> Iterable[AmountFact]:
    for row in money.payouts:
        yield AmountFact("refund_amount", _yuan(row.amount_cents), "CNY", f"payout:{row.id}")
    for row in money.refunds:
        yield AmountFact("refund_amount", _yuan(row.amount_cents), "CNY", f"refund:{row.id}")
    for row in money.returns:
        yield AmountFact("refund_amount", _yuan(row.amount_cents), "CNY", f"return:{row.id}")
    for row in money.coupons:
        yield AmountFact("coupon", _yuan(row.amount_cents), "CNY", f"coupon:{row.id}")
    for file in files:
        record = f"order:{file.order.id}"
        if file.credit.amount_cents:
            yield AmountFact("refund_amount", _yuan(file.credit.amount_cents), "CNY", "policy:P3")
            yield AmountFact("refund_amount", 5, "percent", "policy:P3")
        yield AmountFact("refund_amount", _yuan(file.order.captured_cents), "CNY", record)
        yield AmountFact("price", _yuan(file.order.total_cents), "CNY", record)
        yield AmountFact("price", _yuan(file.order.captured_cents), "CNY", record)
        yield AmountFact("fee", _yuan(file.order.freight_cents), "CNY", record)
        for line in file.lines:
            yield AmountFact("price", _yuan(line.price_cents), "CNY", record)
            yield AmountFact("price", _yuan(line.price_cents - line.discount_cents), "CNY", record)


def _moments(files: Iterable[OrderFacts], money: _Money) -> Iterable[MomentFact]:
    for file in files:
        record = f"order:{file.order.id}"
        for parcel in file.parcels:
            where = f"consignment:{parcel.id}"
            if parcel.signed_ms is not None:
                yield MomentFact("arrival", parcel.signed_ms, parcel.signed_ms, where)
            elif parcel.eta_ms is not None:
                yield MomentFact("arrival", parcel.eta_ms, parcel.eta_ms, where)
            for answered in file.work_orders.get(parcel.id, ()):
                until = (answered.answer_params or {}).get("until_ms")
                if until is not None:
                    yield MomentFact("arrival", until, until, f"work_order:{answered.id}")
                    yield MomentFact("dispatch", until, until, f"work_order:{answered.id}")
            if parcel.collected_ms is not None:
                yield MomentFact("dispatch", parcel.collected_ms, parcel.collected_ms, where)
        if file.order.promised_ms is not None:
            yield MomentFact("arrival", file.order.promised_ms, file.order.promised_ms, record)
        if file.order.shipped_ms is not None:
            yield MomentFact("dispatch", file.order.shipped_ms, file.order.shipped_ms, record)
        if file.order.dispatch_due_ms is not None:
            yield MomentFact("dispatch", file.order.dispatch_due_ms, file.order.dispatch_due_ms, record)
    for row in money.refunds:
        if row.succeeded_ms is not None:
            yield MomentFact("refund", row.succeeded_ms, row.succeeded_ms, f"refund:{row.id}")


def _statuses(files: Iterable[OrderFacts], money: _Money) -> Iterable[StatusFact]:
    for file in files:
        record = f"order:{file.order.id}"
        moved = [p for p in file.parcels if p.state not in LABELLED]
        # A label alone is no dispatch, whatever the order's page says.
        labelled = file.order.state == "shipped" and bool(file.parcels) and not moved
        yield StatusFact("order", "not_shipped" if labelled else ORDER[file.order.state], record)
        for parcel in file.parcels:
            where = f"consignment:{parcel.id}"
            yield StatusFact("parcel", PARCEL.get(parcel.state, parcel.state), where)
            if parcel.exception in STUCK or (file.silence is not None and parcel is file.parcel):
                yield StatusFact("parcel", "stuck", where)
            if parcel.exception == "lost" or (file.silence == "suspected_loss" and parcel is file.parcel):
                yield StatusFact("parcel", "lost", where)
            if parcel.state == "signed" and parcel.signed_by in LEFT_AT_A_POINT:
                yield StatusFact("parcel", "awaiting_pickup", where)
            for answered in file.work_orders.get(parcel.id, ()):
                if answered.answer_code in ANSWERS:
                    yield StatusFact("parcel", ANSWERS[answered.answer_code], f"work_order:{answered.id}")
            if any(scan.code == "intercepted" for scan in file.scans.get(parcel.id, ())):
                yield StatusFact("parcel", "intercepted", where)
    for row in money.returns:
        if row.state in RETURN:
            yield StatusFact("refund", RETURN[row.state], f"return:{row.id}")
        if row.state in ("refunding", "refunded") and row.path == "in_transit":
            yield StatusFact("return", "return_received", f"return:{row.id}")
    for row in money.refunds:
        if row.state in REFUND:
            yield StatusFact("refund", REFUND[row.state], f"refund:{row.id}")
    for row in money.payouts:
        yield StatusFact("refund", "refunded", f"payout:{row.id}")


def _tickets(ctx: Ctx, shopper_id: int) -> tuple[list[StatusFact], list[DoneFact]]:
    rows = ctx.rows(Ticket, shopper_id=shopper_id, order_by="id")
    open_ones = [
        StatusFact("ticket", "open", f"ticket:{r.id}") for r in rows if r.state not in ("resolved", "closed")
    ]
    done = []
    for row in rows:
        for what in ("registered", "forwarded_to_warehouse", "forwarded_to_lead"):
            done.append(DoneFact(what, row.opened_ms, f"ticket:{row.id}"))
    return open_ones, done


def _done(ctx: Ctx, files: Iterable[OrderFacts], money: _Money) -> Iterable[DoneFact]:
    ids = []
    for file in files:
        ids.append(file.order.id)
        for orders in file.work_orders.values():
            for order in orders:
                record = f"work_order:{order.id}"
                yield DoneFact("registered", order.opened_ms, record)
                if order.kind in CONTACTS:
                    yield DoneFact("urged_carrier", order.opened_ms, record)
                elif order.kind == "intercept":
                    yield DoneFact("intercepted", order.opened_ms, record)
                elif order.kind == "redirect":
                    yield DoneFact("address_changed", order.opened_ms, record)
    for row in ctx.rows(OrderNote, order_id=ids, order_by="id"):
        yield DoneFact("noted", row.at_ms, f"order_note:{row.id}")
        yield DoneFact("registered", row.at_ms, f"order_note:{row.id}")
    for row in money.payouts:
        yield DoneFact("paid_out", row.paid_ms or row.requested_ms, f"payout:{row.id}")
        yield DoneFact("refunded", row.paid_ms or row.requested_ms, f"payout:{row.id}")
    for row in money.refunds:
        if row.state != "failed":
            yield DoneFact("refunded", row.requested_ms, f"refund:{row.id}")
    for row in money.coupons:
        yield DoneFact("coupon_sent", row.granted_ms, f"coupon:{row.id}")
        yield DoneFact("paid_out", row.granted_ms, f"coupon:{row.id}")
    for row in asked_for_order(ctx, ids):
        yield DoneFact("forwarded_to_lead", ctx.mall_at(row.requested_desk_ms), f"approval:{row.id}")
