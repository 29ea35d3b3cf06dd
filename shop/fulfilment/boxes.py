"""Goods of an order as logistics packs them, and what its packing rules say about a choice."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.context import Ctx
from core.errors import Invalid
from logistics.packing import rules as packing
from logistics.packing.damage import filled
from logistics.packing.supplies import supplies
from logistics.packing.values import Choice, Goods, Problem
from shop.fulfilment.goods import Article, articles
from shop.orders.queries import lines_of

# With these there is nothing to weigh, measure or price.
NOT_TO_BE_RECKONED = {
    "carton_unknown",
    "material_unknown",
    "count_negative",
    "nothing_packed",
    "own_box_is_for_one",
}
Parcel = Mapping[str, Any]  # {"lines": [line ids] | absent for all, "carton": code, "materials": {code: n}}


def goods_of(ctx: Ctx, order_id: int) -> list[Goods]:
    """Every unit of an order, named by its line."""
    lines = lines_of(ctx, order_id)
    known = articles(ctx, [line.variant_id for line in lines])
    return [_goods(line.id, known[line.variant_id]) for line in lines]


def _goods(line_id: int, article: Article) -> Goods:
    return Goods(f"line:{line_id}", article.size_mm, article.weight_g, frozenset(article.flags))


def split(goods: Sequence[Goods], parcels: Sequence[Parcel]) -> list[tuple[list[Goods], Choice]]:
    """The goods of each parcel of a choice with its carton. Raises Invalid `parcels_malformed` unless every
    unit lies in exactly one parcel.
    """
    by_ref = {one.ref: one for one in goods}
    made: list[tuple[list[Goods], Choice]] = []
    seen: list[str] = []
    for parcel in parcels:
        refs = [f"line:{n}" for n in parcel["lines"]] if parcel.get("lines") else list(by_ref)
        if not set(refs) <= by_ref.keys():
            raise Invalid("parcels_malformed")
        seen += refs
        materials = {str(code): int(count) for code, count in parcel.get("materials", {}).items() if count}
        made.append(([by_ref[ref] for ref in refs], Choice(str(parcel["carton"]), materials)))
    if sorted(seen) != sorted(by_ref):
        raise Invalid("parcels_malformed")
    return made


def suggested(ctx: Ctx, order_id: int) -> dict[str, Any]:
    """What the packing rules would take for an order: {parcels, notes, cost_cents}."""
    goods = goods_of(ctx, order_id)
    shelf = supplies(ctx.mall.language)
    found = packing.suggest(goods, shelf)
    by_ref = {one.ref: one for one in goods}
    return {
        "parcels": [
            {
                "lines": [int(ref.partition(":")[2]) for ref in plan.refs],
                **judged(ctx, [by_ref[ref] for ref in plan.refs], plan.choice),
            }
            for plan in found.parcels
        ],
        "notes": [problem_wire(note) for note in found.notes],
        "cost_cents": found.cost_cents,
    }


def judged(ctx: Ctx, goods: Sequence[Goods], choice: Choice) -> dict[str, Any]:
    """A choice of carton and materials with what it costs and weighs, and what is wrong with it.

    `permille`: how many of a thousand such parcels arrive damaged.
    """
    shelf = supplies(ctx.mall.language)
    problems = packing.check(goods, choice, shelf)
    ok = not {problem.code for problem in problems} & NOT_TO_BE_RECKONED
    return {
        "carton": choice.carton,
        "materials": dict(choice.materials),
        "problems": [problem_wire(problem) for problem in problems],
        "fits": not any(problem.stops for problem in problems),
        "cost_cents": packing.cost_cents(choice, shelf) if ok else 0,
        "weight_g": packing.gross_g(goods, choice, shelf) if ok else 0,
        "size_mm": list(packing.outer_mm(goods, choice, shelf)) if ok else [],
        "permille": packing.damage_odds(goods, choice, shelf).permille if ok else 0,
        "fill": filled(goods, choice, shelf) if ok else 0,
    }


def note_of(lines: Sequence[Any]) -> str:
    """What the waybill says is inside: the first article and how many there are."""
    if not lines:
        return ""
    return f"{lines[0].title[:40]} x{len(lines)}"


def gross_g(ctx: Ctx, goods: Sequence[Goods], choice: Choice) -> int:
    """What a closed carton should weigh."""
    return packing.gross_g(goods, choice, supplies(ctx.mall.language))


def problem_wire(problem: Problem) -> dict[str, Any]:
    """A problem as the page words it."""
    return {"code": problem.code, "params": dict(problem.params), "stops": problem.stops}
