"""Asking a carrier for something, and its answer."""

from collections.abc import Mapping
from typing import Any

from core.context import Ctx
from core.errors import Refusal
from logistics.consignments import service as consignments
from logistics.consignments.models import Consignment
from logistics.consignments.queries import silence_of
from logistics.consignments.rules import MOVING, ON_THE_ROAD, REROUTABLE
from logistics.network.queries import hub_of_province
from logistics.work_orders.events import WorkOrderAnswered, WorkOrderOpened, WorkOrderWithdrawn
from logistics.work_orders.models import CourierWorkOrder
from logistics.work_orders.queries import open_of
from logistics.work_orders.rules import after, may_answer, may_open, wanted


def open_work_order(
    ctx: Ctx, *, consignment_id: int, kind: str, note: str = "", asked: Mapping[str, str] | None = None
) -> int:
    """Puts a question to the carrier and returns its id; `asked` is the new address of a redirect.
    Records WorkOrderOpened.

    Raises Invalid `work_order_kind_unknown`, `redirect_address_missing`; Refusal
    `work_order_not_applicable` (the parcel's state makes it senseless), `parcel_not_silent_enough`,
    `work_order_already_open` (one of a kind at a time).
    """
    parcel = ctx.get(Consignment, consignment_id)
    may_open(kind, parcel.state, silence_of(ctx, parcel))
    wish = wanted(kind, asked)
    waiting = open_of(ctx, consignment_id=consignment_id, kind=kind)
    if waiting is not None:
        raise Refusal("work_order_already_open", order_kind=kind, work_order_id=waiting)
    number = ctx.insert(
        CourierWorkOrder,
        consignment_id=consignment_id,
        kind=kind,
        state="open",
        opened_by=ctx.actor,
        opened_ms=ctx.mall_ms,
        note=note,
        answered_ms=None,
        answer_code=None,
        answer_params={},
        asked=wish,
    )
    ctx.record(
        WorkOrderOpened(
            work_order_id=number, consignment_id=consignment_id, reference=parcel.reference, order_kind=kind
        )
    )
    return number


def answer_work_order(
    ctx: Ctx, *, work_order_id: int, answer_code: str, answer_params: Mapping[str, Any] | None = None
) -> None:
    """Writes the carrier's answer down and does what it says about the parcel. Records WorkOrderAnswered.

    `intercept_ok` turns the parcel round (scan `intercepted`), `redirect_ok` sends it to the address asked
    for, `lost_confirmed` gives it up, `lost_found` brings it back (scan `found`). A yes that comes too late
    is written down as `intercept_missed` or `redirect_too_late`, one to an address no hub serves as
    `redirect_refused`.
    Raises IllegalTransition when it was answered or withdrawn before, Invalid `answer_does_not_fit`.
    """
    order = ctx.get(CourierWorkOrder, work_order_id)
    state = after(order.state, "answer")
    may_answer(order.kind, answer_code)
    parcel = ctx.get(Consignment, order.consignment_id)
    if answer_code == "intercept_ok" and parcel.state not in (*MOVING, "returning"):
        answer_code = "intercept_missed"
    hub_id = None
    if answer_code == "redirect_ok":
        hub_id = hub_of_province(ctx, order.asked["province"])
        if parcel.state not in REROUTABLE:
            answer_code = "redirect_too_late"
        elif hub_id is None:
            answer_code = "redirect_refused"
    params = dict(answer_params or {})
    ctx.update(
        CourierWorkOrder,
        work_order_id,
        state=state,
        answered_ms=ctx.mall_ms,
        answer_code=answer_code,
        answer_params=params,
    )
    ctx.record(
        WorkOrderAnswered(
            work_order_id=work_order_id,
            consignment_id=parcel.id,
            reference=parcel.reference,
            order_kind=order.kind,
            answer_code=answer_code,
            answer_params=params,
        )
    )
    if answer_code == "intercept_ok" and parcel.state in MOVING:
        consignments.add_scan(ctx, consignment_id=parcel.id, code="intercepted")
    elif answer_code == "redirect_ok" and hub_id is not None:
        consignments.reroute(ctx, consignment_id=parcel.id, dest_hub_id=hub_id, **order.asked)
    elif answer_code == "lost_found" and parcel.exception == "lost":
        consignments.add_scan(ctx, consignment_id=parcel.id, code="found", hub_id=parcel.last_hub_id)
    elif answer_code == "lost_confirmed" and parcel.state in ON_THE_ROAD:
        consignments.close_lost(ctx, consignment_id=parcel.id)


def withdraw_work_order(ctx: Ctx, *, work_order_id: int) -> None:
    """Takes a question back that the carrier has not answered. Records WorkOrderWithdrawn. Raises
    IllegalTransition.
    """
    order = ctx.get(CourierWorkOrder, work_order_id)
    ctx.update(CourierWorkOrder, work_order_id, state=after(order.state, "withdraw"))
    parcel = ctx.get(Consignment, order.consignment_id)
    ctx.record(
        WorkOrderWithdrawn(
            work_order_id=work_order_id,
            consignment_id=parcel.id,
            reference=parcel.reference,
            order_kind=order.kind,
        )
    )
