"""Claims as the desk sees them."""

from typing import Any

from core.context import Ctx
from core.wire import at
from logistics.carriers.queries import carriers
from logistics.claims.models import CarrierEntry, Claim
from logistics.claims.rules import FREIGHT_TIMES, most_payable
from logistics.consignments.models import Consignment, Scan

PAGE = 50


def claims(ctx: Ctx, *, state: str | None = None, after: int | None = None) -> dict[str, Any]:
    """The newest claims, fifty at a time, and what each carrier was asked for and has paid."""
    found = ctx.rows(Claim, order_by="-id")
    rows = [row for row in found if state in (None, row.state) and (after is None or row.id < after)]
    page = rows[:PAGE]
    return {
        "items": _views(ctx, page),
        "next": page[-1].id if len(rows) > PAGE else None,
        "carriers": account(ctx),
    }


def claim_view(ctx: Ctx, *, claim_id: int) -> dict[str, Any]:
    """One claim. Raises NotFound."""
    return _views(ctx, [ctx.get(Claim, claim_id)])[0]


def claims_of(ctx: Ctx, consignment_id: int) -> list[dict[str, Any]]:
    """Every claim of a parcel, oldest first."""
    return _views(ctx, ctx.rows(Claim, consignment_id=consignment_id, order_by="id"))


def account(ctx: Ctx) -> list[dict[str, Any]]:
    """Per carrier: claims open, cents asked for in those, cents paid so far."""
    paid: dict[int, int] = {}
    for entry in ctx.rows(CarrierEntry):
        paid[entry.carrier_id] = paid.get(entry.carrier_id, 0) + entry.amount_cents
    filed = ctx.rows(Claim, state="filed")
    return [
        {
            "id": number,
            "name": carrier.name,
            "open": sum(row.carrier_id == number for row in filed),
            "claimed_cents": sum(row.claimed_cents for row in filed if row.carrier_id == number),
            "paid_cents": paid.get(number, 0),
        }
        for number, carrier in carriers(ctx).items()
    ]


def damage_noted(ctx: Ctx, parcel: Any) -> bool:
    """Whether the carrier itself reported damage, now or on the way."""
    return (
        parcel.exception == "damaged" or ctx.row(Scan, consignment_id=parcel.id, code="damaged") is not None
    )


def _views(ctx: Ctx, rows: Any) -> list[dict[str, Any]]:
    known = carriers(ctx)
    parcels = (
        {row.id: row for row in ctx.rows(Consignment, id=[row.consignment_id for row in rows])}
        if rows
        else {}
    )
    times = int(ctx.setting("claim_freight_times", FREIGHT_TIMES))
    views = []
    for row in rows:
        parcel = parcels[row.consignment_id]
        most, _ = most_payable(
            row.kind,
            value_cents=row.value_cents,
            claimed_cents=row.claimed_cents,
            insured_cents=row.insured_cents,
            fee_cents=parcel.fee_cents,
            times=times,
        )
        views.append(
            {
                "id": row.id,
                "consignment_id": row.consignment_id,
                "reference": row.reference,
                "tracking_no": parcel.tracking_no,
                "carrier": {"id": row.carrier_id, "name": known[row.carrier_id].name},
                "kind": row.kind,
                "state": row.state,
                "value_cents": row.value_cents,
                "claimed_cents": row.claimed_cents,
                "insured_cents": row.insured_cents,
                "most_cents": most,
                "paid_cents": row.paid_cents,
                "answer_code": row.answer_code,
                "note": row.note,
                "opened_by": row.opened_by,
                "opened_at": at(row.opened_ms),
                "answered_at": None if row.answered_ms is None else at(row.answered_ms),
            }
        )
    return views
