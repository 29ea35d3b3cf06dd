"""What would it cost by each carrier, when would it arrive: asked at the desk."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from core.http import DeskRead
from logistics.quotes import queries
from logistics.quotes import schemas as S
from logistics.quotes.answers import quotes_json

router = APIRouter(prefix="/api/desk/{seat}", tags=["rates"])
Side = Annotated[int, Query(ge=0, le=queries.MOST_MM)]
Text = Annotated[str, Query(max_length=60)]


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
    flags: Annotated[str, Query(max_length=40, pattern=r"^[a-z,]*$")] = "",
    insured_cents: Annotated[int, Query(ge=0, le=queries.MOST_CENTS)] = 0,
) -> Response:
    """Every carrier's fee with its steps and the promised day. `pieces` equal boxes of that weight and size;
    `flags`: battery, liquid, fresh, set apart by commas."""
    piece = {"weight_g": weight_g, "length_mm": length_mm, "width_mm": width_mm, "height_mm": height_mm}
    return await read(
        quotes_json,
        province=province,
        city=city,
        postcode=postcode,
        pieces=[piece] * pieces,
        flags=[flag for flag in flags.split(",") if flag],
        insured_cents=insured_cents,
    )
