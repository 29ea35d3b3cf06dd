"""How likely a parcel is to arrive damaged. The formula is ours, for teaching: no carrier publishes one.

For each cause, the article that suffers most: what it would suffer with nothing round it (EXPOSURE, in
thousandths), times what each layer lets through, 1 - protects/1000.

    shock = exposure x carton x wraps round it x lining x fragile label, x 1.5 when it lies loose
    leak  = 120 x seal            (each liquid)
    spoil = 200 x carton x cooling (each fresh article)

Loose is a box filled to less than 70 % without enough filler. A parcel heavier than its carton bears
doubles the shock. The three causes together: 1 - (1-shock)(1-leak)(1-spoil), between 1 and 950.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from logistics.packing.fitting import volume
from logistics.packing.layers import carton_of, covered, pieces_of, room_of, used
from logistics.packing.values import Choice, Goods, Material, Odds, Supplies

FRAGILE, PLAIN, SOFT = 350, 15, 4
LEAK, SPOIL = 120, 200
EXPOSURE: Mapping[str, int] = MappingProxyType({"fragile": FRAGILE, "": PLAIN, "soft": SOFT})
FULL_ENOUGH = 700
LOOSE_TIMES, OVERLOADED_TIMES = (3, 2), (2, 1)
MOST = 950
_MILLION = 1_000_000


def damage_odds(goods: Sequence[Goods], choice: Choice, supplies: Supplies) -> Odds:
    """Thousandths, in all and by cause. Raises KeyError for an unknown carton."""
    if not goods:
        return Odds(0)
    carton = carton_of(goods, choice, supplies)
    round_each = covered(goods, choice, supplies)
    outside = [1000 - carton.cushion]
    outside += [1000 - m.protects for m in _one_each(used(choice, supplies, "lining"))]
    outside += [1000 - m.protects for m in used(choice, supplies, "fragile_label")[:1]]
    shock = max(
        _through(exposure(article), [*outside, *(1000 - wrap.protects for wrap in round_each[article.ref])])
        for article in goods
    )
    if filler_needed(goods, choice, supplies) > 0 and not carton.is_bag:
        shock = shock * LOOSE_TIMES[0] // LOOSE_TIMES[1]
    if sum(piece.weight_g for piece in pieces_of(goods, choice, supplies)) > carton.most_g:
        shock = shock * OVERLOADED_TIMES[0] // OVERLOADED_TIMES[1]
    leak = _leaking(goods, used(choice, supplies, "seal"))
    spoil = 0
    if any("fresh" in article.flags for article in goods):
        cold = [1000 - m.protects for m in used(choice, supplies, "cooling")[:1]]
        spoil = _through(SPOIL, [1000 - carton.cooling, *cold])
    causes = [min(MOST * 1000, cause) for cause in (shock, leak, spoil)]
    whole = _MILLION
    for cause in causes:
        whole = whole * (_MILLION - cause) // _MILLION
    return Odds(max(1, min(MOST, _rounded(_MILLION - whole))), *(_rounded(cause) for cause in causes))


def exposure(article: Goods) -> int:
    """What shocks do to it with nothing round it, in thousandths."""
    return next((EXPOSURE[flag] for flag in ("fragile", "soft") if flag in article.flags), EXPOSURE[""])


def filled(goods: Sequence[Goods], choice: Choice, supplies: Supplies) -> int:
    """How full the carton is of wrapped goods, in thousandths (over 1000 when they cannot fit)."""
    inside = sum(volume(piece.size_mm) for piece in pieces_of(goods, choice, supplies))
    return inside * 1000 // volume(room_of(goods, choice, supplies).size_mm)


def filler_needed(goods: Sequence[Goods], choice: Choice, supplies: Supplies) -> int:
    """Cubic millimetres of filler still missing until the goods lie fast; 0 in a bag, which clings."""
    if carton_of(goods, choice, supplies).is_bag:
        return 0
    room = volume(room_of(goods, choice, supplies).size_mm)
    inside = sum(volume(piece.size_mm) for piece in pieces_of(goods, choice, supplies))
    inside += sum(material.fills_mm3 for material in used(choice, supplies, "filler"))
    return max(0, room * FULL_ENOUGH // 1000 - inside)


def _leaking(goods: Sequence[Goods], seals: Sequence[Material]) -> int:
    """Millionths: the liquid that is sealed worst, an unsealed one if there are fewer seals than liquids."""
    liquids = sum("liquid" in article.flags for article in goods)
    if not liquids:
        return 0
    if len(seals) < liquids:
        return LEAK * 1000
    best = sorted((seal.protects for seal in seals), reverse=True)[:liquids]
    return _through(LEAK, [1000 - best[-1]])


def _one_each(materials: Iterable[Material]) -> list[Material]:
    return list({material.code: material for material in materials}.values())


def _through(permille: int, left: Iterable[int]) -> int:
    """Millionths that come through layers which each let `left` thousandths pass."""
    value = permille * 1000
    for passes in left:
        value = value * passes // 1000
    return value


def _rounded(millionths: int) -> int:
    return (millionths + 500) // 1000
