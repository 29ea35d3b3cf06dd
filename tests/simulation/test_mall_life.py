"""Couriers, lead, incidents and players in a real mall."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
from sqlalchemy import select

from core.db.engine import Database
from core.events.log import read_log
from core.malls.service import jump, start_clock
from core.timers.engine import advance
from helpdesk.approvals.models import Approval
from helpdesk.order_actions.service import note_order, open_work_order, pay_out
from logistics.consignments.models import Consignment
from logistics.work_orders.models import CourierWorkOrder
from shop.fulfilment.actions import take_warehouse
from shop.orders.models import Order
from simulation.cases.queries import cases
from simulation.cases.service import take_over
from simulation.incidents import service as incidents

Make = Callable[..., int]
HOUR = 3_600_000


def going(db: Database, mall: int) -> None:
    with db.transaction(mall, "system") as ctx:
        start_clock(ctx, by_wall=False)


def case_of(db: Database, mall: int, truth: str) -> Any:
    with db.reading(mall) as ctx:
        return next(c for c in cases(ctx) if c.truth == truth)


def parcel_of(db: Database, mall: int, order_id: int) -> Any:
    table = Consignment.__table__
    with db.reading(mall) as ctx:
        return ctx.one(select(table).where(table.c.mall_id == mall, table.c.reference == f"order:{order_id}"))


def ask(db: Database, mall: int, parcel_id: int, kind: str, at: int) -> str:
    with db.transaction(mall, "agent:1", desk_ms=at) as ctx:
        order = open_work_order(ctx, consignment_id=parcel_id, kind=kind)["work_order_id"]
    advance(db, mall, at + 125_000)
    with db.reading(mall) as ctx:
        return str(ctx.get(CourierWorkOrder, order).answer_code)


def test_a_forgotten_parcel_is_fetched_after_the_carrier_was_asked_until_it_listens(
    db: Database, late_parcels: Make
) -> None:
    mall = late_parcels()
    going(db, mall)
    row = parcel_of(db, mall, case_of(db, mall, "never_collected").order_id)
    answers = []
    for turn in range(4):
        answers.append(ask(db, mall, row.id, "chase", 1_000 + turn * 130_000))
        if answers[-1] == "chase_will_collect":
            break
    assert answers[-1] == "chase_will_collect" and len(answers) >= 2
    with db.transaction(mall, "instructor:1", desk_ms=600_000) as ctx:
        jump(ctx, to_mall_ms=ctx.mall_ms + 30 * HOUR)
    advance(db, mall, 601_000, batch=100)
    fetched = parcel_of(db, mall, case_of(db, mall, "never_collected").order_id)
    assert fetched.collected_ms is not None and fetched.state != "label_created"


def test_days_that_pass_bring_parcels_to_the_door_and_hold_those_in_trouble(
    db: Database, late_parcels: Make
) -> None:
    mall = late_parcels()
    going(db, mall)
    fine, stuck = case_of(db, mall, "not_late"), case_of(db, mall, "hub_backlog")
    before = parcel_of(db, mall, fine.order_id)
    with db.transaction(mall, "instructor:1", desk_ms=1_000) as ctx:
        jump(ctx, to_mall_ms=ctx.mall_ms + 26 * HOUR)
    advance(db, mall, 1_500, batch=100)
    assert parcel_of(db, mall, fine.order_id).last_scan_ms > before.last_scan_ms
    held = parcel_of(db, mall, stuck.order_id)
    assert held.state == "in_transit" and held.exception == "delayed"
    with db.transaction(mall, "instructor:1", desk_ms=2_000) as ctx:
        jump(ctx, to_mall_ms=ctx.mall_ms + 6 * 24 * HOUR)
    advance(db, mall, 2_500, batch=100)
    for case in (fine, stuck):
        assert parcel_of(db, mall, case.order_id).state == "signed"


def test_an_intercepted_parcel_comes_home_and_the_money_goes_back(db: Database, late_parcels: Make) -> None:
    mall = late_parcels()
    going(db, mall)
    with db.reading(mall) as ctx:
        table = Consignment.__table__
        moving = ctx.all(
            select(table).where(table.c.mall_id == mall, table.c.state == "in_transit").order_by(table.c.id)
        )
    stopped = None
    for turn, row in enumerate(moving[:6]):
        if ask(db, mall, row.id, "intercept", 1_000 + turn * 130_000) == "intercept_ok":
            stopped = row
            break
    assert stopped is not None
    with db.transaction(mall, "instructor:1", desk_ms=900_000) as ctx:
        jump(ctx, to_mall_ms=ctx.mall_ms + 4 * 24 * HOUR)
    advance(db, mall, 901_000, batch=100)
    with db.reading(mall) as ctx:
        assert ctx.get(Consignment, stopped.id).state == "returned"


def test_a_lead_decides_within_a_minute_by_what_the_records_show(db: Database, late_parcels: Make) -> None:
    mall = late_parcels()
    going(db, mall)
    late, fine = case_of(db, mall, "hub_backlog"), case_of(db, mall, "not_late")
    with db.transaction(mall, "agent:1", desk_ms=1_000) as ctx:
        asked = [
            pay_out(ctx, order_id=c.order_id, amount_cents=5_100, reason="goodwill") for c in (late, fine)
        ]
    assert all(a["state"] == "approval_requested" for a in asked)
    advance(db, mall, 20_000)
    with db.reading(mall) as ctx:
        assert ctx.get(Approval, asked[0]["approval_id"]).state == "requested"
    advance(db, mall, 62_000)
    with db.reading(mall) as ctx:
        decided = [ctx.get(Approval, a["approval_id"]) for a in asked]
    assert all(
        d.state in ("granted", "declined") and d.decided_by == "lead:2" and d.decision_note for d in decided
    )
    assert decided[0].state == "granted"


def test_an_incident_is_seen_before_and_felt_after(db: Database, late_parcels: Make) -> None:
    mall = late_parcels()
    going(db, mall)
    with db.reading(mall) as ctx:
        seen = incidents.preview(ctx, "hub_backlog", {"hub_id": None, "days": 2})
        planned = len(cases(ctx))
    assert seen["orders"] > 0 and 0 < len(seen["sample"]) <= 5
    assert set(seen["sample"][0]) == {"order_no", "shopper_nick", "city", "promised_at"}
    with db.transaction(mall, "instructor:1", desk_ms=2_000) as ctx:
        incident = incidents.fire(ctx, "hub_backlog", {"hub_id": seen["params"]["hub_id"], "days": 2})
    with db.reading(mall) as ctx:
        fired = [r for r in read_log(ctx.session, mall) if r.kind == "simulation.incident.fired"]
        assert len(orjson.loads(fired[0].data)["order_ids"]) == seen["orders"]
        assert len(cases(ctx)) == planned + 2
    advance(db, mall, 300_000, batch=100)
    with db.reading(mall) as ctx:
        burst = [c for c in cases(ctx) if c.code.startswith("incident-")]
    assert all(c.state != "planned" and c.conversation_id for c in burst)
    with db.transaction(mall, "instructor:1", desk_ms=301_000) as ctx:
        incidents.clear(ctx, incident_id=incident)


def test_a_shopper_played_by_a_human_does_nothing_by_itself(db: Database, late_parcels: Make) -> None:
    mall = late_parcels()
    going(db, mall)
    with db.reading(mall) as ctx:
        first = cases(ctx)[0]
    with db.transaction(mall, "instructor:1", desk_ms=500) as ctx:
        take_over(ctx, case_id=first.id)
    advance(db, mall, 60_000 * 8, batch=100)
    with db.reading(mall) as ctx:
        row = next(c for c in cases(ctx) if c.id == first.id)
        others = [c for c in cases(ctx) if c.id != first.id]
    assert row.played_by_human and row.conversation_id is None
    assert any(c.conversation_id for c in others)


def test_the_warehouse_sends_what_waits_and_forgets_what_it_forgot_until_flagged(
    db: Database, late_parcels: Make
) -> None:
    mall = late_parcels()
    going(db, mall)
    forgotten = case_of(db, mall, "not_dispatched").order_id
    with db.reading(mall) as ctx:
        waiting = [
            r.id for r in ctx.rows(Order, state=["paid", "packing"]) if ctx.mall_ms - r.paid_ms < 20 * HOUR
        ]
    assert waiting
    with db.transaction(mall, "instructor:1", desk_ms=1_000) as ctx:
        jump(ctx, to_mall_ms=ctx.mall_ms + 24 * HOUR)
    advance(db, mall, 1_500, batch=100)
    with db.reading(mall) as ctx:
        assert all(ctx.get(Order, number).state not in ("paid", "packing") for number in waiting)
        assert ctx.get(Order, forgotten).state in ("paid", "packing")
    with db.transaction(mall, "agent:1", desk_ms=2_000) as ctx:
        note_order(ctx, order_id=forgotten, text="!", flag="red")
    advance(db, mall, 2_500)
    with db.transaction(mall, "instructor:1", desk_ms=3_000) as ctx:
        jump(ctx, to_mall_ms=ctx.mall_ms + 26 * HOUR)
    advance(db, mall, 3_500, batch=100)
    with db.reading(mall) as ctx:
        assert ctx.get(Order, forgotten).state == "shipped"
    assert parcel_of(db, mall, forgotten).collected_ms is not None


def test_what_a_trainee_packs_the_warehouse_leaves_alone_until_it_is_handed_back(
    db: Database, late_parcels: Make
) -> None:
    mall = late_parcels()
    going(db, mall)

    def waiting() -> int:
        with db.reading(mall) as ctx:
            return len(
                [r for r in ctx.rows(Order, state=["paid", "packing"]) if ctx.mall_ms - r.paid_ms < 40 * HOUR]
            )

    before = waiting()
    with db.transaction(mall, "lead:2", desk_ms=1_000) as ctx:
        take_warehouse(ctx, by="trainee")
        jump(ctx, to_mall_ms=ctx.mall_ms + 14 * HOUR)
    advance(db, mall, 1_500, batch=100)
    assert waiting() == before
    with db.transaction(mall, "lead:2", desk_ms=2_000) as ctx:
        take_warehouse(ctx, by="automatic")
    advance(db, mall, 2_500)
    with db.transaction(mall, "instructor:1", desk_ms=3_000) as ctx:
        jump(ctx, to_mall_ms=ctx.mall_ms + 12 * HOUR)
    advance(db, mall, 3_500, batch=100)
    assert waiting() < before
