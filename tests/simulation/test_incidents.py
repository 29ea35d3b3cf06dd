"""Everything that can be made to go wrong: foreseen by the preview, seen on the order and its parcel, and over when
it is ended.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from core.db.engine import Database
from core.errors import IllegalTransition, Invalid, NotFound, Refusal
from core.events.log import read_log
from core.invariants import check_mall
from core.malls.service import jump, start_clock
from core.timers.engine import advance
from helpdesk.desk.queries import snapshot
from logistics.carriers.models import Carrier
from logistics.consignments.models import Consignment
from logistics.rates.queries import table_of
from shop.catalog.models import Variant
from shop.order_files.queries import order_detail
from shop.orders.models import Order
from simulation.cases.queries import cases
from simulation.incidents import service as incidents
from simulation.incidents.models import Incident
from simulation.incidents.rules import KINDS, checked

Make = Callable[..., int]
HOUR = 3_600_000


def findings(db: Database, mall: int) -> list[Any]:
    with db.reading(mall) as ctx:
        return [f for found in check_mall(ctx.session, mall).values() for f in found if not f.exception]


@pytest.fixture
def busy(db: Database, late_parcels: Make) -> int:
    """A mall in the afternoon: parcels in every state."""
    mall = late_parcels()
    with db.transaction(mall, "system") as ctx:
        start_clock(ctx, by_wall=False)
        jump(ctx, to_mall_ms=ctx.mall_ms + 5 * HOUR + HOUR // 2)
    advance(db, mall, 400, batch=200)
    return mall


def test_every_kind_hits_whom_the_preview_names_and_shows_at_once(db: Database, busy: int) -> None:
    for turn, kind in enumerate(KINDS, start=1):
        with db.reading(busy) as ctx:
            seen = incidents.preview(ctx, kind, {})
            again = incidents.preview(ctx, kind, {})
        assert seen == again and seen["orders"] > 0, kind
        with db.transaction(busy, "instructor:1", desk_ms=1_000 * turn) as ctx:
            after = ctx.last_seq
            number = incidents.fire(ctx, kind, {})
        with db.reading(busy) as ctx:
            told = list(read_log(ctx.session, busy, after=after))
            fired = orjson.loads(next(r.data for r in told if r.kind == "simulation.incident.fired"))
            orders = fired["order_ids"]
            assert len(orders) == seen["orders"], kind
            assert [ctx.get(Order, o).order_no for o in orders[:5]] == [s["order_no"] for s in seen["sample"]]
            assert ctx.get(Incident, number).state == ("active" if KINDS[kind].clears else "fired")
            kinds = {r.kind for r in told} - {"simulation.incident.fired"}
            assert kinds, kind
            if kind != "rate_table_wrong":
                shown = {f"order:{o}" for o in orders}
                assert shown & {r.subject for r in told}, f"{kind} does not show on any order"
        advance(db, busy, 1_000 * turn + 500, batch=50)
    assert not findings(db, busy)
    with db.transaction(busy, "instructor:1", desk_ms=60_000) as ctx:
        for row in ctx.rows(Incident, state="active", order_by="id"):
            incidents.clear(ctx, incident_id=row.id)
    with db.transaction(busy, "instructor:1", desk_ms=60_000) as ctx:
        jump(ctx, to_mall_ms=ctx.mall_ms + 14 * 24 * HOUR)
    advance(db, busy, 61_000, batch=200)
    assert not findings(db, busy)
    with db.reading(busy) as ctx:
        came = {c.truth for c in cases(ctx) if c.code.startswith("incident-")}
        assert came >= {"hub_backlog", "storm", "signed_not_received", "not_dispatched"}
        moving = ctx.rows(Consignment, state=["collected", "in_transit", "arrived_city", "out_for_delivery"])
        assert not moving, "an incident left parcels standing for ever"


def test_a_strike_holds_one_carriers_parcels_everywhere_and_nobody_elses(db: Database, busy: int) -> None:
    with db.transaction(busy, "instructor:1", desk_ms=1_000) as ctx:
        number = incidents.fire(ctx, "carrier_strike", {"carrier_id": 1, "days": 3})
        jump(ctx, to_mall_ms=ctx.mall_ms + 40 * HOUR)
    advance(db, busy, 2_000, batch=200)
    with db.reading(busy) as ctx:
        began = ctx.mall_ms - 40 * HOUR
        mine = ctx.rows(Consignment, carrier_id=1, state="in_transit", order_by="id")
        assert mine and all(row.exception is not None for row in mine)
        moved = [
            r for r in ctx.rows(Consignment, carrier_id=2, order_by="id") if (r.last_scan_ms or 0) > began
        ]
        assert moved
        assert not [
            r for r in ctx.rows(Consignment, carrier_id=1, state="collected") if r.collected_ms > began
        ]
    with db.reading(busy, "agent:1") as ctx:
        told = [(d["hub"], d["kind"]) for d in snapshot(ctx)["disruptions"]]
        assert (ctx.get(Carrier, 1).name, "strike") in told
    with db.transaction(busy, "instructor:1", desk_ms=3_000) as ctx:
        incidents.clear(ctx, incident_id=number)
        jump(ctx, to_mall_ms=ctx.mall_ms + 8 * 24 * HOUR)
    advance(db, busy, 4_000, batch=200)
    with db.reading(busy) as ctx:
        assert not ctx.rows(Consignment, carrier_id=1, state="in_transit", exception="delayed")


def test_a_scan_that_was_never_true_shows_as_delivered_and_the_shopper_comes_in(
    db: Database, busy: int
) -> None:
    with db.transaction(busy, "instructor:1", desk_ms=1_000) as ctx:
        incidents.fire(ctx, "fake_delivery", {"count": 2})
    advance(db, busy, 400_000, batch=100)
    with db.reading(busy) as ctx:
        came = [c for c in cases(ctx) if c.code.startswith("incident-")]
        assert [c.truth for c in came] == ["signed_not_received"] * len(came) and came[0].conversation_id
        shown = order_detail(ctx, order_id=came[0].order_id, desk=False)
        assert shown["state"] == "delivered" and shown["consignments"][-1]["state"] == "signed"


def test_a_stocktake_and_a_price_that_are_wrong_are_wrong_until_they_are_put_right(
    db: Database, late_parcels: Make
) -> None:
    mall = late_parcels()
    with db.transaction(mall, "system") as ctx:
        start_clock(ctx, by_wall=False)
        seen = incidents.preview(ctx, "stocktake_difference", {})
        variant = ctx.get(Variant, seen["params"]["variant_id"])
        number = incidents.fire(ctx, "stocktake_difference", {})
        orders = ctx.get(Incident, number).params["orders"]
        now = ctx.get(Variant, variant.id)
        assert now.on_hand == now.allocated == variant.allocated
        jump(ctx, to_mall_ms=ctx.mall_ms + 30 * HOUR)
    advance(db, mall, 1_000, batch=200)
    with db.transaction(mall, "instructor:1", desk_ms=2_000) as ctx:
        assert all(ctx.get(Order, o).state in ("paid", "packing") for o in orders)
        incidents.clear(ctx, incident_id=number)
        assert ctx.get(Variant, variant.id).on_hand - ctx.get(Variant, variant.id).allocated >= 0
        with pytest.raises(IllegalTransition):
            incidents.clear(ctx, incident_id=number)
        jump(ctx, to_mall_ms=ctx.mall_ms + 30 * HOUR)
    advance(db, mall, 3_000, batch=200)
    with db.reading(mall) as ctx:
        assert all(ctx.get(Order, o).state == "shipped" for o in orders)
    assert not findings(db, mall)

    def first_fee() -> int:
        with db.reading(mall) as ctx:
            found = table_of(ctx, "HY")
            assert found is not None
            return sum(zone.first_cents for zone in found.index.table.zones)

    right = first_fee()
    with db.transaction(mall, "instructor:1", desk_ms=4_000) as ctx:
        number = incidents.fire(ctx, "rate_table_wrong", {"carrier_id": 1})
    assert first_fee() < right // 5
    with db.transaction(mall, "instructor:1", desk_ms=5_000) as ctx:
        incidents.clear(ctx, incident_id=number)
    assert first_fee() == right and not findings(db, mall)


def test_equal_malls_are_hit_equally(db: Database, late_parcels: Make) -> None:
    told = []
    for _ in range(2):
        mall = late_parcels()
        with db.transaction(mall, "instructor:1", desk_ms=0) as ctx:
            for kind in ("sorting_error", "lost", "damaged", "redirect"):
                incidents.fire(ctx, kind, {"count": 4})
        with db.reading(mall) as ctx:
            told.append([(r.kind, r.subject, r.data) for r in read_log(ctx.session, mall)])
    assert told[0] == told[1]


def test_what_an_incident_must_be_told_is_checked() -> None:
    assert checked("hub_backlog", {"cases": 3}) == {"hub_id": None, "days": 2}
    for kind, params, code in (
        ("meteor", {}, "incident_kind_unknown"), ("storm", {"days": 8}, "incident_days_out_of_range"),
        ("lost", {"count": 0}, "incident_count_out_of_range"), ("lost", {"count": True}, "incident_count_out_of_range"),
        ("storm", {"hub_id": "1"}, "incident_hub_unknown"), ("carrier_strike", {"carrier_id": 1.5}, "incident_carrier_unknown"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as found:
            checked(kind, params)
        assert found.value.code == code


def test_a_planned_incident_happens_at_its_instant_or_not_at_all(db: Database, late_parcels: Make) -> None:
    mall = late_parcels()
    with db.transaction(mall, "system") as ctx:
        start_clock(ctx, by_wall=False)
        planned = incidents.plan(ctx, kind="hub_backlog", params={"days": 1}, desk_ms=90_000)
        nobody = incidents.plan(ctx, kind="parcel_refused", params={"count": 1}, desk_ms=91_000)
        for row in ctx.rows(Consignment, state=["out_for_delivery", "arrived_city", "ready_to_collect"]):
            ctx.update(Consignment, row.id, exception="damaged", blame="carrier")
    advance(db, mall, 89_000)
    with db.reading(mall) as ctx:
        assert ctx.get(Incident, planned).state == "planned"
    advance(db, mall, 92_000)
    with db.reading(mall) as ctx:
        assert (
            ctx.get(Incident, planned).state == "active"
            and ctx.get(Incident, planned).fired_desk_ms == 90_000
        )
        assert ctx.get(Incident, nobody).state == "cleared"
        with pytest.raises(Refusal):
            incidents.fire(ctx, "parcel_refused", {})
        for kind, bad in (("storm", {"hub_id": 99}), ("carrier_strike", {"carrier_id": 99})):
            with pytest.raises(NotFound):
                incidents.preview(ctx, kind, bad)
