"""Which carton and materials to take: the cheapest that fits, padding included; several parcels if one is not
enough."""

from collections.abc import Sequence
from functools import lru_cache

from logistics.packing.damage import PLAIN, damage_odds, exposure, filled, filler_needed
from logistics.packing.fitting import arrange, proofs, volume
from logistics.packing.layers import cost_cents, gross_g, outer_mm, pieces_of, room_of
from logistics.packing.needs import NEEDS, clashes, flags_of, needs_of, wrong_kinds
from logistics.packing.values import (
    ORIGINAL,
    Carton,
    Choice,
    Goods,
    Material,
    ParcelPlan,
    Problem,
    Suggestion,
    Supplies,
)

# What a well-packed parcel may come to, in thousandths: the cheapest wrap that gets there is taken.
GOAL = 30
# The cushioning of a usual carton, for choosing the wrap before the carton is known.
USUAL_CUSHION = 400
# Many articles never fill a box to the last corner: not even tried (searching in vain takes longest).
MANY, TIGHTEST = 6, 880
MOST_TOGETHER = 40


def suggest(goods: Sequence[Goods], supplies: Supplies) -> Suggestion:
    """Parcels for all the goods. Notes: `not_together` {first, second} for goods that may not share a parcel,
    `several_parcels` {parcels} when one carton is not enough, `own_box` {ref} for an article no carton takes.

    The newest answers are kept: a bench asks again at every look. Raises ValueError when there is nothing to
    pack.
    """
    if not goods:
        raise ValueError("nothing to pack")
    return suggestion_for(tuple(sorted(goods, key=lambda article: article.ref)), supplies)


@lru_cache(maxsize=512)
def suggestion_for(goods: tuple[Goods, ...], supplies: Supplies) -> Suggestion:
    notes: list[Problem] = []
    parcels: list[ParcelPlan] = []
    notes += [Problem("not_together", {"first": a, "second": b}, stops=False) for a, b in clashes(goods)]
    for group in _apart(goods):
        own = [article for article in group if not _takes_any(article, supplies)]
        notes += [Problem("own_box", {"ref": article.ref}, stops=False) for article in own]
        parcels += [_plan([article], ORIGINAL, supplies) for article in own]
        rest = [article for article in group if article not in own]
        made = [
            plan
            for start in range(0, len(rest), MOST_TOGETHER)
            for plan in _parcels(rest[start : start + MOST_TOGETHER], supplies)
        ]
        if len(made) > 1:
            notes.append(Problem("several_parcels", {"parcels": len(made)}, stops=False))
        parcels += made
    return Suggestion(tuple(parcels), tuple(notes))


def _apart(goods: Sequence[Goods]) -> list[list[Goods]]:
    """Groups that may share a parcel; fresh goods travel by themselves, plain ones join the first group."""
    groups: list[list[Goods]] = []
    # Those with wishes first, so that plain goods find a group to join.
    for article in sorted(goods, key=lambda a: (not a.flags & NEEDS.keys(), a.ref)):
        home = next((g for g in groups if _may_join(article, g)), None)
        if home is None:
            groups.append([article])
        else:
            home.append(article)
    return groups


def _may_join(article: Goods, group: Sequence[Goods]) -> bool:
    if ("fresh" in article.flags) != ("fresh" in flags_of(group)):
        return False
    return not clashes([*group, article])


def _parcels(goods: Sequence[Goods], supplies: Supplies) -> list[ParcelPlan]:
    if not goods:
        return []
    for carton in _cartons(goods, supplies):
        choice = _choice(goods, carton, supplies)
        if _fits(goods, choice, supplies):
            return [_finished(goods, choice, supplies)]
    biggest = max(_cartons(goods, supplies), key=lambda carton: (volume(carton.inner_mm), carton.code))
    choice = _choice(goods, biggest, supplies)
    done = arrange(pieces_of(goods, choice, supplies), room_of(goods, choice, supplies))
    inside = {placed.ref for placed in done.placed}
    first = [article for article in goods if article.ref in inside]
    rest = [article for article in goods if article.ref not in inside]
    if not first:  # only together do they need so much padding
        first, rest = [rest[0]], rest[1:]
    return [*_parcels(first, supplies), *_parcels(rest, supplies)]


