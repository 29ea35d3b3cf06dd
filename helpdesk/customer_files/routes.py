"""Conversations as opened at the desk, and customers."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from core.http import DeskRead
from helpdesk.customer_files import queries
from helpdesk.customer_files import schemas as S

router = APIRouter(prefix="/api/desk/{seat}", tags=["desk"])
Id = Annotated[int, Path(ge=1, le=2**53 - 1)]
Before = Annotated[int | None, Query(ge=1, le=2**53 - 1)]


@router.get("/conversations/{conversation_id}", response_model=S.ConversationPage)
async def conversation(conversation_id: Id, read: DeskRead, before: Before = None) -> Response:
    """The newest fifty messages (or those before one), drafts, and the customer."""
    return await read(queries.conversation_page, conversation_id=conversation_id, before=before)


@router.get("/customers/{shopper_id}", response_model=S.CustomerView)
async def customer(shopper_id: Id, read: DeskRead) -> Response:
    """A shopper with orders, coupons, tickets and conversations."""
    return await read(queries.customer, shopper_id=shopper_id)
