"""What goods need in packing, by their flags. The table is the rule; the functions only read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from logistics.packing.values import BAGS, Goods


@dataclass(frozen=True, slots=True)
class Need:
    """`each`: roles of materials every such article needs. `once`: roles the parcel needs. `never_in`: kinds
    of carton that are wrong. `never_with`: flags of goods that may not lie beside them. `marks`: what the
    label says.
    """

    each: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    never_in: tuple[str, ...] = ()
    never_with: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


NEEDS: Mapping[str, Need] = MappingProxyType(
    {
        "fragile": Need(
            each=("wrap",), once=("fragile_label",), never_in=("poly_bag",), marks=("fragile", "this_side_up")
        ),
        "liquid": Need(
            each=("seal",),
            never_in=BAGS,
            never_with=("battery",),
            marks=("liquid", "this_side_up", "not_by_air"),
        ),
        "battery": Need(
            once=("battery_label",),
            never_in=("poly_bag",),
            never_with=("liquid", "fresh"),
            marks=("battery", "not_by_air"),
        ),
        "fresh": Need(
            once=("cooling",),
            never_in=(*BAGS, "mailer_box"),
            never_with=("battery",),
            marks=("keep_cool",),
        ),
    }
)
# Kinds that do not close by themselves.
TAPED = ("carton", "insulated_box")


def flags_of(goods: Sequence[Goods]) -> frozenset[str]:
    """Every flag among the goods."""
    return frozenset(flag for article in goods for flag in article.flags)


def needs_of(goods: Sequence[Goods], carton_kind: str) -> dict[str, int]:
    """How many materials of each role these goods need in a carton of that kind."""
    counts: dict[str, int] = {}
    for flag, need in NEEDS.items():
        count = sum(flag in article.flags for article in goods)
        if count:
            for role in need.each:
                counts[role] = counts.get(role, 0) + count
            for role in need.once:
                counts[role] = 1
    if carton_kind in TAPED:
        counts["tape"] = 1
    return counts


def wrong_kinds(goods: Sequence[Goods]) -> dict[str, str]:
    """Kinds of carton these goods may not travel in, each with the flag that forbids it."""
    present = flags_of(goods)
    return {kind: flag for flag, need in NEEDS.items() if flag in present for kind in need.never_in}


def clashes(goods: Sequence[Goods]) -> list[tuple[str, str]]:
    """Pairs of flags of different articles that may not lie in one parcel."""
    having = {flag: {n for n, one in enumerate(goods) if flag in one.flags} for flag in NEEDS}
    found = {
        tuple(sorted((flag, other)))
        for flag, need in NEEDS.items()
        for other in need.never_with
        if having[flag] and having[other] and len(having[flag] | having[other]) > 1
    }
    return [(pair[0], pair[1]) for pair in sorted(found)]


def marks(goods: Sequence[Goods]) -> tuple[str, ...]:
    """What the label of such a parcel has to say: stable codes, in a fixed order."""
    present = flags_of(goods)
    said = [mark for flag, need in NEEDS.items() if flag in present for mark in need.marks]
    return tuple(dict.fromkeys(said))
