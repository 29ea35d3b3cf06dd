"""Cells that hold more than a number: lists of places and days, dates, ways of rounding."""

import re
from datetime import date
from typing import Any

from logistics.rates.columns import CellError, whole
from logistics.rates.regions import province_code

_BREAKS = re.compile(r"[,;\u3001\uff0c\uff1b]+")
_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")


def cities(text: str) -> list[str]:
    """ "33:Wenzhou|Wen-chow; 51:Mianyang" as entries; semicolons set them apart."""
    return [city.strip() for city in re.split(r"[;\uff1b]", text) if city.strip()]


def words(text: str) -> list[str]:
    """Values set apart by spaces, commas or semicolons."""
    return _BREAKS.sub(" ", text).split()


def provinces(text: str) -> list[str]:
    """Codes of provinces given by code or name. Raises CellError `province_unknown`."""
    found: list[str] = []
    for part in _BREAKS.split(text):
        whole_name = province_code(part)
        for word in [part] if whole_name else part.split():
            code = province_code(word)
            if code is None:
                raise CellError("province_unknown", province=word[:40])
            found.append(code)
    return found


def day(text: str) -> str:
    """A date, however a spreadsheet wrote it, as 2026-01-31. Raises CellError `date_wrong`."""
    match = _DATE.fullmatch(text.strip())
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat() if match else _no_date()
    except ValueError:
        return _no_date()


def _no_date() -> str:
    raise CellError("date_wrong")


def rounding(text: str) -> dict[str, Any]:
    """ "up 1", "half_kg 100", "2378 100", "exact". Raises CellError `rounding_unknown`."""
    kind, *rest = text.split()
    if kind not in ("exact", "up", "half_kg", "2378") or len(rest) > 1 or (rest and kind == "exact"):
        raise CellError("rounding_unknown", known=["exact", "up 1", "half_kg 100", "2378 100"])
    if not rest:
        return {"kind": kind}
    return {"kind": kind, "step_g" if kind == "up" else "limit_g": whole("step_kg", rest[0])}


def weekdays(text: str) -> list[int]:
    """ "1 2 3 4 5": Monday is 1. Raises CellError `weekdays_wrong`."""
    days = words(text) if not text.isdigit() else list(text)
    if not all(day in "1234567" and len(day) == 1 for day in days):
        raise CellError("weekdays_wrong")
    return sorted({int(day) for day in days})


def closed(text: str) -> list[list[str]]:
    """ "2026-02-14..2026-02-21 2026-05-01" as first and last days. Raises CellError `date_wrong`."""
    spans = []
    for word in words(text):
        first, _, last = word.partition("..")
        spans.append([day(first), day(last or first)])
    return spans
