"""Orders of a mall that opens, as the desk, the shopper and the rules see them."""

from __future__ import annotations

from typing import Any

import pytest

from app.wording import install_words
from core.errors import NotFound
from logistics.consignments.models import Consignment
from logistics.consignments.service import add_scan
from logistics.disruptions.service import clear
from logistics.work_orders.service import answer_work_order, open_work_order
from shop.aftersales.service import request_refund
from shop.coupons.service import grant
from shop.order_files.queries import order_detail, order_facts, own_order_detail
from shop.order_files.schemas import DeskOrderDetail, OrderDetail
from shop.orders.queries import order_row, order_rows, orders_of_shopper, own_orders
from shop.orders.schemas import OrderPage
from shop.orders.service import note_order
from shop.payouts.service import pay
from tests.shop.build import row, sound

HOUR = 3_600_000
install_words()

# What the rule says of every truth a mall opens with: path, credit rule, why.
TRUTHS = {
    "hub_backlog": ("in_transit", "late_delivery", "not_delivered"),
    "storm": ("in_transit", None, "force_majeure"),
    "not_dispatched": ("not_dispatched", "late_dispatch", "never_collected"),
    "never_collected": ("not_dispatched", "late_dispatch", "never_collected"),
    "signed_not_received": ("received", None, "arrived_in_time"),
    "not_late": ("in_transit", None, "not_due_yet"),
    "refund_in_transit": ("in_transit", None, "not_due_yet"),
}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_mall_opens_sound_and_every_truth_is_what_the_rules_make_of_its_records(
    act, opening, language
) -> None:
    plan = opening(language)
    with act() as ctx:
        sound(ctx)
        for truth, numbers in plan.case_orders.items():
            for number in numbers:
                facts = order_facts(ctx, order_id=number)
                assert (facts.path, facts.credit.rule, facts.credit.why) == TRUTHS[truth], (truth, number)
                assert (facts.credit.amount_cents > 0) == (facts.credit.rule is not None)
                assert (facts.parcel is None) == (truth == "not_dispatched")


def test_facts_can_be_asked_for_an_earlier_instant(act, opening) -> None:
    plan = opening()
    with act() as ctx:
        number = plan.case_orders["hub_backlog"][0]
        promised = row(ctx, number).promised_ms
        assert order_facts(ctx, order_id=number, at_ms=promised).credit.rule is None
        assert order_facts(ctx, order_id=number, at_ms=promised + 60_000).credit.late_minutes == 1


def test_a_storm_declared_over_starts_the_clock_of_the_promise_again(act, opening, pass_time) -> None:
    plan = opening()
    number = plan.case_orders["storm"][0]
    with act() as ctx:
        clear(ctx, disruption_id=2)
        facts = order_facts(ctx, order_id=number)
        held = sum(end - start for start, end in facts.force_majeure)
        assert facts.credit.why == "force_majeure"
        # The storm stood in the way from its beginning (after payment) until now.
        due = row(ctx, number).promised_ms + held
        assert due > ctx.mall_ms
        wait = due - ctx.mall_ms
    pass_time(wait)
    with act() as ctx:
        assert order_facts(ctx, order_id=number).credit.rule is None
    pass_time(60_000)
    with act() as ctx:
        assert order_facts(ctx, order_id=number).credit.rule == "late_delivery"


def test_a_credit_paid_is_not_open_any_more(act, opening) -> None:
    number = opening().case_orders["not_dispatched"][0]
    with act("agent:1") as ctx:
        due = order_facts(ctx, order_id=number)
        assert due.credit_open_cents == due.credit.amount_cents > 0
        pay(ctx, order_id=number, amount_cents=due.credit.amount_cents, reason="late_credit")
        paid = order_facts(ctx, order_id=number)
        assert (paid.credit_open_cents, paid.credit_paid_cents) == (0, due.credit.amount_cents)


