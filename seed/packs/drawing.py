"""Draws the picture of a product: its icon on a quiet background chosen by its code and category."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

import orjson

# Ground, figure and accent. A category owns three moods, the product's hash picks one of them.
PALETTES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "kitchen": (
        ("#fdf1e3", "#f8d9b4", "#e9a66b"),
        ("#eef4ea", "#d3e4c8", "#93b67d"),
        ("#f3efe9", "#e0d5c5", "#b39b7a"),
    ),
    "home": (
        ("#eef1f6", "#d5dde9", "#8fa3bf"),
        ("#f2f0ea", "#dfd8c8", "#b7a27c"),
        ("#edf4f0", "#cfe3d8", "#83b09a"),
    ),
    "appliance": (
        ("#e9f2f8", "#c9dff0", "#78a9cf"),
        ("#eef0f4", "#d6dae4", "#9199b3"),
        ("#fdeee8", "#f6d0c0", "#df9478"),
    ),
    "digital": (
        ("#e8ecfb", "#cad3f6", "#7d8fdc"),
        ("#e9eef2", "#ccd6df", "#7d909f"),
        ("#f0eafa", "#dccdf3", "#a184d2"),
    ),
    "clothing": (
        ("#fbeef0", "#f3d2d8", "#d58c9a"),
        ("#eef0f8", "#d3d8ee", "#8e97c8"),
        ("#f6f1e8", "#e8dac1", "#c0a06c"),
    ),
    "shoes": (
        ("#f4efe8", "#e5d6c2", "#b68f60"),
        ("#e9f3f3", "#c8e0e0", "#71a9a9"),
        ("#fbeee6", "#f4d2bd", "#d58f63"),
    ),
    "beauty": (
        ("#fdeef4", "#f8d0df", "#e08aae"),
        ("#f5eefb", "#e2d0f2", "#b08ad2"),
        ("#fff3ec", "#fbdcc9", "#e5a27b"),
    ),
    "kids": (
        ("#fff6dd", "#fde6a6", "#efbd45"),
        ("#e8f5fd", "#c3e5f9", "#6fb8e2"),
        ("#f2f9e6", "#d9eeb9", "#9dc75e"),
    ),
    "food": (
        ("#fff2e2", "#fdd9ac", "#ee9f45"),
        ("#eef7e3", "#d2eab6", "#8cbe58"),
        ("#fdecea", "#f8cac5", "#df7f76"),
    ),
    "pets": (
        ("#f6f0e4", "#ead9b8", "#c9a15a"),
        ("#e8f4f1", "#c4e4dc", "#6cb3a3"),
        ("#eef0fa", "#d4d9f2", "#8b96d4"),
    ),
    "sports": (
        ("#e7f5ee", "#c0e5d2", "#5cb68a"),
        ("#e7f1fb", "#c2dcf6", "#5f9ddc"),
        ("#fdf0e2", "#fad5ab", "#e6974a"),
    ),
    "stationery": (
        ("#f1f4e8", "#dbe4c2", "#9bae63"),
        ("#fdf4e4", "#f8e0b2", "#dcae58"),
        ("#ecedf9", "#d0d3f0", "#8589cf"),
    ),
}
SHAPES = 6


@cache
def icons() -> dict[str, str]:
    """The bodies of the icons the pack uses, on a 32 by 32 grid (Fluent Emoji, MIT; see LICENSE.icons)."""
    loaded: dict[str, str] = orjson.loads((files("seed.packs") / "basic" / "icons.json").read_bytes())
    return loaded


def backdrop(shape: int, tone: str, accent: str, turn: int) -> str:
    """A large quiet figure behind the icon."""
    if shape == 0:
        return f'<circle cx="300" cy="292" r="222" fill="{tone}"/>'
    if shape == 1:
        return (
            f'<rect x="92" y="92" width="416" height="416" rx="96" fill="{tone}" '
            f'transform="rotate({turn % 24 - 12} 300 300)"/>'
        )
    if shape == 2:
        return f'<path d="M110 520V300a190 190 0 0 1 380 0v220z" fill="{tone}"/>'
    if shape == 3:
        return (
            f'<path d="M0 600V{360 + turn % 60}C150 {300 + turn % 80} '
            f"300 {470 - turn % 70} 600 {330 + turn % 50}"
            f'V600z" fill="{tone}"/>'
            f'<circle cx="{455 + turn % 40}" cy="128" r="52" fill="{accent}" opacity=".35"/>'
        )
    if shape == 4:
        return (
            f'<circle cx="300" cy="296" r="226" fill="none" stroke="{tone}" stroke-width="42"/>'
            f'<circle cx="300" cy="296" r="150" fill="{tone}" opacity=".7"/>'
        )
    dots = "".join(
        f'<circle cx="{x}" cy="{y}" r="9"/>' for y in range(70, 600, 92) for x in range(70, 600, 92)
    )
    return (
        f'<g fill="{tone}">{dots}</g><rect x="120" y="130" width="360" height="340" rx="170" fill="{tone}"/>'
    )


def draw_picture(code: str, category: str, icon: str) -> bytes:
    """An SVG, 600 by 600, the same bytes for equal arguments. Raises KeyError for an unknown icon."""
    seed = sha256(code.encode()).digest()
    ground, tone, accent = PALETTES[category][seed[0] % 3]
    shape, turn = seed[1] % SHAPES, seed[2]
    lean = seed[3] % 13 - 6
    size = 344
    left, top = 300 - size / 2, 286 - size / 2
    corner = ((84, 84), (516, 84), (84, 516), (516, 516))[seed[4] % 4]
    body = (
        f'<rect width="600" height="600" fill="{ground}"/>'
        f"{backdrop(shape, tone, accent, turn)}"
        f'<circle cx="{corner[0]}" cy="{corner[1]}" r="{14 + seed[5] % 14}" fill="{accent}" opacity=".55"/>'
        f'<ellipse cx="300" cy="474" rx="146" ry="18" fill="{accent}" opacity=".38"/>'
        f'<g transform="rotate({lean} 300 300) translate({left:g} {top:g}) scale({size / 32:g})">'
        f"{icons()[icon]}</g>"
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600">{body}</svg>'.encode()


def picture_hash_of(code: str, category: str, icon: str) -> str:
    """The name of a product's picture: the first 32 hex digits of the SHA-256 of its bytes."""
    return sha256(draw_picture(code, category, icon)).hexdigest()[:32]
