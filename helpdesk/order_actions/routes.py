"""What the desk does about orders, over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from core.http import DeskCommand
from helpdesk.order_actions import schemas as S

router = APIRouter(prefix="/api/desk/{seat}", tags=["desk"])
Id = Annotated[int, Path(ge=1, le=2**53 - 1)]


@router.post("/orders/{order_id}/notes", status_code=201, response_model=S.NoteMade)
async def note(order_id: Id, body: S.Note, call: DeskCommand) -> Response:
    """A seller note (备注) or a colour flag (插旗)."""
    return await call("helpdesk.note_order", status=201, order_id=order_id, text=body.text, flag=body.flag)


@router.post("/consignments/{consignment_id}/work-orders", status_code=201, response_model=S.WorkOrderMade)
async def work_order(consignment_id: Id, body: S.WorkOrder, call: DeskCommand) -> Response:
    """Chase, intercept, redirect, ask for proof, report lost."""
    return await call(
        "helpdesk.open_work_order",
        status=201,
        consignment_id=consignment_id,
        kind=body.kind,
        note=body.note,
        conversation_id=body.conversation_id,
        **({} if body.asked is None else {"asked": body.asked.model_dump()}),
    )


@router.post("/orders/{order_id}/payouts", status_code=201, response_model=S.PaidOut)
async def pay_out(order_id: Id, body: S.PayOut, call: DeskCommand) -> Response:
    """A small payout (小额打款)."""
    return await call(
        "helpdesk.pay_out",
        status=201,
        order_id=order_id,
        amount_cents=body.amount_cents,
        reason=body.reason,
        conversation_id=body.conversation_id,
    )


@router.post("/orders/{order_id}/coupons", status_code=201, response_model=S.CouponGiven)
async def grant_coupon(order_id: Id, body: S.GrantCoupon, call: DeskCommand) -> Response:
    """A goodwill coupon (心意券)."""
    return await call(
        "helpdesk.grant_coupon",
        status=201,
        order_id=order_id,
        amount_cents=body.amount_cents,
        conversation_id=body.conversation_id,
    )


@router.post("/orders/{order_id}/refunds", status_code=201, response_model=S.ReturnMoved)
async def refund(order_id: Id, body: S.Refund, call: DeskCommand) -> Response:
    """Money back, by where the goods are."""
    return await call(
        "helpdesk.refund",
        status=201,
        order_id=order_id,
        reason=body.reason,
        amount_cents=body.amount_cents,
        conversation_id=body.conversation_id,
    )


@router.post("/returns/{return_id}/approve", response_model=S.ReturnMoved)
async def approve_return(return_id: Id, call: DeskCommand) -> Response:
    """Grant a shopper's request."""
    return await call("helpdesk.approve_return", return_id=return_id)


@router.post("/returns/{return_id}/refuse", response_model=S.ReturnMoved)
async def refuse_return(return_id: Id, body: S.Refuse, call: DeskCommand) -> Response:
    """Refuse it with a reason."""
    return await call("helpdesk.refuse_return", return_id=return_id, reason=body.reason, text=body.text)
