"""The desk's orders about parcels under way."""

from typing import Any

from core.commands import command
from core.context import Ctx
from core.errors import Invalid, Refusal
from logistics.consignments import service as consignments
from logistics.consignments.models import Consignment
from logistics.handling.queries import verdict_of
from logistics.network.queries import hub_of_province
from logistics.pieces import service as pieces
from logistics.waybills.queries import sender

STAFF = {"agent", "lead"}
RETURNED_FROM = ("signed", "ready_to_collect")


@command("logistics.hold_parcel", actors=STAFF)
def hold_parcel(ctx: Ctx, *, consignment_id: int) -> dict[str, Any]:
    """Has a parcel kept where it is. Records what `consignments.hold` records. Raises IllegalTransition."""
    consignments.hold(ctx, consignment_id=consignment_id)
    return {"consignment_id": consignment_id, "held": True}


@command("logistics.release_parcel", actors=STAFF)
def release_parcel(ctx: Ctx, *, consignment_id: int) -> dict[str, Any]:
    """Lets a held parcel go on. Raises IllegalTransition."""
    consignments.release(ctx, consignment_id=consignment_id)
    return {"consignment_id": consignment_id, "held": False}


@command("logistics.reroute_parcel", actors=STAFF)
def reroute_parcel(
    ctx: Ctx, *, consignment_id: int, province: str, city: str, district: str, street: str,
    addressee: str = "", phone: str = "", accept_fee: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Sends a parcel to another address, at the difference in freight where the zone is another one.

    Records ParcelRerouted. Raises Refusal `reroute_too_late`, `reroute_not_served`, `reroute_costs`
    {fee_cents} unless the fee is accepted; Invalid `address_incomplete` {field}.
    """
    given = {"province": province, "city": city, "district": district, "street": street}
    for field, value in given.items():
        if not value.strip():
            raise Invalid("address_incomplete", field=field)
    row = ctx.get(Consignment, consignment_id)
    terms = verdict_of(ctx, row, province, city)
    if not terms.allowed:
        raise Refusal(f"reroute_{terms.code}", state=row.state)
    if terms.fee_cents and not accept_fee:
        raise Refusal("reroute_costs", fee_cents=terms.fee_cents)
    consignments.reroute(
        ctx,
        consignment_id=consignment_id,
        **{field: value.strip() for field, value in given.items()},
        addressee=addressee.strip() or None,
        phone=phone.strip() or None,
        dest_hub_id=int(hub_of_province(ctx, province) or row.dest_hub_id),
        fee_cents=terms.fee_cents,
    )
    return {"consignment_id": consignment_id, "verdict": terms.code, "fee_cents": terms.fee_cents}


@command("logistics.make_return_waybill", actors=STAFF)
def make_return_waybill(ctx: Ctx, *, consignment_id: int, weight_g: int | None = None) -> dict[str, Any]:
    """Makes the waybill with which goods that were delivered come back to the warehouse.

    Records ParcelScanned `label_created`. Raises Refusal `return_not_delivered`, `return_waybill_exists`.
    """
    row = ctx.get(Consignment, consignment_id)
    if row.state not in RETURNED_FROM or row.return_of is not None:
        raise Refusal("return_not_delivered", state=row.state)
    known = [old for old in ctx.rows(Consignment, return_of=consignment_id) if old.state != "cancelled"]
    if known:
        raise Refusal("return_waybill_exists", tracking_no=known[0].tracking_no)
    home = sender(ctx.mall.language)
    number = consignments.create_consignment(
        ctx,
        reference=f"{row.reference}:return",
        carrier_id=row.carrier_id,
        addressee=home.name,
        phone=home.phone,
        province=home.province,
        city=home.city,
        district=home.district,
        street=home.street,
        weight_g=weight_g or row.weight_g,
        fee_cents=row.fee_cents,
        origin_hub_id=row.dest_hub_id,
        dest_hub_id=row.origin_hub_id,
        return_of=consignment_id,
    )
    made = ctx.get(Consignment, number)
    return {"consignment_id": number, "tracking_no": made.tracking_no}


@command("logistics.void_label", actors=STAFF)
def void_label(ctx: Ctx, *, consignment_id: int) -> dict[str, Any]:
    """Makes the label of a parcel void that no carrier has. Records ParcelEnded. Raises IllegalTransition."""
    consignments.cancel_consignment(ctx, consignment_id=consignment_id)
    return {"consignment_id": consignment_id, "state": "cancelled"}


@command("logistics.divide_parcel", actors=STAFF)
def divide_parcel(ctx: Ctx, *, consignment_id: int, weights_g: list[int]) -> dict[str, Any]:
    """Makes a labelled parcel one of several pieces with child waybills. Raises what `pieces` refuses."""
    numbers = pieces.add_pieces(ctx, consignment_id=consignment_id, weights_g=weights_g)
    return {"consignment_id": consignment_id, "tracking_nos": numbers}


@command("logistics.split_parcel", actors=STAFF)
def split_parcel(ctx: Ctx, *, consignment_id: int, piece_nos: list[int]) -> dict[str, Any]:
    """Takes pieces out of a labelled shipment into one of their own. Raises what `pieces` refuses."""
    number = pieces.split(ctx, consignment_id=consignment_id, piece_nos=piece_nos)
    return {"consignment_id": number, "tracking_no": ctx.get(Consignment, number).tracking_no}


@command("logistics.merge_parcels", actors=STAFF)
def merge_parcels(ctx: Ctx, *, consignment_id: int, other_id: int) -> dict[str, Any]:
    """Puts another labelled shipment of the same order and address under this waybill. Raises what
    `pieces` refuses.
    """
    pieces.merge(ctx, into_id=consignment_id, from_id=other_id)
    return {"consignment_id": consignment_id, "tracking_no": ctx.get(Consignment, consignment_id).tracking_no}
