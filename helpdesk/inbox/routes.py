"""The queue and what is done with a conversation as a whole, over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from core.http import DeskCommand
from helpdesk.chats.schemas import ConversationView
from helpdesk.inbox import schemas as S

router = APIRouter(prefix="/api/desk/{seat}/conversations", tags=["desk"])
Id = Annotated[int, Path(ge=1, le=2**53 - 1)]


@router.post("/next", response_model=ConversationView)
async def accept_next(call: DeskCommand) -> Response:
    """Take who has waited longest."""
    return await call("helpdesk.accept_next")


@router.post("/{conversation_id}/accept", response_model=ConversationView)
async def accept(conversation_id: Id, call: DeskCommand) -> Response:
    """Take this one out of the queue."""
    return await call("helpdesk.accept", conversation_id=conversation_id)


@router.post("/{conversation_id}/snooze", response_model=ConversationView)
async def snooze(conversation_id: Id, body: S.Snooze, call: DeskCommand) -> Response:
    """Put it aside."""
    return await call("helpdesk.snooze", conversation_id=conversation_id, until_minutes=body.until_minutes)


@router.post("/{conversation_id}/resume", response_model=ConversationView)
async def resume(conversation_id: Id, call: DeskCommand) -> Response:
    """Take it up again."""
    return await call("helpdesk.resume", conversation_id=conversation_id)


@router.post("/{conversation_id}/wrap-up", response_model=ConversationView)
async def wrap_up(conversation_id: Id, call: DeskCommand) -> Response:
    """The talk is over, the records are not."""
    return await call("helpdesk.wrap_up", conversation_id=conversation_id)


@router.post("/{conversation_id}/close", response_model=ConversationView)
async def close(conversation_id: Id, body: S.Close, call: DeskCommand) -> Response:
    """End the session."""
    return await call("helpdesk.close", conversation_id=conversation_id, reason=body.reason)
