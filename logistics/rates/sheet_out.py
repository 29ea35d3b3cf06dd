"""Rate tables to rows of a sheet: what `sheet_in` reads back to the same tables."""

from collections.abc import Iterator, Sequence
from typing import Any

from logistics.rates.columns import COLUMNS, clock, shown
from logistics.rates.values import Area, Bounds, RateTable, Rounding, Zone

_NAMES = {"zh": "name_zh", "en": "name_en"}


def rows_of(tables: Sequence[RateTable]) -> list[list[str]]:
    """The head and a row for each thing; columns nothing needs are kept, so that files look alike."""
    body = [[cells.get(column, "") for column in COLUMNS] for table in tables for cells in _things(table)]
    return [list(COLUMNS), *body]


def _things(table: RateTable) -> Iterator[dict[str, str]]:
    head = {
        "version": str(table.version),
        "carrier": table.carrier,
        **_named(table),
        "valid_from": table.valid_from.isoformat(),
        "valid_until": "" if table.valid_until is None else table.valid_until.isoformat(),
        "divisor": str(table.divisor),
        "rounding": _rounding(table.rounding),
        "whole_yuan": "yes" if table.whole_yuan else "",
    }
    for record, cells in [("table", head), *_parts(table)]:
        yield {"record": record, "table": table.code, **cells}


def _parts(table: RateTable) -> Iterator[tuple[str, dict[str, str]]]:
    if table.not_served:
        yield "not_served", {"provinces": " ".join(table.not_served)}
    for origin in table.origins:
        yield "origin", {"code": origin.code, **_named(origin), **_area(origin)}
    for zone in table.zones:
        yield "zone", _zone(zone)
        for band in zone.bands:
            yield (
                "band",
                {"code": zone.code, **_numbers(from_kg=band.from_g, to_kg=band.to_g, fee=band.cents)},
            )
    for extra in table.surcharges:
        cells = {"code": extra.code, **_named(extra), **_area(extra), "zones": " ".join(extra.zones)}
        fee = _numbers(percent=extra.ppm) if extra.ppm else {**_numbers(fee=extra.cents), "per": extra.per}
        yield "surcharge", {**cells, **fee, **_over(extra.over)}
    if (off := table.discount) is not None:
        yield "discount", _numbers(from_kg=off.from_g, fee=off.cents_per_kg, percent=off.most_ppm)
    if (sure := table.insurance) is not None:
        yield "insurance", _numbers(percent=sure.ppm, min_fee=sure.min_cents, value=sure.most_cents)
    for free in table.free:
        yield "free", {**_numbers(value=free.from_cents), "zones": " ".join(free.zones)}
    for limit in table.limits:
        yield "limit", {**_over(limit), "zones": " ".join(limit.zones)}
    for ban in table.bans:
        yield "ban", {"code": ban.flag, "zones": " ".join(ban.zones)}
    service = table.service
    yield (
        "service",
        {
            "cutoff": clock(service.cutoff_min),
            "delivery_until": clock(service.delivery_min),
            "weekdays": " ".join(str(day) for day in service.weekdays),
            "closed": " ".join(str(a) if a == b else f"{a}..{b}" for a, b in service.closed),
            "slack_days": str(service.slack_days),
            **_area(service.excluded),
        },
    )


def _zone(zone: Zone) -> dict[str, str]:
    cells = {"code": zone.code, **_named(zone), **_area(zone), "origin": zone.origin, "mode": zone.mode}
    cells["relation"] = zone.relation
    if zone.mode == "first_step":
        cells |= _numbers(first_kg=zone.first_g, first_fee=zone.first_cents)
    if zone.mode == "flat":
        cells |= _numbers(first_fee=zone.first_cents)
    else:
        cells |= _numbers(step_kg=zone.step_g, step_fee=zone.step_cents)
        cells["proportional"] = "yes" if zone.proportional else ""
    if zone.mode == "per_kg" and zone.min_cents:
        cells |= _numbers(min_fee=zone.min_cents)
    if zone.divisor is not None:
        cells["divisor"] = str(zone.divisor)
    if zone.transit_h is not None:
        cells["transit_h"] = str(zone.transit_h)
    if zone.rounding is not None:
        cells["rounding"] = _rounding(zone.rounding)
    return cells


def _named(thing: Any) -> dict[str, str]:
    return {column: getattr(thing, name) for name, column in _NAMES.items()}


def _area(area: Area) -> dict[str, str]:
    return {
        "provinces": " ".join(area.provinces),
        "cities": "; ".join(area.cities),
        "postcodes": " ".join(area.postcodes),
    }


def _over(bounds: Bounds | None) -> dict[str, str]:
    if bounds is None:
        return {}
    return _numbers(over_kg=bounds.weight_g, over_longest_cm=bounds.longest_mm, over_girth_cm=bounds.girth_mm)


def _numbers(**values: int | None) -> dict[str, str]:
    return {column: shown(column, value) for column, value in values.items() if value is not None}


def _rounding(rule: Rounding) -> str:
    if rule.kind == "exact":
        return "exact"
    return f"{rule.kind} {shown('step_kg', rule.step_g if rule.kind == 'up' else rule.limit_g)}"
