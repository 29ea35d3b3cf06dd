"""The rate rules once more, slow and obvious: fractions of kilograms and yuan, one sentence after another.

Written from docs/guide/rates.md and rates-sources.md, not from logistics.rates; tables and parcels are plain dicts.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Any

KG = Fraction(1000)
YUAN = Fraction(100)


def half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


def charged_weight(weight: Fraction, rounding: dict[str, Any]) -> Fraction:
    """Weight in kg to charged weight in kg."""
    kind = rounding["kind"]
    if kind == "exact":
        return weight
    if kind == "up":
        step = Fraction(rounding["step_g"], 1000)
        return ceil(weight / step) * step
    limit = Fraction(rounding["limit_g"], 1000)
    if weight >= limit:
        return Fraction(half_up(weight))
    if kind == "half_kg":
        return Fraction(ceil(weight * 2), 2)
    one_decimal = Fraction(half_up(weight * 10), 10)
    if weight < 10:
        return max(one_decimal, Fraction(1, 10))
    whole = floor(one_decimal)
    rest = one_decimal - whole
    if rest <= Fraction(2, 10):
        return Fraction(whole)
    if rest <= Fraction(7, 10):
        return whole + Fraction(1, 2)
    return Fraction(whole + 1)


def cents(yuan: Fraction) -> Fraction:
    """Yuan rounded half up to the cent, still in yuan."""
    return Fraction(half_up(yuan * 100), 100)


def freight(zone: dict[str, Any], kg: Fraction) -> Fraction:
    def steps(beyond: Fraction) -> Fraction:
        size, fee = Fraction(zone["step_g"], 1000), Fraction(zone["step_cents"], 100)
        return cents(beyond / size * fee) if zone["proportional"] else ceil(beyond / size) * fee

    if zone["mode"] == "flat":
        return Fraction(zone["first_cents"], 100)
    if zone["mode"] == "per_kg":
        return max(steps(kg), Fraction(zone["min_cents"], 100))
    if zone["mode"] == "bands":
        for band in zone["bands"]:
            if kg <= Fraction(band["to_g"], 1000):
                return Fraction(band["cents"], 100)
        last = zone["bands"][-1]
        return Fraction(last["cents"], 100) + steps(kg - Fraction(last["to_g"], 1000))
    first = Fraction(zone["first_g"], 1000)
    return Fraction(zone["first_cents"], 100) + (steps(kg - first) if kg > first else 0)


def beyond(piece: dict[str, Any], bounds: dict[str, Any]) -> bool:
    sides = sorted(piece["size_mm"])
    girth = sides[2] + 2 * sides[0] + 2 * sides[1]
    measured = {"weight_g": piece["weight_g"], "longest_mm": sides[2], "girth_mm": girth}
    return any(bounds.get(name) is not None and value > bounds[name] for name, value in measured.items())


def concerns(named: list[str], zone: str) -> bool:
    return not named or zone in named


def fee_cents(table: dict[str, Any], zone_code: str, parcel: dict[str, Any]) -> int | None:
    """The fee in cents, None for a carrier's no."""
    zone = next(z for z in table["zones"] if z["code"] == zone_code)
    for ban in table["bans"]:
        if ban["flag"] in parcel["flags"] and concerns(ban["zones"], zone_code):
            return None
    for limit in table["limits"]:
        if concerns(limit["zones"], zone_code) and any(beyond(piece, limit) for piece in parcel["pieces"]):
            return None
    insurance = table["insurance"]
    if parcel["insured_cents"]:
        if insurance is None:
            return None
        if insurance["most_cents"] is not None and parcel["insured_cents"] > insurance["most_cents"]:
            return None
    divisor = zone["divisor"] or table["divisor"]
    kg = Fraction(0)
    for piece in parcel["pieces"]:
        length, width, height = (Fraction(side, 10) for side in piece["size_mm"])
        kg += max(Fraction(piece["weight_g"], 1000), length * width * height / divisor)
    if zone["mode"] != "flat":
        kg = charged_weight(kg, zone["rounding"] or table["rounding"])
    base = freight(zone, kg)
    discount = table["discount"]
    if discount is not None and kg > Fraction(discount["from_g"], 1000):
        off = cents((kg - Fraction(discount["from_g"], 1000)) * Fraction(discount["cents_per_kg"], 100))
        base -= min(off, cents(base * Fraction(discount["most_ppm"], 1_000_000)))
    total = base
    for extra in table["surcharges"]:
        over = [p for p in parcel["pieces"] if extra["over"] is None or beyond(p, extra["over"])]
        if not concerns(extra["zones"], zone_code) or not over:
            continue
        if extra["ppm"]:
            total += cents(base * Fraction(extra["ppm"], 1_000_000))
        else:
            times = {"parcel": 1, "piece": len(over), "kg": ceil(kg)}[extra["per"]]
            total += times * Fraction(extra["cents"], 100)
    if parcel["insured_cents"]:
        asked = cents(Fraction(parcel["insured_cents"], 100) * Fraction(insurance["ppm"], 1_000_000))
        total += max(asked, Fraction(insurance["min_cents"], 100))
    if table["whole_yuan"]:
        total = Fraction(half_up(total))
    for free in table["free"]:
        if concerns(free["zones"], zone_code) and parcel["goods_cents"] >= free["from_cents"]:
            total = Fraction(0)
    answer = total * 100
    assert answer.denominator == 1
    return int(answer)
