"""Quick replies over HTTP."""

from fastapi import APIRouter, Response

from core.http import DeskRead
from helpdesk.scripts import queries
from helpdesk.scripts import schemas as S

router = APIRouter(prefix="/api/desk/{seat}", tags=["desk"])


@router.get("/quick-replies", response_model=S.QuickReplies)
async def quick_replies(read: DeskRead) -> Response:
    """The team's phrases and one's own."""
    return await read(queries.quick_replies)
