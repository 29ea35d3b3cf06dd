"""Ways and times of a mall's parcels, as other rooms read them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from core.context import Ctx
from logistics.carriers.queries import hubs
from logistics.consignments.queries import scans_of
from logistics.network import rules
from logistics.network.rules import Graph, Transit
from logistics.rates.regions import province_code

_DOCUMENT = "SELECT document FROM networks WHERE mall_id = ? ORDER BY id LIMIT 1"
NOWHERE = "{}"
DONE = ("signed", "returned")


def graph(ctx: Ctx) -> Graph:
    """The hub graph of the mall; a mall without one has a straight road of ten hours between any two hubs."""
    row = ctx.driver.one(_DOCUMENT, (ctx.mall_id,))
    return rules.read(NOWHERE if row is None else row[0])


def transit(ctx: Ctx, *, carrier_id: int, origin_hub_id: int, dest_hub_id: int, leaves_ms: int) -> Transit:
    """The hubs on the way and when a parcel ready in the first hub at `leaves_ms` lies in the last one."""
    return rules.transit(graph(ctx), carrier_id, origin_hub_id, dest_hub_id, leaves_ms)


def hub_of_province(ctx: Ctx, province: str) -> int | None:
    """The hub that serves a province, by its name or code; None when none does."""
    return graph(ctx).provinces.get(province_code(province) or province)


def ahead(ctx: Ctx, row: Any, here: int | None = None) -> tuple[int, ...]:
    """The hubs a parcel still has to pass, the one it lies in (or left last) first."""
    start = here or row.last_hub_id or row.origin_hub_id
    end = row.origin_hub_id if row.state in ("returning", "returned") else row.dest_hub_id
    return rules.path(graph(ctx), start, end)


def path_of(ctx: Ctx, row: Any, scans: Sequence[Any] | None = None) -> list[dict[str, Any]]:
    """The way of a parcel for a line diagram: [{hub_id, name, city, state, at_ms}].

    `state` is passed, here or ahead; `at_ms` is when it was scanned there last, or is expected by the
    timetable. Between two hubs none is "here".
    """
    own = scans_of(ctx, [row.id])[row.id] if scans is None else scans
    names, seen = hubs(ctx), _seen(row, own)
    moving = row.state not in ("label_created", "awaiting_collection", *DONE)
    last = own[-1] if own else None
    between = last is not None and last.code == "departed"
    stops = [_stop(names, hub, "passed", at) for hub, at in seen]
    if not seen:
        way, at = ahead(ctx, row), ctx.mall_ms
        stops = [_stop(names, way[0], "ahead", None)]
    else:
        way, at = ahead(ctx, row, seen[-1][0]), seen[-1][1] or ctx.mall_ms
        if moving and not between and row.last_hub_id is not None:
            stops[-1]["state"] = "here"
    if row.state in (*DONE, "cancelled", "lost_closed"):
        return stops
    drawn = graph(ctx)
    for index, (here, there) in enumerate(pairwise(way)):
        if index or not between:
            at += rules.SORT_MS
            at = rules.next_of_day(drawn.leg(here, there).departs, at)
        at += rules.road_ms(drawn, row.carrier_id, here, there)
        stops.append(_stop(names, there, "ahead", at if seen else None))
    return stops


def _seen(row: Any, scans: Sequence[Any]) -> list[tuple[int, int]]:
    """Hubs in the order the parcel came to them, with the last scan there."""
    found: list[tuple[int, int]] = []
    for scan in scans:
        hub = scan.hub_id or (row.origin_hub_id if scan.code == "collected" else None)
        if hub is None:
            continue
        if found and found[-1][0] == hub:
            found[-1] = (hub, scan.at_ms)
        else:
            found.append((hub, scan.at_ms))
    return found


def _stop(names: dict[int, Any], hub_id: int, state: str, at_ms: int | None) -> dict[str, Any]:
    hub = names.get(hub_id)
    return {
        "hub_id": hub_id,
        "name": "" if hub is None else hub.name,
        "city": "" if hub is None else hub.city,
        "state": state,
        "at_ms": at_ms,
    }
