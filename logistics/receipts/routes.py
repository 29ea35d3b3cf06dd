"""Parcels that came back, over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from core.http import DeskCommand, DeskRead
from logistics.receipts import queries
from logistics.receipts import schemas as S

router = APIRouter(prefix="/api/desk/{seat}/receipts", tags=["parcels"])


@router.get("", response_model=S.Receipts)
async def receipts(
    read: DeskRead, after: Annotated[int | None, Query(ge=1, le=2**53 - 1)] = None
) -> Response:
    """What waits to be opened, and what was found in what came back."""
    return await read(queries.receipts, after=after)


@router.post("", response_model=S.ReceiptView, status_code=201)
async def record_receipt(body: S.RecordReceipt, call: DeskCommand) -> Response:
    """Writes down what was found in a parcel that came back."""
    return await call("logistics.record_receipt", status=201, **body.model_dump())
