"""What a choice makes of goods: how thick they get, how much room is left, what it weighs and costs."""

from collections.abc import Sequence
from dataclasses import replace

from logistics.packing.fitting import Piece, Room, volume
from logistics.packing.values import ORIGINAL, Carton, Choice, Goods, Material, Size, Supplies


def carton_of(goods: Sequence[Goods], choice: Choice, supplies: Supplies) -> Carton:
    """The carton of a choice; an article in its own box is as big as itself. Raises KeyError."""
    carton = supplies.cartons[choice.carton]
    if carton.code == ORIGINAL and goods:
        layers = covered(goods, choice, supplies)[goods[0].ref]
        size = _grown(goods[0].size_mm, sum(material.thickness_mm for material in layers))
        return replace(carton, inner_mm=size)
    return carton


def used(choice: Choice, supplies: Supplies, role: str) -> list[Material]:
    """The materials of a role in a choice, one entry a piece, in the order of their codes."""
    return [
        material
        for code in sorted(choice.materials)
        if (material := supplies.materials.get(code)) is not None and material.role == role
        for _ in range(choice.materials[code])
    ]


def covered(goods: Sequence[Goods], choice: Choice, supplies: Supplies) -> dict[str, list[Material]]:
    """The wraps round each article: fragile ones are wrapped first, the best wraps first, and only when every
    article has one does any get a second.
    """
    order = sorted(goods, key=lambda article: ("fragile" not in article.flags, article.ref))
    round_each: dict[str, list[Material]] = {article.ref: [] for article in goods}
    wraps = sorted(used(choice, supplies, "wrap"), key=lambda material: (-material.protects, material.code))
    fragile = [article for article in order if "fragile" in article.flags]
    for number, wrap in enumerate(wraps):
        # Enough for the fragile ones only: a second layer is theirs before the others get a first one.
        turn = fragile if fragile and len(wraps) < len(order) else order
        if turn:
            round_each[turn[number % len(turn)].ref].append(wrap)
    return round_each


def pieces_of(goods: Sequence[Goods], choice: Choice, supplies: Supplies) -> list[Piece]:
    """What lies in the carton: the goods in their wraps, and cooling packs."""
    round_each = covered(goods, choice, supplies)
    pieces = [
        Piece(
            article.ref,
            _grown(article.size_mm, sum(material.thickness_mm for material in round_each[article.ref])),
            article.weight_g,
        )
        for article in goods
    ]
    if choice.carton == ORIGINAL:
        return pieces  # its own box is closed: what is added lies outside
    for number, pack in enumerate(used(choice, supplies, "cooling")):
        if pack.size_mm is not None:
            pieces.append(Piece(f"{pack.code}/{number}", pack.size_mm, pack.weight_g))
    return pieces


def room_of(goods: Sequence[Goods], choice: Choice, supplies: Supplies) -> Room:
    """The inside that is left when the carton is lined. Raises KeyError for an unknown carton."""
    carton = carton_of(goods, choice, supplies)
    lining = max((material.thickness_mm for material in used(choice, supplies, "lining")), default=0)
    length, width, height = (max(1, side - 2 * lining) for side in carton.inner_mm)
    return Room((length, width, height), carton.most_g, carton.is_bag)


def materials_of(choice: Choice, supplies: Supplies) -> list[tuple[Material, int]]:
    """Known materials with their counts."""
    return [
        (material, count)
        for code, count in sorted(choice.materials.items())
        if (material := supplies.materials.get(code)) is not None
    ]


def cost_cents(choice: Choice, supplies: Supplies) -> int:
    """What carton and materials cost. Raises KeyError for an unknown carton."""
    return supplies.cartons[choice.carton].cost_cents + sum(
        material.cost_cents * count for material, count in materials_of(choice, supplies)
    )


def gross_g(goods: Sequence[Goods], choice: Choice, supplies: Supplies) -> int:
    """Goods, carton and materials on the scale. Raises KeyError for an unknown carton."""
    return (
        sum(article.weight_g for article in goods)
        + supplies.cartons[choice.carton].weight_g
        + sum(material.weight_g * count for material, count in materials_of(choice, supplies))
    )


def outer_mm(goods: Sequence[Goods], choice: Choice, supplies: Supplies) -> Size:
    """What the carrier measures. A bag is as thick as what is in it. Raises KeyError for an unknown
    carton.
    """
    carton = carton_of(goods, choice, supplies)
    length, width, height = carton.inner_mm
    if carton.is_bag:
        pieces = [piece.size_mm for piece in pieces_of(goods, choice, supplies)]
        thickest = max((min(size) for size in pieces), default=0)
        height = max(thickest, -(-sum(volume(size) for size in pieces) // (length * width)))
    return length + 2 * carton.wall_mm, width + 2 * carton.wall_mm, height + 2 * carton.wall_mm


def _grown(size: Size, thickness: int) -> Size:
    length, width, height = (side + 2 * thickness for side in size)
    return length, width, height
