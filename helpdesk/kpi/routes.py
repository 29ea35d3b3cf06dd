"""The desk's figures over HTTP."""

from fastapi import APIRouter, Response

from core.http import DeskRead
from helpdesk.kpi import queries
from helpdesk.kpi import schemas as S

router = APIRouter(prefix="/api/desk/{seat}", tags=["desk"])


@router.get("/kpi", response_model=S.Kpi)
async def kpi(read: DeskRead) -> Response:
    """How fast and how well the desk answers."""
    return await read(queries.kpi)
