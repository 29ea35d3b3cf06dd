"""A lead's decisions over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import Field

from core.http import Body, LeadCommand
from helpdesk.approvals import schemas as S

router = APIRouter(prefix="/api/desk/{seat}/approvals", tags=["desk"])
Id = Annotated[int, Path(ge=1, le=2**53 - 1)]


class Decision(Body):
    """A word to the agent who asked."""

    note: str = Field(default="", max_length=500)


@router.post("/{approval_id}/grant", response_model=S.ApprovalView)
async def grant(approval_id: Id, body: Decision, call: LeadCommand) -> Response:
    """Yes, and it is done."""
    return await call("helpdesk.grant_approval", approval_id=approval_id, note=body.note)


@router.post("/{approval_id}/decline", response_model=S.ApprovalView)
async def decline(approval_id: Id, body: Decision, call: LeadCommand) -> Response:
    """No."""
    return await call("helpdesk.decline_approval", approval_id=approval_id, note=body.note)
