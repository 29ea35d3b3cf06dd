"""Whether a waybill can be printed, what is masked on it, and its routing code."""

import re
import zlib
from collections.abc import Mapping

from logistics.waybills.values import Form, FormProblem, Party, Terms

MOST_PIECES = 99
MOST_NOTE = 60
# Mobile numbers of the mainland have eleven digits and begin with 1; a landline has an area code of three or
# four digits beginning with 0, a number of seven or eight, perhaps an extension; 400 and 800 lines have ten.
_MOBILE = re.compile(r"1\d{10}")
_LANDLINE = re.compile(r"0\d{2,3}[- ]?[2-9]\d{2,3}[- ]?\d{4}([- ]\d{1,6})?")
_SERVICE = re.compile(r"[48]00[- ]?\d{3}[- ]?\d{4}")
_EXTENSION = re.compile(r"1\d{10}[-,\u8f6c ]\d{2,6}")
_NO_LETTER = re.compile(r"^[\W\d_]*$")


def check_form(form: Form, terms: Terms) -> tuple[FormProblem, ...]:
    """Every field that stops the waybill, in the order of the form.

    Codes: `name_missing`, `phone_missing`, `phone_digits` {digits, need} for a mobile number that is too
    short or too long, `phone_format` for what is no mobile, landline or service number, `province_missing`,
    `city_missing`, `district_missing`, `street_missing`, `address_not_served` {province, carrier},
    `goods_missing`, `goods_too_long` {most}, `weight_missing`, `weight_over` {most_g}, `size_missing`,
    `size_over` {most_mm}, `goods_banned` {flag, carrier}, `pieces_wrong` {most}. Fields are named
    receiver.phone and the like.
    """
    found = [*_party("sender", form.sender), *_party("receiver", form.receiver)]
    province = form.receiver.province.strip()
    if province and terms.provinces is not None and province not in terms.provinces:
        params: dict[str, int | str] = {"province": province, "carrier": terms.carrier}
        found.append(FormProblem("receiver.province", "address_not_served", params))
    note = form.goods_note.strip()
    if not note:
        found.append(FormProblem("goods_note", "goods_missing"))
    elif len(note) > MOST_NOTE:
        found.append(FormProblem("goods_note", "goods_too_long", {"most": MOST_NOTE}))
    found += [
        FormProblem("goods_note", "goods_banned", {"flag": flag, "carrier": terms.carrier})
        for flag in sorted(form.flags & terms.bans)
    ]
    if form.weight_g <= 0:
        found.append(FormProblem("weight_g", "weight_missing"))
    elif terms.most_g is not None and form.weight_g > terms.most_g:
        found.append(FormProblem("weight_g", "weight_over", {"most_g": terms.most_g}))
    if form.size_mm is None or min(form.size_mm) <= 0:
        found.append(FormProblem("size_mm", "size_missing"))
    elif terms.longest_mm is not None and max(form.size_mm) > terms.longest_mm:
        found.append(FormProblem("size_mm", "size_over", {"most_mm": terms.longest_mm}))
    if not 1 <= form.pieces <= MOST_PIECES:
        found.append(FormProblem("pieces", "pieces_wrong", {"most": MOST_PIECES}))
    return tuple(found)


def check_phone(phone: str) -> tuple[str, Mapping[str, int | str]] | None:
    """None for a number that can be dialled, else (code, params)."""
    text = phone.strip()
    if not text:
        return "phone_missing", {}
    if any(kind.fullmatch(text) for kind in (_MOBILE, _EXTENSION, _LANDLINE, _SERVICE)):
        return None
    if text.startswith("1") and text.isascii() and text.replace(" ", "").replace("-", "").isdigit():
        digits = sum(sign.isdigit() for sign in text)
        if digits != 11:
            return "phone_digits", {"digits": digits, "need": 11}
    return "phone_format", {}


def mask_name(name: str) -> str:
    """The first sign of a Chinese name, the first letter of others, and two stars."""
    first = name.strip()[:1]
    return f"{first}**" if first else ""


def mask_phone(phone: str) -> str:
    """The first three and last four digits: 138****8821; an extension is hidden, 0579-8888 1234 becomes
    0579****1234.
    """
    main = re.split(r"[,\u8f6c]|(?<=\d{8})[- ](?=\d{2,6}$)", phone.strip())[0]
    digits = re.sub(r"\D", "", main)
    if len(digits) < 8:
        return "*" * len(digits)
    head = 4 if digits.startswith("0") and len(digits) > 10 and digits[1] not in "12" else 3
    return f"{digits[:head]}****{digits[-4:]}"


def masked(party: Party) -> Party:
    """As a private person stands on a label: the address whole, for the courier has to find it."""
    return Party(
        mask_name(party.name),
        mask_phone(party.phone),
        party.province,
        party.city,
        party.district,
        party.street,
    )


def segments(hub_code: str, city: str, district: str, street: str) -> tuple[str, str, str]:
    """The routing code: hub of the destination, station of its city, round of the courier. The same address
    always has the same one; sorters read it instead of the address.
    """
    station = 100 + zlib.crc32(f"{city}/{district}".encode()) % 900
    round_ = 1 + zlib.crc32(f"{city}/{district}/{_road(street)}".encode()) % 40
    return hub_code.upper(), f"{station:03d}", f"{round_:02d}"


def _road(street: str) -> str:
    """The street line without house and room numbers: neighbours have the same courier."""
    return re.sub(r"\d+", "", street).strip()


def _party(role: str, party: Party) -> list[FormProblem]:
    found: list[FormProblem] = []
    if not party.name.strip() or _NO_LETTER.match(party.name.strip()):
        found.append(FormProblem(f"{role}.name", "name_missing"))
    if (wrong := check_phone(party.phone)) is not None:
        found.append(FormProblem(f"{role}.phone", wrong[0], dict(wrong[1])))
    found += [
        FormProblem(f"{role}.{field}", f"{field}_missing")
        for field in ("province", "city", "district", "street")
        if not str(getattr(party, field)).strip()
    ]
    return found
