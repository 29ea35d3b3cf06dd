"""Talking over HTTP: the desk's side and the shopper's."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response

from core.http import DeskCommand, ShopCommand, ShopRead
from helpdesk.chats import bodies as B
from helpdesk.chats import queries
from helpdesk.chats import schemas as S

router = APIRouter()
DESK, SHOP = "/api/desk/{seat}/conversations/{conversation_id}", "/api/shop/{seat}/chat"
Id = Annotated[int, Path(ge=1, le=2**53 - 1)]
Before = Annotated[int | None, Query(ge=1, le=2**53 - 1)]


def _card(card: B.Card | None) -> dict[str, Any] | None:
    return None if card is None else card.model_dump(exclude_none=True)


@router.post(DESK + "/messages", status_code=201, response_model=S.MessageView, tags=["desk"])
async def send_message(conversation_id: Id, body: B.Say, call: DeskCommand) -> Response:
    """Answer, show a card, or leave an internal note."""
    return await call(
        "helpdesk.send_message",
        status=201,
        conversation_id=conversation_id,
        client_id=body.client_id,
        kind=body.kind,
        text=body.text,
        card=_card(body.card),
    )


@router.post(DESK + "/read", response_model=S.ConversationView, tags=["desk"])
async def mark_read(conversation_id: Id, body: B.Seen, call: DeskCommand) -> Response:
    """I have seen everything up to this message."""
    return await call("helpdesk.mark_read", conversation_id=conversation_id, message_id=body.message_id)


@router.put(DESK + "/drafts/{kind}", response_model=S.DraftView, tags=["desk"])
async def save_draft(
    conversation_id: Id, kind: Literal["reply", "note"], body: B.Drafted, call: DeskCommand
) -> Response:
    """What I am writing, so that it is there after a reload."""
    return await call(
        "helpdesk.save_draft",
        conversation_id=conversation_id,
        kind=kind,
        text=body.text,
        version=body.version,
    )


@router.get(SHOP, response_model=S.ShopThread, tags=["shop"])
async def chat(read: ShopRead, before: Before = None) -> Response:
    """The shopper's own conversation."""
    return await read(queries.shop_thread, before=before)


@router.post(SHOP + "/messages", status_code=201, response_model=S.MessageView, tags=["shop"])
async def say(body: B.ShopperSays, call: ShopCommand) -> Response:
    """Ask or answer."""
    return await call(
        "helpdesk.shopper_write",
        status=201,
        client_id=body.client_id,
        kind=body.kind,
        text=body.text,
        card=_card(body.card),
        order_id=body.order_id,
    )


@router.post(SHOP + "/read", response_model=S.ConversationView, tags=["shop"])
async def seen(body: B.Seen, call: ShopCommand) -> Response:
    """I have seen everything up to this message."""
    return await call("helpdesk.shopper_read", message_id=body.message_id)


@router.post(SHOP + "/rating", response_model=S.ConversationView, tags=["shop"])
async def rate(body: B.Rating, call: ShopCommand) -> Response:
    """How it was, in stars."""
    return await call("helpdesk.rate", stars=body.stars, text=body.text)


@router.post(SHOP + "/leave", response_model=S.ConversationView, tags=["shop"])
async def leave(call: ShopCommand) -> Response:
    """I go."""
    return await call("helpdesk.leave")
