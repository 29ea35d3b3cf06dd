"""Promises over HTTP: for the desk, and for the shopper they were made to."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from core.http import DeskCommand, DeskRead, ShopCommand, ShopRead
from shop.promises import queries
from shop.promises import schemas as S

router = APIRouter(prefix="/api", tags=["promises"])
Number = Annotated[int, Path(ge=1, le=2**53 - 1)]
After = Annotated[int | None, Query(ge=1, le=2**53 - 1)]


@router.get("/desk/{seat}/promises", response_model=S.BrokenPromises)
async def broken(
    read: DeskRead, rule: Annotated[S.Rule | None, Query()] = None, after: After = None
) -> Response:
    """Promises that were broken, the newest first."""
    return await read(queries.broken_promises, rule=rule, after=after)


@router.get("/desk/{seat}/orders/{order_id}/promises", response_model=S.OrderPromises)
async def of_order(order_id: Number, read: DeskRead) -> Response:
    """The promises of one order, and what is owed."""
    return await read(queries.promises_of_order, order_id=order_id)


@router.post("/desk/{seat}/orders/{order_id}/slot", response_model=S.OrderPromises, status_code=201)
async def book(order_id: Number, body: S.BookSlot, call: DeskCommand) -> Response:
    """Books the slot from which the 24 hours count."""
    return await call("shop.book_slot", status=201, order_id=order_id, slot_ms=_ms(body))


@router.get("/shop/{seat}/orders/{order_id}/promises", response_model=S.OwnPromises)
async def of_own_order(order_id: Number, read: ShopRead) -> Response:
    """What was promised for one's own order."""
    return await read(queries.own_promises, order_id=order_id)


@router.post("/shop/{seat}/orders/{order_id}/slot", response_model=S.OwnPromises, status_code=201)
async def book_own(order_id: Number, body: S.BookSlot, call: ShopCommand) -> Response:
    """Books the slot from which the 24 hours count."""
    return await call("shop.book_slot", status=201, order_id=order_id, slot_ms=_ms(body))


def _ms(body: S.BookSlot) -> int:
    return int(body.slot_at.timestamp() * 1000)
