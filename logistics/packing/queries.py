"""What parcels were packed in, and what that makes of them."""

from collections.abc import Sequence
from typing import Any

from core.context import Ctx
from logistics.packing.models import Packing
from logistics.packing.supplies import supplies

# A parcel nobody at this bench packed: the warehouse's own routine, as good as a usual carton.
USUAL_PERMILLE = 6


def packings(ctx: Ctx, reference: str) -> list[dict[str, Any]]:
    """The pieces of a reference, the newest packing last, as plain values."""
    return [_wire(row) for row in ctx.rows(Packing, reference=reference, order_by="id")]


def packings_of(ctx: Ctx, consignment_id: int) -> list[dict[str, Any]]:
    """The pieces of a parcel that has its label."""
    return [_wire(row) for row in ctx.rows(Packing, consignment_id=consignment_id, order_by="piece")]


def names_of(ctx: Ctx, consignment_ids: Sequence[int]) -> dict[int, str]:
    """How people call these parcels' contents (order numbers); those this bench did not pack are left out."""
    return {row.consignment_id: row.shown for row in ctx.rows(Packing, consignment_id=list(consignment_ids))}


def damage_odds(ctx: Ctx, consignment_id: int) -> int:
    """How often in a thousand such a parcel arrives damaged: as it was packed; the setting
    `usual_damage_permille` when this bench did not pack it. Several pieces: any of them.
    """
    rows = ctx.rows(Packing, consignment_id=consignment_id)
    if not rows:
        return int(ctx.setting("usual_damage_permille", USUAL_PERMILLE))
    whole = 1_000_000
    for row in rows:
        whole = whole * (1000 - row.damage_permille) // 1000
    return (1_000_000 - whole + 500) // 1000


def shelf(ctx: Ctx) -> dict[str, Any]:
    """Every carton and material of the bench, as the desk shows them."""
    found = supplies(ctx.mall.language)
    return {
        "cartons": [
            {
                "code": one.code,
                "name": one.name,
                "kind": one.kind,
                "inner_mm": list(one.inner_mm),
                "weight_g": one.weight_g,
                "cost_cents": one.cost_cents,
                "most_g": one.most_g,
                "cushion": one.cushion,
                "cooling": one.cooling,
            }
            for one in found.cartons.values()
        ],
        "materials": [
            {
                "code": one.code,
                "name": one.name,
                "role": one.role,
                "weight_g": one.weight_g,
                "cost_cents": one.cost_cents,
                "protects": one.protects,
                "thickness_mm": one.thickness_mm,
            }
            for one in found.materials.values()
        ],
    }


def _wire(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "piece": row.piece,
        "pieces": row.pieces,
        "refs": row.refs,
        "carton": row.carton,
        "materials": row.materials,
        "marks": row.marks,
        "note": row.note,
        "weight_g": row.weight_g,
        "size_mm": [row.length_mm, row.width_mm, row.height_mm],
        "cost_cents": row.cost_cents,
        "damage_permille": row.damage_permille,
        "consignment_id": row.consignment_id,
    }
