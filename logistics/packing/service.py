"""The verb of the packing bench, sole writer of the packing book."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.context import Ctx
from core.errors import Refusal
from logistics.packing.events import ParcelPacked
from logistics.packing.models import Packing
from logistics.packing.rules import check, cost_cents, damage_odds, gross_g, marks, outer_mm
from logistics.packing.supplies import supplies
from logistics.packing.values import Choice, Goods, Supplies


def pack(ctx: Ctx, *, reference: str, parcels: Sequence[Mapping[str, Any]], shown: str = "") -> list[int]:
    """Puts the goods of a reference into cartons. What it was packed in before is undone, unless it has a
    label.

    Each parcel: {"goods": [{"ref", "size_mm", "weight_g", "flags"}], "carton", "materials": {code: count},
    "note"}. `shown` is what labels call the whole. Returns the packings' ids in the order of the pieces.
    Records ParcelPacked. Raises Refusal `packing_refused` {problems: [{piece, code, params}]} when the rules
    stop it, changing nothing.
    """
    shelf = supplies(ctx.mall.language)
    asked = [(_goods(parcel), _choice(parcel), str(parcel.get("note", ""))) for parcel in parcels]
    problems = [
        {"piece": piece, "code": problem.code, "params": dict(problem.params)}
        for piece, (goods, choice, _) in enumerate(asked, start=1)
        for problem in check(goods, choice, shelf)
        if problem.stops
    ]
    if problems or not asked:
        raise Refusal(
            "packing_refused", problems=problems or [{"piece": 0, "code": "nothing_packed", "params": {}}]
        )
    unpack(ctx, reference=reference)
    rows = [
        {
            **_row(ctx, piece, len(asked), goods, choice, note, shelf),
            "reference": reference,
            "shown": shown or reference.rpartition(":")[2],
        }
        for piece, (goods, choice, note) in enumerate(asked, start=1)
    ]
    ids = ctx.insert_many(Packing, rows)
    ctx.record(
        ParcelPacked(
            reference=reference,
            packing_ids=ids,
            cost_cents=sum(row["cost_cents"] for row in rows),
            weight_g=sum(row["weight_g"] for row in rows),
        )
    )
    return ids


def unpack(ctx: Ctx, *, reference: str) -> int:
    """Takes goods out of the cartons again that have no label yet. Returns how many cartons that were."""
    return ctx.driver.run(
        "DELETE FROM packings WHERE mall_id = ? AND reference = ? AND consignment_id IS NULL",
        (ctx.mall_id, reference),
    )


def bind(ctx: Ctx, *, reference: str, consignment_id: int) -> None:
    """The cartons of a reference that stood there without a label are the parcel of this one."""
    ctx.driver.run(
        "UPDATE packings SET consignment_id = ? "
        "WHERE mall_id = ? AND reference = ? AND consignment_id IS NULL",
        (consignment_id, ctx.mall_id, reference),
    )


def release(ctx: Ctx, *, consignment_id: int) -> None:
    """The cartons of a parcel stand without a label again."""
    ctx.driver.run(
        "UPDATE packings SET consignment_id = NULL WHERE mall_id = ? AND consignment_id = ?",
        (ctx.mall_id, consignment_id),
    )


def _goods(parcel: Mapping[str, Any]) -> list[Goods]:
    return [
        Goods(
            str(one["ref"]),
            (int(one["size_mm"][0]), int(one["size_mm"][1]), int(one["size_mm"][2])),
            int(one["weight_g"]),
            frozenset(one.get("flags", ())),
        )
        for one in parcel["goods"]
    ]


def _choice(parcel: Mapping[str, Any]) -> Choice:
    counts = {str(code): int(count) for code, count in parcel.get("materials", {}).items() if count}
    return Choice(str(parcel["carton"]), counts)


def _row(
    ctx: Ctx,
    piece: int,
    pieces: int,
    goods: Sequence[Goods],
    choice: Choice,
    note: str,
    shelf: Supplies,
) -> dict[str, Any]:
    length, width, height = outer_mm(goods, choice, shelf)
    return {
        "piece": piece,
        "pieces": pieces,
        "refs": [article.ref for article in goods],
        "carton": choice.carton,
        "materials": dict(choice.materials),
        "marks": list(marks(goods)),
        "note": note,
        "weight_g": gross_g(goods, choice, shelf),
        "length_mm": length,
        "width_mm": width,
        "height_mm": height,
        "cost_cents": cost_cents(choice, shelf),
        "damage_permille": damage_odds(goods, choice, shelf).permille,
        "consignment_id": None,
        "packed_by": ctx.actor,
        "packed_ms": ctx.mall_ms,
    }
