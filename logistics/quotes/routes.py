"""What would it cost by each carrier, when would it arrive: asked at the desk."""

import re
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from core.http import DeskRead
from core.http.swift import swift_read, whole
from logistics.quotes import queries
from logistics.quotes import schemas as S
from logistics.quotes.answers import quotes_json

router = APIRouter(prefix="/api/desk/{seat}", tags=["rates"])
Side = Annotated[int, Query(ge=0, le=queries.MOST_MM)]
Text = Annotated[str, Query(max_length=60)]
FLAGS = re.compile("[a-z,]*")
KNOWN = {
    "province", "city", "postcode", "weight_g", "length_mm", "width_mm", "height_mm", "pieces", "flags",
    "insured_cents",
}  # fmt: skip


@router.get("/quotes", response_model=S.Quotes)
async def quotes(
    read: DeskRead,
    province: Annotated[str, Query(min_length=1, max_length=60)],
    weight_g: Annotated[int, Query(ge=1, le=queries.MOST_GRAMS)],
    city: Text = "",
    postcode: Annotated[str, Query(max_length=12)] = "",
    length_mm: Side = 0,
    width_mm: Side = 0,
    height_mm: Side = 0,
    pieces: Annotated[int, Query(ge=1, le=queries.MOST_PIECES)] = 1,
    flags: Annotated[str, Query(max_length=40, pattern=f"^{FLAGS.pattern}$")] = "",
    insured_cents: Annotated[int, Query(ge=0, le=queries.MOST_CENTS)] = 0,
) -> Response:
    """Every carrier's fee with its steps and the promised day. `pieces` equal boxes of that weight and size;
    `flags`: battery, liquid, fresh, set apart by commas."""
    return await read(
        quotes_json,
        province=province,
        city=city,
        postcode=postcode,
        pieces=_pieces(pieces, weight_g, length_mm, width_mm, height_mm),
        flags=_flags(flags),
        insured_cents=insured_cents,
    )


def _pieces(count: int, weight_g: int, length_mm: int, width_mm: int, height_mm: int) -> list[dict[str, int]]:
    return [
        {"weight_g": weight_g, "length_mm": length_mm, "width_mm": width_mm, "height_mm": height_mm}
    ] * count


def _flags(text: str) -> list[str]:
    return [flag for flag in text.split(",") if flag]


def question(query: dict[str, str]) -> dict[str, Any] | None:
    """The arguments of `quotes_json` by the same bounds as the route's; None when anything is unusual."""
    weight = whole(query, "weight_g", 1, queries.MOST_GRAMS)
    sides = [whole(query, side, 0, queries.MOST_MM, 0) for side in ("length_mm", "width_mm", "height_mm")]
    count = whole(query, "pieces", 1, queries.MOST_PIECES, 1)
    insured = whole(query, "insured_cents", 0, queries.MOST_CENTS, 0)
    province, city = query.get("province", ""), query.get("city", "")
    postcode, flags = query.get("postcode", ""), query.get("flags", "")
    texts_fit = 0 < len(province) <= 60 and len(city) <= 60 and len(postcode) <= 12
    if weight is None or count is None or insured is None or not texts_fit or not query.keys() <= KNOWN:
        return None
    if len(flags) > 40 or not FLAGS.fullmatch(flags):
        return None
    length, width, height = sides
    if length is None or width is None or height is None:
        return None
    return {
        "province": province,
        "city": city,
        "postcode": postcode,
        "pieces": _pieces(count, weight, length, width, height),
        "flags": _flags(flags),
        "insured_cents": insured,
    }


swift_read("quotes", question, quotes_json)
