"""The packing bench over HTTP."""

from fastapi import APIRouter, Response

from core.http import DeskRead
from logistics.packing import queries
from logistics.packing import schemas as S

router = APIRouter(prefix="/api/desk/{seat}/packing", tags=["warehouse"])


@router.get("/supplies", response_model=S.Shelf)
async def supplies(read: DeskRead) -> Response:
    """Cartons and materials with their costs and what they protect."""
    return await read(queries.shelf)
