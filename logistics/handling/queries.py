"""Terms of a change, before it is made."""

from typing import Any

from core.context import Ctx
from logistics.carriers.models import Carrier
from logistics.consignments.models import Consignment
from logistics.handling.rules import Verdict, verdict
from logistics.network.queries import hub_of_province
from logistics.rates.queries import table_of
from logistics.rates.regions import province_code
from logistics.rates.rules import price
from logistics.rates.values import Parcel, Piece, Place, Priced


def terms(ctx: Ctx, *, consignment_id: int, province: str, city: str) -> dict[str, Any]:
    """What sending a parcel to another address would mean: {verdict, fee_cents}. Raises NotFound."""
    row = ctx.get(Consignment, consignment_id)
    found = verdict_of(ctx, row, province, city)
    return {"verdict": found.code, "fee_cents": found.fee_cents}


def verdict_of(ctx: Ctx, row: Any, province: str, city: str) -> Verdict:
    """The verdict for a parcel's row and another address."""
    served = hub_of_province(ctx, province) is not None
    old, new = (_freight(ctx, row, *to) for to in ((row.province, row.city), (province, city)))
    return verdict(row.state, served, old, new)


def _freight(ctx: Ctx, row: Any, province: str, city: str) -> int | None:
    table = table_of(ctx, ctx.get(Carrier, row.carrier_id).code)
    code = province_code(province)
    if table is None or code is None:
        return None
    parcel = Parcel(pieces=(Piece(row.weight_g),))
    priced = price(table.index, parcel, to=Place(code, city))
    return priced.fee_cents if isinstance(priced, Priced) else None
