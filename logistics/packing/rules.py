"""Whether a choice of carton and materials will do, and why not.

What goods need stands in needs.py, the odds of damage in damage.py, suggestions in suggesting.py; other rooms
import all of it from here.
"""

from collections.abc import Sequence

from logistics.packing.damage import damage_odds, filled, filler_needed
from logistics.packing.fitting import arrange, proofs
from logistics.packing.layers import cost_cents, gross_g, outer_mm, pieces_of, room_of, used
from logistics.packing.needs import clashes, marks, needs_of, wrong_kinds
from logistics.packing.suggesting import suggest
from logistics.packing.values import ORIGINAL, ROLES, Choice, Fit, Goods, Problem, Supplies

__all__ = ["check", "cost_cents", "damage_odds", "fits", "gross_g", "marks", "outer_mm", "suggest"]


def fits(goods: Sequence[Goods], choice: Choice, supplies: Supplies) -> Fit:
    """Whether the goods, in their padding, go into the carton, and where each would lie.

    Problems: `carton_unknown`, `nothing_packed`, `own_box_is_for_one`, `item_too_big` {ref, side, need_mm,
    have_mm}, `bag_too_tight` {ref, need_mm, have_mm}, `too_heavy` {weight_g, limit_g}, `too_little_room`
    {need_cm3, have_cm3}, and `no_arrangement` {left, ref} when each would fit but not all together.
    """
    problem = _hopeless(goods, choice, supplies)
    if problem is not None:
        return Fit(False, problems=(problem,))
    pieces, room = pieces_of(goods, choice, supplies), room_of(goods, choice, supplies)
    fill = filled(goods, choice, supplies)
    if found := proofs(pieces, room):
        return Fit(False, problems=tuple(found), fill=fill)
    done = arrange(pieces, room)
    if done.left:
        left = Problem("no_arrangement", {"left": len(done.left), "ref": done.left[0]})
        return Fit(False, done.placed, (left,), fill)
    return Fit(True, done.placed, (), fill)


def check(goods: Sequence[Goods], choice: Choice, supplies: Supplies) -> tuple[Problem, ...]:
    """Everything that is wrong with a choice, fit included; `stops` is False for advice.

    Beside those of `fits`: `material_unknown` {material}, `count_negative` {material}, `carton_not_allowed`
    {flag, kind}, `not_together` {first, second}, `<role>_missing` {have, need} for each role of materials;
    advice: `loose` {missing_cm3}, `bag_for_hard_goods` {kind}.
    """
    found = list(fits(goods, choice, supplies).problems)
    found += [
        Problem("material_unknown", {"material": code})
        for code in sorted(choice.materials)
        if code not in supplies.materials
    ]
    found += [
        Problem("count_negative", {"material": code})
        for code, count in sorted(choice.materials.items())
        if count < 0
    ]
    found += [Problem("not_together", {"first": a, "second": b}) for a, b in clashes(goods)]
    carton = supplies.cartons.get(choice.carton)
    if carton is None or not goods:
        return tuple(found)
    if (flag := wrong_kinds(goods).get(carton.kind)) is not None:
        found.append(Problem("carton_not_allowed", {"flag": flag, "kind": carton.kind}))
    needs = needs_of(goods, carton.kind)
    for role in ROLES:
        need, have = needs.get(role, 0), len(used(choice, supplies, role))
        if have < need:
            found.append(Problem(f"{role}_missing", {"have": have, "need": need}))
    if carton.kind == "poly_bag" and not all("soft" in article.flags for article in goods):
        found.append(Problem("bag_for_hard_goods", {"kind": carton.kind}, stops=False))
    if choice.carton != ORIGINAL and (missing := filler_needed(goods, choice, supplies)):
        found.append(Problem("loose", {"missing_cm3": -(-missing // 1000)}, stops=False))
    return tuple(found)


def _hopeless(goods: Sequence[Goods], choice: Choice, supplies: Supplies) -> Problem | None:
    if choice.carton not in supplies.cartons:
        return Problem("carton_unknown", {"carton": choice.carton})
    if not goods:
        return Problem("nothing_packed")
    if choice.carton == ORIGINAL and len(goods) > 1:
        return Problem("own_box_is_for_one", {"articles": len(goods)})
    return None
