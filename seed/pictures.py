"""Product pictures as assets: named by their content, shared by all malls."""

from functools import cache

from seed.packs.drawing import draw_picture
from seed.packs.loader import load_pack


@cache
def _drawings() -> tuple[dict[str, str], dict[str, tuple[str, str, str]]]:
    """code -> hash, and hash -> what it takes to draw it. Pictures have no language."""
    products = load_pack("en").products
    return (
        {p.code: p.picture for p in products},
        {p.picture: (p.code, p.category, p.icon) for p in products},
    )


def picture_hash(product_code: str) -> str:
    """The name of a product's picture. Raises KeyError for an unknown product."""
    return _drawings()[0][product_code]


def picture_svg(product_code: str) -> bytes:
    """A product's picture, SVG 600 by 600. Raises KeyError for an unknown product."""
    return _drawn(*_drawings()[1][picture_hash(product_code)])


@cache
def _drawn(code: str, category: str, icon: str) -> bytes:
    return draw_picture(code, category, icon)


def picture_by_hash(name: str) -> bytes | None:
    """The picture of that name, or None. At most one drawing per product is kept in memory."""
    drawing = _drawings()[1].get(name)
    return None if drawing is None else _drawn(*drawing)
