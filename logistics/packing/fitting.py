"""Do these articles go into this box? Our own words for the 3D-packing library, which nobody else knows.

The search is bounded by counted work and never by the clock, so that the same question always has the same
answer, on a busy machine too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from logistics.packing.values import Placed, Problem, Size

MOST_WORK = 40_000  # candidates looked at
# Ten minutes: only a fuse, which a search of MOST_WORK never reaches.
FUSE_MS = 600_000
SIDES = ("longest", "middle", "shortest")


class _Library:
    """The parts of the library in use, loaded at the first search: they take 80 ms.

    Any: its dataclasses are decorated in a way a type checker cannot follow.
    """

    def __init__(self) -> None:
        import packvium
        from packvium.units import Length

        self.item: Any = packvium.Item.create
        self.container: Any = packvium.Container.create
        self.dimensions: Any = packvium.Dimensions.mm
        self.ticks_per_mm = int(Length.parse("1 mm").ticks)
        budget: Any = packvium.EffortBudget
        config = packvium.PackingConfig.fast(
            time_limit_ms=FUSE_MS,
            effort_budget=budget(max_candidates_evaluated=MOST_WORK),
            max_containers=1,
        )
        self.packer: Any = packvium.Packer(config)


@cache
def library() -> _Library:
    """The library, ready to search; called before the first parcel it makes that one quicker."""
    return _Library()


@dataclass(frozen=True, slots=True)
class Piece:
    """An article as it lies in the box, wrapped."""

    ref: str
    size_mm: Size
    weight_g: int


@dataclass(frozen=True, slots=True)
class Room:
    """The inside of a box, or of a bag, whose film must reach round what is in it."""

    size_mm: Size
    most_g: int
    is_bag: bool = False


@dataclass(frozen=True, slots=True)
class Arrangement:
    placed: tuple[Placed, ...]
    left: tuple[str, ...]


def proofs(pieces: Sequence[Piece], room: Room) -> list[Problem]:
    """What makes it plainly impossible, without searching: `item_too_big` (the side and by how much),
    `too_heavy`, `too_little_room`.
    """
    found = [problem for piece in pieces if (problem := _too_big(piece, room)) is not None]
    weight = sum(piece.weight_g for piece in pieces)
    if weight > room.most_g:
        found.append(Problem("too_heavy", {"weight_g": weight, "limit_g": room.most_g}))
    need, have = sum(volume(piece.size_mm) for piece in pieces), volume(room.size_mm)
    if need > have and not found:
        params = {"need_cm3": -(-need // 1000), "have_cm3": have // 1000}
        found.append(Problem("too_little_room", params))
    return found


def arrange(pieces: Sequence[Piece], room: Room) -> Arrangement:
    """Lays as many pieces as the search finds room for; always the same way."""
    if len(pieces) == 1:
        turned = _turned(pieces[0].size_mm, room)
        if turned is None or pieces[0].weight_g > room.most_g:
            return Arrangement((), (pieces[0].ref,))
        return Arrangement((Placed(pieces[0].ref, (0, 0, 0), turned),), ())
    known = library()
    # Equal pieces are one kind of item with a quantity: the library has a short way for those.
    kinds: dict[tuple[Size, int], list[str]] = {}
    for piece in pieces:
        kinds.setdefault((_sorted(piece.size_mm), piece.weight_g), []).append(piece.ref)
    items = [
        known.item(str(number), _dimensions(size), f"{weight} g", quantity=len(refs))
        for number, ((size, weight), refs) in enumerate(sorted(kinds.items(), reverse=True))
    ]
    refs_of = [list(refs) for _, refs in sorted(kinds.items(), reverse=True)]
    box = known.container(
        "box",
        _dimensions(room.size_mm),
        max_payload=f"{room.most_g} g",
        deformable_boundary="flat_bag" if room.is_bag else None,
    )
    result = known.packer.pack(items, [box])
    placed = tuple(
        Placed(
            refs_of[int(one.instance.item.id)][one.instance.sequence - 1],
            _mm(one.position.x, one.position.y, one.position.z),
            _mm(one.dimensions.length.ticks, one.dimensions.width.ticks, one.dimensions.height.ticks),
        )
        for container in result.containers
        for one in container.placements
    )
    inside = {one.ref for one in placed}
    return Arrangement(placed, tuple(piece.ref for piece in pieces if piece.ref not in inside))


def volume(size: Size) -> int:
    """Cubic millimetres."""
    return size[0] * size[1] * size[2]


def _too_big(piece: Piece, room: Room) -> Problem | None:
    inside, article = _sorted(room.size_mm), _sorted(piece.size_mm)
    for side, need, have in zip(SIDES, article, inside, strict=True):
        if need > have:
            params: dict[str, int | str] = {"ref": piece.ref, "side": side, "need_mm": need, "have_mm": have}
            return Problem("item_too_big", params)
    if _turned(piece.size_mm, room) is not None:
        return None
    # It would lie in a box of this size; the film of the bag does not reach round it.
    need, have = article[0] + article[2], room.size_mm[0]
    if need <= have:
        need, have = article[1] + article[2], room.size_mm[1]
    return Problem("bag_too_tight", {"ref": piece.ref, "need_mm": need, "have_mm": have})


def _turned(size: Size, room: Room) -> Size | None:
    """The article as it lies in the room, or None: the longest side along the longest one of the room."""
    article, inside = _sorted(size), _sorted(room.size_mm)
    if any(need > have for need, have in zip(article, inside, strict=True)):
        return None
    if room.is_bag:
        long, wide, thick = article
        return article if long + thick <= room.size_mm[0] and wide + thick <= room.size_mm[1] else None
    axes = sorted(range(3), key=lambda axis: -room.size_mm[axis])
    turned = dict(zip(axes, article, strict=True))
    return turned[0], turned[1], turned[2]


def _sorted(size: Size) -> Size:
    long, wide, thick = sorted(size, reverse=True)
    return long, wide, thick


def _dimensions(size: Size) -> Any:
    length, width, height = size
    return library().dimensions(str(length), str(width), str(height))


def _mm(x: int, y: int, z: int) -> Size:
    per_mm = library().ticks_per_mm
    return x // per_mm, y // per_mm, z // per_mm
