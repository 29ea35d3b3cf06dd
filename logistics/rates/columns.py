"""The sheet of a rate table: one row a thing, the first column says what it is. Weights in kg, sizes in cm,
fees in yuan, shares in percent; several values of a cell are set apart by spaces. See docs/guide/rates.md."""

from decimal import Decimal
from typing import Any

from logistics.rates.regions import answer
from logistics.rates.values import MOST

COLUMNS = (
    "record", "table", "version", "carrier", "code", "name_zh", "name_en", "valid_from", "valid_until",
    "origin", "relation", "zones", "provinces", "cities", "postcodes", "mode", "from_kg", "to_kg", "first_kg",
    "first_fee", "step_kg", "step_fee", "proportional", "min_fee", "fee", "per", "percent", "value",
    "divisor", "rounding", "transit_h", "whole_yuan", "over_kg", "over_longest_cm", "over_girth_cm", "cutoff",
    "delivery_until", "weekdays", "closed", "slack_days",
)  # fmt: skip
RECORDS = (
    "table", "not_served", "origin", "zone", "band", "surcharge", "discount", "insurance", "free", "limit",
    "ban", "service",
)  # fmt: skip
KG = frozenset({"from_kg", "to_kg", "first_kg", "step_kg", "over_kg"})
FEES = frozenset({"first_fee", "step_fee", "min_fee", "fee", "value"})
CM = frozenset({"over_longest_cm", "over_girth_cm"})
WHOLE = frozenset({"version", "divisor", "slack_days", "transit_h"})
NUMBERS = KG | FEES | CM | WHOLE | {"percent"}


class CellError(ValueError):
    """A cell that can't be read: a stable code; the column is the caller's to name."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def unit_of(column: str) -> int:
    """How many of our whole numbers one of the sheet's is."""
    if column in KG:
        return 1000
    if column in FEES:
        return 100
    if column in CM:
        return 10
    return 10_000 if column == "percent" else 1


def whole(column: str, text: str) -> int:
    """A number of the sheet in our units. Raises CellError `number_wrong`, `number_too_fine`,
    `number_too_great`."""
    try:
        value = Decimal(text) * unit_of(column)
    except ArithmeticError:
        raise CellError("number_wrong") from None
    if not value.is_finite():
        raise CellError("number_wrong")
    if abs(value) > MOST:
        raise CellError("number_too_great")
    if value != value.to_integral_value():
        raise CellError("number_too_fine", smallest=str(Decimal(1) / unit_of(column)))
    return int(value)


def shown(column: str, value: int) -> str:
    """A number of ours as the sheet writes it: exactly, without zeros at its end (fees keep two)."""
    number = Decimal(value) / unit_of(column)
    if column in FEES:
        return f"{number:.2f}"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def yes(text: str) -> bool:
    """Raises CellError `yes_or_no`."""
    found = answer(text)
    if found is None:
        raise CellError("yes_or_no")
    return found


def minutes(text: str) -> int:
    """ "18:30" as minutes from midnight. Raises CellError `time_wrong`."""
    hours, colon, rest = text.partition(":")
    if colon and hours.isdigit() and rest.isdigit() and len(rest) == 2 and len(hours) <= 2:
        found = int(hours) * 60 + int(rest)
        if found <= 1440 and int(rest) < 60:
            return found
    raise CellError("time_wrong")


def clock(value: int) -> str:
    return f"{value // 60:02d}:{value % 60:02d}"
