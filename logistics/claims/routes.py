"""Claims against carriers over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from core.http import DeskCommand, DeskRead
from logistics.claims import queries
from logistics.claims import schemas as S

router = APIRouter(prefix="/api/desk/{seat}/claims", tags=["parcels"])
Number = Annotated[int, Path(ge=1, le=2**53 - 1)]


@router.get("", response_model=S.Claims)
async def claims(
    read: DeskRead,
    state: Annotated[S.State | None, Query()] = None,
    after: Annotated[int | None, Query(ge=1, le=2**53 - 1)] = None,
) -> Response:
    """The newest claims and the carriers' account."""
    return await read(queries.claims, state=state, after=after)


@router.post("", response_model=S.ClaimView, status_code=201)
async def file_claim(body: S.FileClaim, call: DeskCommand) -> Response:
    """Asks the carrier of a lost or damaged parcel to pay."""
    return await call("logistics.file_claim", status=201, **body.model_dump())


@router.get("/{claim_id}", response_model=S.ClaimView)
async def claim(claim_id: Number, read: DeskRead) -> Response:
    """One claim."""
    return await read(queries.claim_view, claim_id=claim_id)


@router.post("/{claim_id}/withdraw", response_model=S.ClaimView)
async def withdraw(claim_id: Number, call: DeskCommand) -> Response:
    """Takes a claim back that was not answered yet."""
    return await call("logistics.withdraw_claim", claim_id=claim_id)
