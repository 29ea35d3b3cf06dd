"""Holding, releasing, re-routing, dividing and bringing back parcels, over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from core.http import DeskCommand, DeskRead
from logistics.handling import queries
from logistics.handling import schemas as S

router = APIRouter(prefix="/api/desk/{seat}/consignments/{consignment_id}", tags=["parcels"])
Id = Annotated[int, Path(ge=1, le=2**53 - 1)]


@router.post("/hold", response_model=S.Held)
async def hold(consignment_id: Id, call: DeskCommand) -> Response:
    """Keep it where it is."""
    return await call("logistics.hold_parcel", consignment_id=consignment_id)


@router.post("/release", response_model=S.Held)
async def release(consignment_id: Id, call: DeskCommand) -> Response:
    """Let it go on."""
    return await call("logistics.release_parcel", consignment_id=consignment_id)


@router.get("/reroute", response_model=S.Terms)
async def terms(
    consignment_id: Id,
    read: DeskRead,
    province: Annotated[str, Query(max_length=40)],
    city: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """What another address would mean."""
    return await read(queries.terms, consignment_id=consignment_id, province=province, city=city)


@router.post("/reroute", response_model=S.Rerouted)
async def reroute(consignment_id: Id, body: S.Reroute, call: DeskCommand) -> Response:
    """Send it to another address."""
    return await call("logistics.reroute_parcel", consignment_id=consignment_id, **body.model_dump())


@router.post("/return-waybill", status_code=201, response_model=S.NumberMade)
async def return_waybill(consignment_id: Id, body: S.ReturnWaybill, call: DeskCommand) -> Response:
    """The waybill with which delivered goods come back."""
    return await call(
        "logistics.make_return_waybill", status=201, consignment_id=consignment_id, weight_g=body.weight_g
    )


@router.post("/void", response_model=S.Voided)
async def void(consignment_id: Id, call: DeskCommand) -> Response:
    """Make a label void that no carrier has collected."""
    return await call("logistics.void_label", consignment_id=consignment_id)


@router.post("/pieces", status_code=201, response_model=S.Divided)
async def divide(consignment_id: Id, body: S.Divide, call: DeskCommand) -> Response:
    """Child waybills for a shipment of several pieces."""
    return await call(
        "logistics.divide_parcel", status=201, consignment_id=consignment_id, weights_g=body.weights_g
    )


@router.post("/split", status_code=201, response_model=S.NumberMade)
async def split(consignment_id: Id, body: S.Split, call: DeskCommand) -> Response:
    """Some pieces under a waybill of their own."""
    return await call(
        "logistics.split_parcel", status=201, consignment_id=consignment_id, piece_nos=body.piece_nos
    )


@router.post("/merge", response_model=S.NumberMade)
async def merge(consignment_id: Id, body: S.Merge, call: DeskCommand) -> Response:
    """Another shipment of the same order under this waybill."""
    return await call("logistics.merge_parcels", consignment_id=consignment_id, other_id=body.other_id)
