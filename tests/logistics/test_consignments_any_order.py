"""Parcels under any order of verbs, legal or not: only what the tables allow happens, and the log tells it all."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from core.context import Ctx
from core.errors import IllegalTransition, Refusal
from core.events.log import read_log
from core.invariants import check_mall
from logistics.consignments import service
from logistics.consignments.models import Consignment
from logistics.consignments.queries import scans_of, silence_of
from logistics.consignments.rules import (
    ACTIONS,
    BLAMES,
    ENDED,
    EXCEPTIONS,
    HOLDABLE,
    REROUTABLE,
    SCANS,
    STATES,
    after_scan,
)
from tests.logistics.build import ELSEWHERE, LAST, MIDDLE, go, parcel, roads

MINUTE, HOUR = 60_000, 3_600_000
PARCELS, STEPS = 60, 40
VERBS = [
    *sorted(SCANS), "hold", "release", "reroute", "cancel", "close_lost", "book_collection", "trouble",
    # Most sequences should get somewhere.
    "collected", "departed", "arrived", "departed", "arrived_city", "out_for_delivery",
]  # fmt: skip


def do(ctx: Ctx, number: int, verb: str, index: int) -> None:
    draw = ctx.draw(f"any:{number}", "choice", index)
    if verb in SCANS:
        service.add_scan(ctx, consignment_id=number, code=verb, hub_id=draw.pick([MIDDLE, LAST, None]))
    elif verb == "hold":
        service.hold(ctx, consignment_id=number)
    elif verb == "release":
        service.release(ctx, consignment_id=number)
    elif verb == "cancel":
        service.cancel_consignment(ctx, consignment_id=number)
    elif verb == "close_lost":
        service.close_lost(ctx, consignment_id=number)
    elif verb == "book_collection":
        service.book_collection(ctx, consignment_id=number)
    elif verb == "trouble":
        service.raise_exception(
            ctx, consignment_id=number, exception=draw.pick(EXCEPTIONS), blame=draw.pick(BLAMES)
        )
    else:
        service.reroute(
            ctx, consignment_id=number, province="UR", city="UR", district="D", street="S 1",
            dest_hub_id=ELSEWHERE, fee_cents=200,
        )  # fmt: skip


def allowed(row: Any, verb: str) -> bool:
    """What the tables say, read once more and by themselves."""
    state, held = row.state, row.held_ms is not None
    if verb in SCANS:
        return state in SCANS[verb].moves
    return {
        "hold": state in HOLDABLE and not held,
        "release": held,
        "reroute": state in REROUTABLE,
        "trouble": state not in ENDED,
    }.get(verb, (state, verb) in ACTIONS)


def told(ctx: Ctx, number: int) -> dict[str, Any]:
    """Where a parcel is by its events alone."""
    now: dict[str, Any] = {
        "state": "label_created",
        "exception": None,
        "blame": None,
        "held": False,
        "hub": LAST,
    }
    for row in read_log(ctx.session, ctx.mall_id, subject=f"consignment:{number}"):
        data, kind = json.loads(row.data), row.kind
        if kind == "logistics.parcel.scanned" and data["code"] != "label_created":
            found = after_scan(now["state"], now["exception"], now["blame"], data["code"])
            assert found.state == data["state"]
            now |= {"state": found.state, "exception": found.exception, "blame": found.blame}
        elif kind == "logistics.parcel.exception_raised":
            now |= {"exception": data["exception"], "blame": data["blame"]}
        elif kind == "logistics.parcel.collection_booked":
            now["state"] = "awaiting_collection"
        elif kind == "logistics.parcel.ended":
            now["state"] = data["state"]
            if data["state"] == "lost_closed":
                now |= {"exception": "lost", "blame": "carrier"}
        elif kind == "logistics.parcel.held":
            now["held"] = data["held"]
        elif kind == "logistics.parcel.rerouted":
            now["hub"] = data["dest_hub_id"]
    return now


def test_any_order_of_verbs_leaves_a_parcel_where_the_tables_and_the_log_say(act) -> None:
    seen: Counter[str] = Counter()
    with act() as ctx:
        roads(ctx)
        numbers = [parcel(ctx, f"sample:{i}") for i in range(PARCELS)]
        for number in numbers:
            for index in range(STEPS):
                verb = ctx.draw(f"any:{number}", "verb", index).pick(VERBS)
                before, seq = ctx.get(Consignment, number), ctx.last_seq
                scans = len(scans_of(ctx, [number])[number])
                if allowed(before, verb):
                    do(ctx, number, verb, index)
                else:
                    with pytest.raises(Refusal) as refused:
                        do(ctx, number, verb, index)
                    assert (refused.value.code, refused.value.status) == ("illegal_transition", 409)
                    assert isinstance(refused.value, IllegalTransition)
                    assert ctx.get(Consignment, number) == before and ctx.last_seq == seq
                    assert len(scans_of(ctx, [number])[number]) == scans
            seen[ctx.get(Consignment, number).state] += 1
    with act() as ctx:
        for number in numbers:
            row, log = ctx.get(Consignment, number), told(ctx, number)
            assert row.state in STATES and (row.exception is None) == (row.blame is None)
            assert log == {
                "state": row.state, "exception": row.exception, "blame": row.blame,
                "held": row.held_ms is not None, "hub": row.dest_hub_id,
            }  # fmt: skip
        found = check_mall(ctx.session, ctx.mall_id)
        assert not {name: f for name, f in found.items() if f and name.startswith("logistics.")}
    assert len(seen) >= 4, "the draws went nowhere"


@pytest.mark.parametrize(("hours", "word"), [(48, "chase"), (72, "stalled"), (120, "suspected_loss")])
def test_silence_is_named_in_its_hour_to_the_millisecond(act, pass_time, hours: int, word: str) -> None:
    with act() as ctx:
        roads(ctx)
        number = parcel(ctx)
        go(ctx, number, "departed")
    pass_time(hours * HOUR - 1)
    with act() as ctx:
        assert silence_of(ctx, ctx.get(Consignment, number)) != word
        assert (ctx.get(Consignment, number).exception == "no_update") == (hours > 72)
    pass_time(1)
    with act() as ctx:
        row = ctx.get(Consignment, number)
        assert silence_of(ctx, row) == word
        assert (row.exception, row.blame) == (("no_update", "carrier") if hours >= 72 else (None, None))


def test_a_mall_may_call_a_parcel_stalled_sooner(act, pass_time) -> None:
    with act() as ctx:
        roads(ctx)
        ctx.change_setting("silence_stalled_hours", 60)
        number = parcel(ctx)
        go(ctx, number, "departed")
    pass_time(60 * HOUR - 1)
    with act() as ctx:
        assert ctx.get(Consignment, number).exception is None
    pass_time(1)
    with act() as ctx:
        assert ctx.get(Consignment, number).exception == "no_update"
        raised = read_log(ctx.session, ctx.mall_id, kinds=["logistics.parcel.exception_raised"])
        assert [row.mall_ms % MINUTE for row in raised] == [ctx.mall_ms % MINUTE]


def test_silence_is_announced_once_at_each_of_its_hours_and_a_scan_begins_anew(act, pass_time) -> None:
    with act() as ctx:
        roads(ctx)
        number = parcel(ctx)
        go(ctx, number, "departed")
    pass_time(50 * HOUR)
    with act("carrier") as ctx:
        service.add_scan(ctx, consignment_id=number, code="arrived", hub_id=MIDDLE)
        since = ctx.mall_ms
    pass_time(400 * HOUR)
    with act() as ctx:
        rows = read_log(ctx.session, ctx.mall_id, kinds=["logistics.parcel.fell_silent"])
        told = [(json.loads(row.data)["level"], (row.mall_ms - since) // HOUR) for row in rows]
    assert told == [("chase", -2), ("chase", 48), ("stalled", 72), ("suspected_loss", 120)]


def test_a_parcel_silent_for_long_when_the_mall_opens_is_stalled_at_once_and_no_news(act, pass_time) -> None:
    with act() as ctx:
        roads(ctx)
        numbers = [parcel(ctx, f"sample:{i}") for i in range(3)]
        for number, hours in zip(numbers, (50, 80, 130), strict=True):
            go(ctx, number, "departed")
            ctx.update(Consignment, number, last_scan_ms=ctx.mall_ms - hours * HOUR)
        rows = [ctx.get(Consignment, number) for number in numbers]
        assert service.watch_all(ctx, rows) == 3
    pass_time(0)
    with act() as ctx:
        assert [ctx.get(Consignment, n).exception for n in numbers] == [None, "no_update", "no_update"]
        assert not read_log(ctx.session, ctx.mall_id, kinds=["logistics.parcel.fell_silent"])
    pass_time(60 * HOUR)
    with act() as ctx:
        found = read_log(ctx.session, ctx.mall_id, kinds=["logistics.parcel.fell_silent"])
        levels = sorted(
            (json.loads(row.data)["level"], json.loads(row.data)["consignment_id"]) for row in found
        )
        assert levels == [("stalled", 1), ("suspected_loss", 2)]
