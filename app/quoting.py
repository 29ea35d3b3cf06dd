"""`malldrill quote`: what a parcel costs by a rate table, with every step. Needs no server and no data."""

from __future__ import annotations

import json
import re
from decimal import Decimal

from app.say import Trouble, show
from logistics.rates.regions import province_code
from logistics.rates.rules import price
from logistics.rates.values import FLAGS, Parcel, Piece, Place, Refused
from logistics.rates.words import kilograms, of_refusal, wire_steps, yuan
from logistics.rates.zones import Index

MOST_PIECES = 200
_SIZE = re.compile(r"^(\d+(?:\.\d)?)\s*[x×*]\s*(\d+(?:\.\d)?)\s*[x×*]\s*(\d+(?:\.\d)?)$")
_PIECE = re.compile(r"^([\d.]+)(?:@(.+))?$")


def quote(
    *,
    table: str,
    zone: str | None,
    province: str | None,
    city: str,
    postcode: str,
    pieces: list[tuple[str, str | None]],
    flags: tuple[str, ...],
    insured: str,
    goods: str,
    mall_id: int | None,
    pack_language: str,
    as_json: bool,
) -> int:
    """Prints the price. Returns the exit code: 0 priced, 1 refused by the table. Raises Trouble."""
    index = _of_mall(mall_id, table) if mall_id is not None else _of_pack(table, pack_language)
    to = None
    if zone is None:
        if not province:
            raise Trouble("quote_no_destination")
        code = province_code(province)
        if code is None:
            raise Trouble("quote_province_unknown", province=province)
        to = Place(code, city, postcode)
    elif zone not in index.zones:
        raise Trouble("quote_no_zone", zone=zone, table=table, known=", ".join(index.zones))
    for flag in flags:
        if flag not in FLAGS:
            raise Trouble("quote_flag_unknown", flag=flag, known=", ".join(FLAGS))
    if not 0 < len(pieces) <= MOST_PIECES:
        raise Trouble("quote_number", what="--pieces", value=len(pieces))
    parcel = Parcel(
        tuple(_piece(kg, size) for kg, size in pieces),
        frozenset(flags),
        _whole(insured, 100, "--insured"),
        _whole(goods, 100, "--goods"),
    )
    priced = price(index, parcel, to=to, zone=zone)
    if isinstance(priced, Refused):
        return _refused(priced, as_json)
    steps = wire_steps(priced.steps)
    if as_json:
        show(json.dumps({"fee": priced.fee_cents, "currency": "CNY", "steps": steps}, ensure_ascii=False))
        return 0
    show(f"{index.table.code} v{index.table.version}  {index.table.zh} / {index.table.en}")
    for step in steps:
        amount = "" if step["amount_cents"] is None else yuan(step["amount_cents"])
        show(f"{amount:>10}  {step['zh']} / {step['en']}")
    show(f"{yuan(priced.fee_cents):>10}  运费，计费重量 {kilograms(priced.chargeable_g)} kg / "
         f"fee in CNY, {kilograms(priced.chargeable_g)} kg charged")  # fmt: skip
    return 0


def _refused(refused: Refused, as_json: bool) -> int:
    zh, en = of_refusal(refused)
    if as_json:
        told = {"code": refused.code, "params": refused.params, "zh": zh, "en": en}
        show(json.dumps({"fee": None, "currency": "CNY", "refusal": told}, ensure_ascii=False))
    else:
        show(f"不收寄 / refused: {refused.code}. {zh} / {en}")
    return 1


def _of_pack(code: str, language: str) -> Index:
    from seed.packs.loader import load_pack

    tables = {table.code: table for table in load_pack(language).rate_tables}
    if code not in tables:
        raise Trouble("quote_no_table", table=code, known=", ".join(tables))
    return Index(tables[code])


def _of_mall(mall_id: int, code: str) -> Index:
    from app.commands import reading
    from core.errors import NotFound
    from logistics.rates.queries import table_by_code, tables_at

    with reading() as db:
        try:
            with db.reading(mall_id) as ctx:
                found = table_by_code(ctx, code)
                known = [] if found else [table.code for table in tables_at(ctx)]
        except NotFound:
            raise Trouble("no_mall", id=mall_id) from None
    if found is None:
        raise Trouble("quote_no_table", table=code, known=", ".join(known))
    return found.index


def _piece(kg: str, size: str | None) -> Piece:
    weight = _whole(kg, 1000, "--kg")
    if weight == 0:
        raise Trouble("quote_number", what="--kg", value=kg)
    if not size:
        return Piece(weight)
    found = _SIZE.match(size.strip())
    if not found:
        raise Trouble("quote_size", value=size)
    length, width, height = (_whole(side, 10, "--size-cm") for side in found.groups())
    if not length * width * height or max(length, width, height) > 100_000:
        raise Trouble("quote_size", value=size)
    return Piece(weight, (length, width, height))


def parse_pieces(words: str) -> list[tuple[str, str | None]]:
    """ "1.2@40x30x30,0.8@20x20x10,3" as weights with sizes. Raises Trouble."""
    found: list[tuple[str, str | None]] = []
    for word in words.split(","):
        piece = _PIECE.match(word.strip())
        if not piece:
            raise Trouble("quote_pieces", value=word)
        found.append((piece[1], piece[2]))
    return found


def _whole(text: str, units: int, what: str) -> int:
    """A decimal number as a whole number of its smallest unit."""
    try:
        value = Decimal(text) * units
    except ArithmeticError:
        raise Trouble("quote_number", what=what, value=text) from None
    if not value.is_finite() or value < 0 or value > 10**12 or value != value.to_integral_value():
        raise Trouble("quote_number", what=what, value=text)
    return int(value)