def everything(act, number: int) -> None:
    with act("agent:1") as ctx:
        facts = order_facts(ctx, order_id=number)
        note_order(ctx, order_id=number, text="promised to call at 11", flag="red")
        work = open_work_order(ctx, consignment_id=facts.parcel.id, kind="chase", note="angry")
        pay(ctx, order_id=number, amount_cents=500, reason="goodwill")
        grant(ctx, shopper_id=facts.order.shopper_id, order_id=number, amount_cents=500)
        request_refund(ctx, order_id=number, reason="late_delivery")
    with act("carrier") as ctx:
        answer_work_order(
            ctx,
            work_order_id=work,
            answer_code="chase_backlog",
            answer_params={"until_ms": ctx.mall_ms + 5 * HOUR},
        )


def hidden_from_shoppers(value: Any, path: str = "") -> list[str]:
    secret = {"blame", "note", "notes", "seller_flag", "opened_by", "requested_by", "approved_by", "by",
              "fee_cents", "cost_cents", "weight_g", "phone"}  # fmt: skip
    if isinstance(value, dict):
        found = [
            f"{path}.{key}" for key in value if key in secret and not (key == "phone" and "params" in path)
        ]
        return found + [
            hit for key, item in value.items() for hit in hidden_from_shoppers(item, f"{path}.{key}")
        ]
    if isinstance(value, list):
        return [hit for item in value for hit in hidden_from_shoppers(item, path)]
    return []


def test_the_desk_sees_all_of_an_order_and_the_shopper_what_is_theirs(act, opening) -> None:
    number = opening().case_orders["hub_backlog"][0]
    everything(act, number)
    with act("agent:1") as ctx:
        desk = order_detail(ctx, order_id=number)
        shopper_id = desk["shopper"]["id"]
    with act(f"shopper:{shopper_id}") as ctx:
        own = own_order_detail(ctx, order_id=number)
    DeskOrderDetail.model_validate(desk, strict=True)
    OrderDetail.model_validate(own, strict=True)
    assert set(desk) == set(DeskOrderDetail.model_fields)
    assert set(own) == set(OrderDetail.model_fields)
    assert hidden_from_shoppers(own) == []
    assert set(hidden_from_shoppers(desk)) == {
        ".seller_flag", ".notes", ".notes.by", ".consignments.blame", ".consignments.work_orders.opened_by",
        ".consignments.work_orders.note", ".payouts.requested_by", ".payouts.approved_by",
    }  # fmt: skip
    assert "*" in own["address"]["phone_masked"]


def test_another_shoppers_order_is_not_there(act, opening) -> None:
    opening()
    with act() as ctx:
        shopper_id = row(ctx, 5).shopper_id
    with pytest.raises(NotFound), act(f"shopper:{shopper_id % 500 + 1}") as ctx:
        own_order_detail(ctx, order_id=5)
    with pytest.raises(NotFound), act("agent:1") as ctx:
        order_detail(ctx, order_id=99_999)


@pytest.mark.parametrize(
    ("language", "backlog", "answer"),
    [
        ("zh-CN", "快件积压，正在加紧分拣，时效将有延迟", "仍在积压，已登记加急，具体时间无法保证，预计06-15 14:00前后"),
        ("en", "Backlog at the hub, sorting as fast as possible", "No time can be guaranteed, around 06-15 14:00 is likely"),
    ],
)  # fmt: skip
def test_tracking_and_answers_are_worded_in_the_malls_language(
    act, opening, mall, db, language, backlog, answer
) -> None:
    number = opening(language).case_orders["hub_backlog"][0]
    with db.app_transaction() as app_ctx:
        from core.malls.models import Mall

        app_ctx.execute(Mall.__table__.update().values(language=language))
    everything(act, number)
    with act("agent:1") as ctx:
        [parcel] = order_detail(ctx, order_id=number)["consignments"]
    assert any(backlog in scan["text"] for scan in parcel["scans"])
    [chase] = [order for order in parcel["work_orders"] if order["kind"] == "chase"]
    assert answer in chase["answer_text"]
    assert not any("{" in scan["text"] or scan["text"] == scan["code"] for scan in parcel["scans"])


