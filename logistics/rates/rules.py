"""The price of a parcel by a rate table, with every step of the calculation.

Pure and exact: whole numbers only. A carrier's no is a value (`Refused`), not an error. Codes of refusals:
no_zone, banned, over_weight, over_length, over_girth, insured_too_high, not_insured, weight_missing.
"""

from collections.abc import Iterable
from typing import Any

from logistics.rates.values import Bounds, Parcel, Piece, Place, Priced, RateTable, Refused, Step, Zone
from logistics.rates.weights import divided, rounded
from logistics.rates.zones import Index

MILLION = 1_000_000


def price(
    table: RateTable | Index,
    parcel: Parcel,
    *,
    to: Place | None = None,
    origin: Place | None = None,
    zone: str | None = None,
) -> Priced | Refused:
    """What this shipment costs: to a place (`to`, `origin`), or in a zone named by its code.

    The amounts of the steps add up to the fee. Order of the calculation: weights of the pieces, their sum,
    rounding, freight, discount, surcharges, insurance, whole yuan, free shipping.
    """
    index = table if isinstance(table, Index) else Index(table)
    found = index.zones.get(zone) if zone is not None else index.find(origin, to) if to is not None else None
    if found is None:
        return no_zone(to) if zone is None else Refused("no_zone", {"zone": zone})
    if refused := refusal(index, found, parcel):
        return refused
    divisor = index.divisor_of(found)
    weight, weighing = weigh(parcel.pieces, divisor)
    charged, rounding = charge(index, found, weight, divisor)
    fee, rest = fee_of(index, found, parcel, to, charged, divisor)
    return Priced(fee, found.code, -(-charged // divisor), (zone_step(found), *weighing, *rounding, *rest))


def no_zone(to: Place | None) -> Refused:
    """Nobody goes there."""
    return Refused("no_zone", {} if to is None else to._asdict())


def zone_step(zone: Zone) -> Step:
    return Step("zone", {"zone": zone.code, "zh": zone.zh or zone.code, "en": zone.en or zone.code})


def fee_of(
    index: Index, zone: Zone, parcel: Parcel, to: Place | None, charged: int, parts: int
) -> tuple[int, list[Step]]:
    """The fee of a charged weight (in 1/parts gram): freight, discount, surcharges, insurance, whole yuan,
    free shipping. Where the table is `plain` it depends on nothing of the parcel but that weight, the
    declared value and the value of the goods."""
    steps: list[Step] = []
    freight = _freight(zone, charged, parts, steps)
    freight -= _discount(index.table, charged, parts, freight, steps)
    fee = freight + _surcharges(index, zone, parcel, to, freight, charged, parts, steps)
    fee += _insurance(index.table, parcel, steps)
    if index.table.whole_yuan and (whole := (fee + 50) // 100 * 100) != fee:
        steps.append(Step("whole_yuan", {"from_cents": fee, "to_cents": whole}, whole - fee))
        fee = whole
    for free in index.table.free:
        if parcel.goods_cents >= free.from_cents and (not free.zones or zone.code in free.zones) and fee:
            params = {"goods_cents": parcel.goods_cents, "from_cents": free.from_cents}
            steps.append(Step("free", params, -fee))
            fee = 0
    return fee, steps


def refusal(index: Index, zone: Zone, parcel: Parcel) -> Refused | None:
    """Why a parcel is not taken to a zone; None when it is."""
    table = index.table
    for ban in table.bans:
        if ban.flag in parcel.flags and (not ban.zones or zone.code in ban.zones):
            return Refused("banned", {"flag": ban.flag, "zone": zone.code})
    if not parcel.pieces:
        return Refused("weight_missing", {"piece": 1})
    for number, piece in enumerate(parcel.pieces, start=1):
        if piece.weight_g <= 0:
            return Refused("weight_missing", {"piece": number})
        for limit in table.limits:
            if not limit.zones or zone.code in limit.zones:
                for code, value, most in _beyond(piece, limit):
                    return Refused(code, {"piece": number, "value": value, "limit": most})
    if parcel.insured_cents:
        if table.insurance is None:
            return Refused("not_insured", {})
        most_cents = table.insurance.most_cents
        if most_cents is not None and parcel.insured_cents > most_cents:
            return Refused("insured_too_high", {"value": parcel.insured_cents, "limit": most_cents})
    return None


def _beyond(piece: Piece, bounds: Bounds) -> Iterable[tuple[str, int, int]]:
    if bounds.weight_g is not None and piece.weight_g > bounds.weight_g:
        yield "over_weight", piece.weight_g, bounds.weight_g
    if bounds.longest_mm is not None and piece.longest() > bounds.longest_mm:
        yield "over_length", piece.longest(), bounds.longest_mm
    if bounds.girth_mm is not None and piece.girth() > bounds.girth_mm:
        yield "over_girth", piece.girth(), bounds.girth_mm


def weigh(pieces: tuple[Piece, ...], divisor: int) -> tuple[int, list[Step]]:
    """The chargeable weight in 1/divisor gram: the greater of actual and volumetric of each piece, added
    up."""
    total, steps = 0, list[Step]()
    for number, piece in enumerate(pieces, start=1):
        volume, actual = piece.volume(), piece.weight_g * divisor
        which = {"piece": number} if len(pieces) > 1 else {}
        begin = "piece_" if which else ""
        steps.append(Step(begin + "actual", {**which, "weight_g": piece.weight_g}))
        if volume:
            length, width, height = piece.size_mm
            params = {**which, "divisor": divisor, "weight_g": divided(volume, divisor)}
            if length and width and height:
                params |= {"length_mm": length, "width_mm": width, "height_mm": height}
                steps.append(Step(begin + "volumetric", params))
            else:
                steps.append(Step(begin + "volume", {**params, "volume_mm3": volume}))
            by = "by_volume" if volume > actual else "by_weight"
            steps.append(Step(begin + by, {**which, "weight_g": divided(max(volume, actual), divisor)}))
        total += max(volume, actual)
    if len(pieces) > 1:
        steps.append(Step("pieces", {"count": len(pieces), "weight_g": divided(total, divisor)}))
    return total, steps


def charge(index: Index, zone: Zone, weight: int, divisor: int) -> tuple[int, list[Step]]:
    """The charged weight by the zone's rounding, in 1/divisor gram."""
    rule = zone.rounding or index.table.rounding
    if zone.mode == "flat" or rule.kind == "exact":
        return weight, []
    charged = rounded(weight, divisor, rule)
    params = {"from_g": divided(weight, divisor), "to_g": charged // divisor}
    if rule.kind == "up":
        params["step_g"] = rule.step_g
    else:
        params["limit_g"] = rule.limit_g
    return charged, [Step(f"rounded_{rule.kind}", params)]


def _freight(zone: Zone, charged: int, parts: int, steps: list[Step]) -> int:
    """The freight in cents; `charged` is in 1/parts gram."""
    if zone.mode == "flat":
        steps.append(Step("flat", {}, zone.first_cents))
        return zone.first_cents
    if zone.mode == "per_kg":
        cents = _steps(zone, charged, parts, steps, "per_kg")
        if cents < zone.min_cents:
            steps.append(Step("minimum", {"min_cents": zone.min_cents}, zone.min_cents - cents))
        return max(cents, zone.min_cents)
    if zone.mode == "bands":
        for band in zone.bands:
            if charged <= band.to_g * parts:
                steps.append(Step("band", {"from_g": band.from_g, "to_g": band.to_g}, band.cents))
                return band.cents
        last = zone.bands[-1]
        steps.append(Step("last_band", {"to_g": last.to_g}, last.cents))
        return last.cents + _steps(zone, charged - last.to_g * parts, parts, steps, "further")
    steps.append(Step("first", {"first_g": zone.first_g}, zone.first_cents))
    beyond = charged - zone.first_g * parts
    if beyond <= 0:
        return zone.first_cents
    return zone.first_cents + _steps(zone, beyond, parts, steps, "further")


def _steps(zone: Zone, beyond: int, parts: int, steps: list[Step], code: str) -> int:
    params: dict[str, Any] = {"step_g": zone.step_g, "step_cents": zone.step_cents}
    if zone.proportional:
        cents = divided(beyond * zone.step_cents, zone.step_g * parts)
        params["weight_g"] = divided(beyond, parts)
        steps.append(Step(f"{code}_proportional", params, cents))
    else:
        params["count"] = -(-beyond // (zone.step_g * parts))
        cents = params["count"] * zone.step_cents
        steps.append(Step(code, params, cents))
    return cents


def _discount(table: RateTable, charged: int, parts: int, freight: int, steps: list[Step]) -> int:
    rule = table.discount
    if rule is None or charged <= rule.from_g * parts:
        return 0
    off = divided((charged - rule.from_g * parts) * rule.cents_per_kg, 1000 * parts)
    most = divided(freight * rule.most_ppm, MILLION)
    params = {"from_g": rule.from_g, "per_kg_cents": rule.cents_per_kg, "most_ppm": rule.most_ppm}
    steps.append(Step("discount" if off <= most else "discount_most", params, -min(off, most)))
    return min(off, most)


def _surcharges(
    index: Index,
    zone: Zone,
    parcel: Parcel,
    to: Place | None,
    freight: int,
    charged: int,
    parts: int,
    steps: list[Step],
) -> int:
    total = 0
    for rule, places in index.extra:
        if rule.zones and zone.code not in rule.zones:
            continue
        if not places.everywhere and (to is None or not places.name(to)):
            continue
        hit = len(parcel.pieces)
        if rule.over is not None:
            hit = sum(1 for piece in parcel.pieces if any(_beyond(piece, rule.over)))
            if not hit:
                continue
        params: dict[str, Any] = {
            "surcharge": rule.code,
            "zh": rule.zh or rule.code,
            "en": rule.en or rule.code,
        }
        if rule.ppm:
            cents = divided(freight * rule.ppm, MILLION)
            steps.append(
                Step("surcharge_share", {**params, "ppm": rule.ppm, "freight_cents": freight}, cents)
            )
        else:
            kilograms = -(-charged // (1000 * parts))
            count = {"parcel": 1, "piece": hit, "kg": kilograms}[rule.per]
            cents = rule.cents * count
            if rule.per == "parcel":
                steps.append(Step("surcharge", params, cents))
            else:
                more = {"count": count, "each_cents": rule.cents}
                steps.append(Step(f"surcharge_{rule.per}", {**params, **more}, cents))
        total += cents
    return total


def _insurance(table: RateTable, parcel: Parcel, steps: list[Step]) -> int:
    rule = table.insurance
    if rule is None or not parcel.insured_cents:
        return 0
    cents = divided(parcel.insured_cents * rule.ppm, MILLION)
    params = {"value_cents": parcel.insured_cents, "ppm": rule.ppm, "min_cents": rule.min_cents}
    code = "insurance" if cents >= rule.min_cents else "insurance_minimum"
    steps.append(Step(code, params, max(cents, rule.min_cents)))
    return max(cents, rule.min_cents)
