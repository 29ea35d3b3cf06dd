"""Who could carry a parcel of an order, what it would cost and when it would be there."""

from typing import Any

from core.context import Ctx
from logistics.carriers import queries as carriers
from logistics.consignments.queries import hub_of_province, usual_fee, usual_origin
from logistics.waybills.values import Terms


def way_of(ctx: Ctx, province: str) -> tuple[int, int]:
    """The hub where the shop's parcels begin their way, and the one that serves a province."""
    origin = usual_origin(ctx) or min(carriers.hubs(ctx))
    return origin, hub_of_province(ctx, province) or origin


def fee_of(ctx: Ctx, carrier_id: int, province: str) -> int:
    """What a carrier takes for a parcel to a province, in cents."""
    return usual_fee(ctx, carrier_id=carrier_id, dest_hub_id=way_of(ctx, province)[1])


def usual_carrier(ctx: Ctx) -> int | None:
    """The first active carrier: who takes what nobody chose a carrier for."""
    known = carriers.carriers(ctx)
    return next((number for number, row in sorted(known.items()) if row.active), None)


def terms_of(ctx: Ctx, carrier_id: int) -> Terms:
    """What a carrier takes, for the checks of a waybill's form."""
    return Terms(carrier=carriers.carriers(ctx)[carrier_id].name)


def offers(ctx: Ctx, order: Any, *, weight_g: int, sizes_mm: list[list[int]]) -> list[dict[str, Any]]:
    """Every active carrier with its fee for this parcel: {id, code, name, fee_cents, refusal,
    promised_at}.
    """
    return [
        {
            "id": number,
            "code": row.code,
            "name": row.name,
            "fee_cents": fee_of(ctx, number, order.province),
            "refusal": None,
            "promised_at": None,
        }
        for number, row in sorted(carriers.carriers(ctx).items())
        if row.active
    ]