def test_a_stuck_parcels_road_says_what_is_passed_where_it_is_and_what_is_ahead(act, opening) -> None:
    plan = opening()
    number = plan.case_orders["hub_backlog"][0]
    with act() as ctx:
        [parcel] = order_detail(ctx, order_id=number)["consignments"]
        states = [hub["state"] for hub in parcel["path"]]
        here = parcel["path"][states.index("here")]
        assert states == sorted(states, key=["passed", "here", "ahead"].index) and states.count("here") == 1
        assert here["name"] == parcel["scans"][-1]["hub"] and here["at"] == parcel["scans"][-1]["at"]
        assert (parcel["pieces"], parcel["each_piece"]) == (1, [])


def test_every_scan_of_the_opening_has_words(act, opening) -> None:
    opening()
    with act("agent:1") as ctx:
        for number in range(1, 2001, 29):
            for parcel in order_detail(ctx, order_id=number)["consignments"]:
                for scan in parcel["scans"]:
                    assert scan["text"] != scan["code"] and "【】" not in scan["text"], scan


# -- lists ------------------------------------------------------------------------------------------------


def test_orders_are_listed_from_the_newest_in_pages_without_gaps(act, opening) -> None:
    opening()
    with act("agent:1") as ctx:
        seen, after = [], None
        while True:
            page = order_rows(ctx, after=after)
            OrderPage.model_validate(page, strict=True)
            seen += [item["id"] for item in page["items"]]
            after = page["next"]
            if after is None:
                break
        assert seen == list(range(2000, 0, -1))


def test_the_desk_finds_an_order_by_its_number_its_tail_its_tracking_number_and_its_shopper(
    act, opening
) -> None:
    plan = opening()
    number = plan.case_orders["hub_backlog"][0]
    with act("agent:1") as ctx:
        mine = order_row(ctx, order_id=number)
        assert mine is not None
        parcel = order_facts(ctx, order_id=number).parcel
        for q in (mine["order_no"], f"  {mine['order_no']} ", parcel.tracking_no, parcel.tracking_no.lower()):
            assert [item["id"] for item in order_rows(ctx, q=q)["items"]] == [number], q
        assert mine in order_rows(ctx, q=mine["order_no"][-6:])["items"]
        by_nick = order_rows(ctx, q=mine["shopper_nick"])["items"]
        assert by_nick and all(mine["shopper_nick"] in item["shopper_nick"] for item in by_nick)
        for q in ("no such thing", "%", "_", "' OR 1=1 --"):
            assert order_rows(ctx, q=q)["items"] == [], q
        assert order_row(ctx, order_id=99_999) is None


def test_a_row_says_the_first_title_the_units_and_where_the_parcel_is(act, opening) -> None:
    number = opening().case_orders["hub_backlog"][0]
    with act("agent:1") as ctx:
        detail, item = order_detail(ctx, order_id=number), order_row(ctx, order_id=number)
        assert item is not None
        assert (item["title"], item["units"]) == (detail["lines"][0]["title"], len(detail["lines"]))
        assert item["parcel_state"] == "in_transit"
        add_scan(
            ctx, consignment_id=order_facts(ctx, order_id=number).parcel.id, code="arrived_city", hub_id=1
        )
        assert order_row(ctx, order_id=number)["parcel_state"] == "arrived_city"


def test_a_shopper_lists_only_their_own_orders(act, opening) -> None:
    opening()
    with act() as ctx:
        shopper_id = row(ctx, 1).shopper_id
        expected = orders_of_shopper(ctx, shopper_id=shopper_id)
    with act(f"shopper:{shopper_id}") as ctx:
        page = own_orders(ctx)
        assert page == expected and page["items"]
        assert {row(ctx, item["id"]).shopper_id for item in page["items"]} == {shopper_id}


def test_a_void_parcel_does_not_count_for_an_order(act, opening) -> None:
    number = opening().case_orders["never_collected"][0]
    with act("agent:1") as ctx:
        request_refund(ctx, order_id=number, reason="late_dispatch")
        facts = order_facts(ctx, order_id=number)
        assert (facts.parcel, facts.path, facts.order.state) == (None, None, "cancelled")
        assert facts.credit.rule == "late_dispatch"
        assert order_row(ctx, order_id=number)["parcel_state"] is None
        [parcel] = order_detail(ctx, order_id=number)["consignments"]
        assert ctx.get(Consignment, parcel["id"]).state == "cancelled"
