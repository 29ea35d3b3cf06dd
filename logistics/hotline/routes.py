"""Asking carriers on the telephone, over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from core.http import DeskCommand, DeskRead
from logistics.hotline import queries
from logistics.hotline import schemas as S

router = APIRouter(prefix="/api/desk/{seat}", tags=["desk"])
Id = Annotated[int, Path(ge=1, le=2**53 - 1)]


@router.post("/carriers/{carrier_id}/hotline", status_code=201, response_model=S.HotlineCalledView)
async def call_hotline(carrier_id: Id, body: S.CallHotline, call: DeskCommand) -> Response:
    """Ask about a tracking number; the answer follows as an event."""
    return await call(
        "logistics.call_hotline", status=201, carrier_id=carrier_id, tracking_no=body.tracking_no
    )


@router.get("/hotline-calls", response_model=S.HotlineCalls)
async def calls(read: DeskRead, tracking_no: Annotated[str, Query(max_length=60)] = "") -> Response:
    """The newest calls, of one number or of all."""
    return await read(queries.calls, tracking_no=tracking_no)