def _cartons(goods: Sequence[Goods], supplies: Supplies) -> list[Carton]:
    """Those the rules allow, cheapest first. Only soft goods go into a bag by themselves."""
    wrong = wrong_kinds(goods)
    soft = all("soft" in article.flags for article in goods)
    small = all(exposure(article) <= PLAIN for article in goods)
    found = [
        carton
        for carton in supplies.cartons.values()
        if carton.code != ORIGINAL
        and carton.kind not in wrong
        and (carton.kind != "poly_bag" or soft)
        and (carton.kind != "bubble_mailer" or small)
        and (carton.kind != "insulated_box" or "fresh" in flags_of(goods))
        and (carton.kind == "insulated_box" or "fresh" not in flags_of(goods) or not _has_insulated(supplies))
    ]
    return sorted(found, key=lambda carton: (carton.cost_cents, carton.volume_mm3, carton.code))


def _has_insulated(supplies: Supplies) -> bool:
    return any(carton.kind == "insulated_box" for carton in supplies.cartons.values())


def _takes_any(article: Goods, supplies: Supplies) -> bool:
    return any(
        _fits([article], _choice([article], carton, supplies), supplies)
        for carton in reversed(_cartons([article], supplies))
    )


def _fits(goods: Sequence[Goods], choice: Choice, supplies: Supplies) -> bool:
    pieces, room = pieces_of(goods, choice, supplies), room_of(goods, choice, supplies)
    if proofs(pieces, room) or (len(pieces) > MANY and filled(goods, choice, supplies) > TIGHTEST):
        return False
    return not arrange(pieces, room).left


def _choice(goods: Sequence[Goods], carton: Carton, supplies: Supplies) -> Choice:
    """The carton with the materials the goods need in it: of each role the cheapest, of wraps the cheapest
    that is good enough, else the best.
    """
    materials: dict[str, int] = {}
    for role, count in needs_of(goods, carton.kind).items():
        offered = supplies.of_role(role)
        if not offered:
            continue
        taken = _wrap(goods, offered, supplies) if role == "wrap" else _best_value(offered)
        materials[taken.code] = count
    return Choice(carton.code, materials)


def _best_value(offered: Sequence[Material]) -> Material:
    return max(offered, key=lambda material: (material.protects, -material.cost_cents, material.code))


def _wrap(goods: Sequence[Goods], offered: Sequence[Material], supplies: Supplies) -> Material:
    label = next((m.protects for m in supplies.of_role("fragile_label")), 0)
    worst = max(exposure(article) for article in goods)
    bare = worst * (1000 - USUAL_CUSHION) * (1000 - label) // 1_000_000
    good = [material for material in offered if bare * (1000 - material.protects) // 1000 <= GOAL]
    return good[0] if good else _best_value(offered)


def _plan(goods: Sequence[Goods], carton: str, supplies: Supplies) -> ParcelPlan:
    return _finished(goods, _choice(goods, supplies.cartons[carton], supplies), supplies)


def _finished(goods: Sequence[Goods], choice: Choice, supplies: Supplies) -> ParcelPlan:
    """With as much filler as it takes to lie fast."""
    missing = filler_needed(goods, choice, supplies)
    filler = next(iter(supplies.of_role("filler")), None)
    if missing and filler is not None and filler.fills_mm3:
        choice = Choice(choice.carton, {**choice.materials, filler.code: -(-missing // filler.fills_mm3)})
    return ParcelPlan(
        refs=tuple(article.ref for article in goods),
        choice=choice,
        weight_g=gross_g(goods, choice, supplies),
        size_mm=outer_mm(goods, choice, supplies),
        cost_cents=cost_cents(choice, supplies),
        odds=damage_odds(goods, choice, supplies),
        fill=filled(goods, choice, supplies),
    )
