"""A parcel as the desk and its addressee see it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from core.context import Ctx
from core.wire import at
from core.words import say
from logistics.carriers.queries import carrier_wire, carriers, hubs
from logistics.consignments.queries import by_references, scans_of
from logistics.network.queries import path_of
from logistics.pieces.queries import views
from logistics.work_orders.queries import of_consignments

_zone = lru_cache(maxsize=8)(ZoneInfo)


def tracking(ctx: Ctx, references: Sequence[str], *, desk: bool) -> list[dict[str, Any]]:
    """The parcels of these references with scans and work orders, worded in the mall's language.

    The addressee (`desk` false) does not see who is blamed, nor who asked the carrier and with which words.
    """
    parcels = by_references(ctx, references)
    if not parcels:
        return []
    ids = [row.id for row in parcels]
    scans, orders, pieces = scans_of(ctx, ids), of_consignments(ctx, ids), views(ctx, ids)
    known_carriers, names = carriers(ctx), {number: hub.name for number, hub in hubs(ctx).items()}
    return [
        {
            "id": row.id,
            "tracking_no": row.tracking_no,
            "carrier": carrier_wire(known_carriers[row.carrier_id]),
            "state": row.state,
            "exception": row.exception,
            **({"blame": row.blame, "insured_cents": row.insured_cents} if desk else {}),
            "eta_at": at(row.eta_ms),
            "created_at": at(row.created_ms),
            "collected_at": at(row.collected_ms),
            "signed_at": at(row.signed_ms),
            "signed_by": row.signed_by,
            "held_at": at(row.held_ms),
            "return_of": row.return_of,
            "pieces": row.pieces,
            "each_piece": pieces[row.id],
            "path": [_hub(stop) for stop in path_of(ctx, row, scans[row.id])],
            "scans": [_scan(ctx, scan, names) for scan in scans[row.id]],
            "work_orders": [_work_order(ctx, order, row, names, desk) for order in orders[row.id]],
        }
        for row in parcels
    ]


def scan_text(ctx: Ctx, code: str, params: Mapping[str, Any], hub: str | None) -> str:
    """What a tracking page says for a scan."""
    words = {**params, "hub": hub or ""}
    if "who" in words:
        words["who"] = say(ctx.mall.language, "signers", str(words["who"]))
    if "why" in words:
        words["why"] = say(ctx.mall.language, "failures", str(words["why"]))
    return say(ctx.mall.language, "scans", code, words)


def answer_text(ctx: Ctx, code: str, params: Mapping[str, Any], hub: str | None) -> str:
    """What a carrier's answer says; `until_ms` becomes a date and time of the mall."""
    words = {"hub": hub or "", "station": "", "until": "", **params}
    if isinstance(words.get("until_ms"), int):
        words["until"] = clock_text(ctx, words["until_ms"])
    return say(ctx.mall.language, "work_order_answers", code, words)


def clock_text(ctx: Ctx, ms: int) -> str:
    """Month, day and minute on the mall's clock: 11-25 14:00, the same in every language."""
    moment = datetime.fromtimestamp(ms / 1000, UTC).astimezone(_zone(ctx.mall.zone))
    return f"{moment:%m-%d %H:%M}"


def _hub(stop: Mapping[str, Any]) -> dict[str, Any]:
    return {**{name: stop[name] for name in ("hub_id", "name", "city", "state")}, "at": at(stop["at_ms"])}


def _scan(ctx: Ctx, scan: Any, names: Mapping[int, str]) -> dict[str, Any]:
    hub = None if scan.hub_id is None else names.get(scan.hub_id)
    return {
        "id": scan.id,
        "at": at(scan.at_ms),
        "code": scan.code,
        "hub": hub,
        "params": scan.params,
        "text": scan_text(ctx, scan.code, scan.params, hub),
    }


def _work_order(ctx: Ctx, order: Any, parcel: Any, names: Mapping[int, str], desk: bool) -> dict[str, Any]:
    hub_id = order.answer_params.get("hub_id") or parcel.last_hub_id or parcel.dest_hub_id
    text = None
    if order.answer_code is not None:
        text = answer_text(ctx, order.answer_code, order.answer_params, names.get(hub_id))
    return {
        "id": order.id,
        "kind": order.kind,
        "state": order.state,
        "opened_at": at(order.opened_ms),
        **({"opened_by": order.opened_by, "note": order.note} if desk else {}),
        "answered_at": at(order.answered_ms),
        "answer_code": order.answer_code,
        "answer_text": text,
    }
