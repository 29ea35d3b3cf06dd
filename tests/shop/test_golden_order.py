"""A golden order: what pages are built on does not change unnoticed.

To accept a change on purpose: MALLDRILL_WRITE_GOLDEN=1 pytest tests/shop/test_golden_order.py, and read the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from app.wording import install_words
from core.events.log import read_log
from logistics.consignments.service import add_scan, set_eta
from logistics.work_orders.service import answer_work_order, open_work_order
from shop.aftersales.service import request_refund
from shop.coupons.service import grant
from shop.order_files.queries import order_detail
from shop.orders.queries import order_rows
from shop.orders.service import note_order
from shop.payouts.service import pay
from tests.shop.build import LI, shelf, shipped

GOLDEN = Path(__file__).parent / "golden"
HOUR = 3_600_000
install_words()


@pytest.fixture
def story(act, pass_time) -> int:  # type: ignore[no-untyped-def]
    """A late parcel: chased, credited, noted, asked back, stopped, refunded."""
    with act() as ctx:
        shelf(ctx)
        number, parcel = shipped(ctx, until="arrived", age_ms=40 * HOUR, promised_ms=ctx.mall_ms - HOUR)
    pass_time(HOUR)
    with act("carrier") as ctx:
        set_eta(ctx, consignment_id=parcel, eta_ms=ctx.mall_ms + 30 * HOUR)
        add_scan(ctx, consignment_id=parcel, code="backlog", hub_id=2)
    with act("agent:1") as ctx:
        note_order(ctx, order_id=number, text="birthday", flag="red")
        chase = open_work_order(ctx, consignment_id=parcel, kind="chase", note="birthday")
        pay(ctx, order_id=number, amount_cents=1_292, reason="late_credit")
        grant(ctx, shopper_id=LI, order_id=number, amount_cents=1_000)
    pass_time(HOUR)
    with act("carrier") as ctx:
        answer_work_order(
            ctx,
            work_order_id=chase,
            answer_code="chase_backlog",
            answer_params={"until_ms": ctx.mall_ms + HOUR},
        )
    with act("agent:1") as ctx:
        request_refund(ctx, order_id=number, reason="late_delivery")
    with act("carrier") as ctx:
        answer_work_order(ctx, work_order_id=chase + 1, answer_code="intercept_ok")
    pass_time(20 * HOUR)
    with act("carrier") as ctx:
        add_scan(ctx, consignment_id=parcel, code="returned")
    pass_time(HOUR)
    return number


@pytest.mark.parametrize("side", ["desk", "shopper"])
def test_an_order_on_the_wire_is_as_agreed(act, story, side) -> None:
    with act("agent:1") as ctx:
        compare(f"order.{side}", order_detail(ctx, order_id=story, desk=side == "desk"))


def test_a_row_of_a_list_is_as_agreed(act, story) -> None:
    with act("agent:1") as ctx:
        compare("rows", order_rows(ctx))


def test_the_log_of_the_story_is_as_agreed(act, story) -> None:
    with act("agent:1") as ctx:
        log = [
            {
                "seq": row.seq, "kind": row.kind, "mall_ms": row.mall_ms, "actor": row.actor, "subject": row.subject,
                "audience": row.audience, "data": json.loads(row.data),
            }
            for row in read_log(ctx.session, ctx.mall_id)
        ]  # fmt: skip
    compare("log", log)


def compare(name: str, value: Any) -> None:
    path = GOLDEN / f"{name}.json"
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if os.environ.get("MALLDRILL_WRITE_GOLDEN"):
        path.write_text(text, "utf-8")
    assert json.loads(text) == json.loads(path.read_text("utf-8"))
