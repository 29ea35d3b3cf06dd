"""The mall's rules over HTTP."""

from fastapi import APIRouter, Response

from core.http import DeskRead
from helpdesk.policy import queries
from helpdesk.policy import schemas as S

router = APIRouter(prefix="/api/desk/{seat}", tags=["desk"])


@router.get("/policies", response_model=S.Policies)
async def policies(read: DeskRead) -> Response:
    """What holds in this mall and what an agent may do."""
    return await read(queries.policies)
