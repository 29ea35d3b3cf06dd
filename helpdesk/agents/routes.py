"""Presence over HTTP."""

from typing import Literal

from fastapi import APIRouter, Response

from core.http import Body, DeskCommand
from helpdesk.agents import schemas as S

router = APIRouter(prefix="/api/desk/{seat}", tags=["desk"])


class Presence(Body):
    """Whether I take chats."""

    presence: Literal["offline", "online", "paused", "break"]


@router.post("/presence", response_model=S.AgentView)
async def presence(body: Presence, call: DeskCommand) -> Response:
    """I come, go, pause or take a break."""
    return await call("helpdesk.set_presence", presence=body.presence)
