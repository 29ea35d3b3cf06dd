"""What an agent does about an order, and where their limit ends."""

from __future__ import annotations

import pytest

from core.errors import IllegalTransition, Invalid, NotFound, Refusal
from helpdesk.approvals.queries import approval
from helpdesk.policy import rules
from shop.aftersales.models import ReturnRequest
from shop.coupons.models import Coupon
from shop.payouts.models import Payout
from tests.helpdesk.conftest import ANN, DAY, HOUR, LEAD, LI_SAYS, MINUTE, WANG_SAYS, Desk, rows
from tests.shop.build import WANG, shipped


def payouts(desk: Desk) -> list[tuple[int, str, str | None]]:
    return [(p.amount_cents, p.reason, p.approved_by) for p in desk.read(rows, table=Payout.__table__)]


def pay(
    desk: Desk, cents: int, reason: str = "goodwill", actor: str = ANN, order_id: int | None = None
) -> dict:  # type: ignore[type-arg]
    return desk.do(actor, "pay_out", order_id=order_id or desk.order_id, amount_cents=cents, reason=reason)


def test_within_fifty_yuan_the_agent_pays_at_once(desk: Desk) -> None:
    assert pay(desk, 5000)["state"] == "paid"
    assert payouts(desk) == [(5000, "goodwill", ANN)]
    assert not desk.log("helpdesk.approval.requested")


def test_a_cent_more_is_asked_of_a_lead(desk: Desk) -> None:
    asked = pay(desk, 5001)
    assert asked["state"] == "approval_requested"
    assert payouts(desk) == []
    view = desk.read(approval, approval_id=asked["approval_id"])
    assert (view["verb"], view["amount_cents"], view["requested_by"]) == ("helpdesk.pay_out", 5001, ANN)


def test_the_limit_is_per_case_not_per_click(desk: Desk) -> None:
    assert pay(desk, 3000)["state"] == "paid"
    assert pay(desk, 2000)["state"] == "paid"
    assert pay(desk, 1)["state"] == "approval_requested"


def test_a_coupon_counts_towards_the_same_fifty(desk: Desk) -> None:
    assert pay(desk, 4000)["state"] == "paid"
    assert (
        desk.do(ANN, "grant_coupon", order_id=desk.order_id, amount_cents=2000)["state"]
        == "approval_requested"
    )


def test_a_late_credit_that_is_due_is_owed_and_outside_of_the_limit(desk: Desk) -> None:
    with desk.act() as ctx:
        late, _ = shipped(
            ctx, shopper_id=WANG, variants=(2,), age_ms=3 * DAY, discount_cents=0, freight_cents=0
        )
    assert pay(desk, 495, "late_credit", order_id=late)["state"] == "paid"
    assert pay(desk, 5000, "goodwill", order_id=late)["state"] == "paid"


def test_a_late_credit_that_is_not_due_counts_like_any_other_money(desk: Desk) -> None:
    assert pay(desk, 3000, "late_credit")["state"] == "paid"
    assert pay(desk, 2001)["state"] == "approval_requested"


def test_above_two_hundred_there_is_nobody_to_ask(desk: Desk) -> None:
    with pytest.raises(Refusal, match="above_lead_limit") as refusal:
        pay(desk, 20_001)
    assert refusal.value.params == {"limit_cents": 20_000}
    with pytest.raises(Refusal, match="above_lead_limit"):
        pay(desk, 20_001, actor=LEAD)


def test_a_lead_pays_up_to_two_hundred_without_asking(desk: Desk) -> None:
    assert pay(desk, 10_000, actor=LEAD)["state"] == "paid"


def test_granting_does_it_once_under_the_leads_name(desk: Desk) -> None:
    asked = pay(desk, 8000)
    desk.do(LEAD, "grant_approval", approval_id=asked["approval_id"], note="可以")
    assert payouts(desk) == [(8000, "goodwill", LEAD)]
    with pytest.raises(IllegalTransition):
        desk.do(LEAD, "grant_approval", approval_id=asked["approval_id"])
    assert payouts(desk) == [(8000, "goodwill", LEAD)]
    assert [e["approval"]["state"] for e in desk.happened("helpdesk.approval.granted")] == ["granted"]


def test_what_can_not_be_done_is_not_granted_either(desk: Desk) -> None:
    asked = pay(desk, 12_000)
    pay(desk, 5000)
    with pytest.raises(Refusal, match="payout_above_cap"):
        desk.do(LEAD, "grant_approval", approval_id=asked["approval_id"])
    assert desk.read(approval, approval_id=asked["approval_id"])["state"] == "requested"


def test_declined_nothing_is_paid_and_the_word_is_kept(desk: Desk) -> None:
    asked = pay(desk, 8000)
    view = desk.do(LEAD, "decline_approval", approval_id=asked["approval_id"], note="先给券")
    assert (view["state"], view["decision_note"], view["decided_by"]) == ("declined", "先给券", LEAD)
    assert payouts(desk) == []
    assert pay(desk, 8000)["state"] == "approval_requested"


def test_nobody_decided_and_it_lapses(desk: Desk) -> None:
    asked = pay(desk, 8000)
    desk.pass_time(15 * MINUTE)
    assert desk.read(approval, approval_id=asked["approval_id"])["state"] == "expired"
    with pytest.raises(IllegalTransition):
        desk.do(LEAD, "grant_approval", approval_id=asked["approval_id"])


def test_a_decided_one_does_not_lapse(desk: Desk) -> None:
    asked = pay(desk, 8000)
    desk.do(LEAD, "grant_approval", approval_id=asked["approval_id"])
    desk.pass_time(HOUR)
    assert desk.read(approval, approval_id=asked["approval_id"])["state"] == "granted"


def test_the_same_is_not_asked_twice(desk: Desk) -> None:
    pay(desk, 8000)
    with pytest.raises(Refusal, match="approval_already_requested"):
        pay(desk, 9000)


def test_coupons_are_five_ten_or_twenty_and_one_a_matter(desk: Desk) -> None:
    made = desk.do(ANN, "grant_coupon", order_id=desk.order_id, amount_cents=1000)
    assert made["state"] == "granted"
    with pytest.raises(Refusal, match="coupon_already_granted"):
        desk.do(ANN, "grant_coupon", order_id=desk.order_id, amount_cents=500)
    with pytest.raises(Refusal, match="coupon_amount_not_allowed"):
        desk.do(ANN, "grant_coupon", order_id=desk.other_order_id, amount_cents=700)


def test_fifty_for_a_member_of_six_years_goes_by_the_lead(desk: Desk) -> None:
    with pytest.raises(Refusal, match="coupon_amount_not_allowed"):
        desk.do(ANN, "grant_coupon", order_id=desk.order_id, amount_cents=5000)
    asked = desk.do(ANN, "grant_coupon", order_id=desk.other_order_id, amount_cents=5000)
    assert asked["state"] == "approval_requested"
    desk.do(LEAD, "grant_approval", approval_id=asked["approval_id"])
    found = [(c.amount_cents, c.granted_by) for c in desk.read(rows, table=Coupon.__table__)]
    assert found == [(5000, LEAD)]


def test_goods_still_in_the_house_are_refunded_by_any_agent(desk: Desk) -> None:
    done = desk.do(ANN, "refund", order_id=desk.other_order_id, reason="late_dispatch")
    assert done["state"] == "refunding"
    assert done["approval_id"] is None


def test_goods_on_the_road_are_stopped_first(desk: Desk) -> None:
    assert desk.do(ANN, "refund", order_id=desk.order_id, reason="late_delivery")["state"] == "intercepting"
    assert "logistics.work_order.opened" in desk.kinds()


def test_received_goods_above_the_limit_are_refunded_by_the_lead(desk: Desk) -> None:
    with desk.act() as ctx:
        here, _ = shipped(ctx, "signed", shopper_id=WANG, variants=(1,))
    asked = desk.do(ANN, "refund", order_id=here, reason="not_received")
    assert asked["state"] == "approval_requested"
    desk.do(LEAD, "grant_approval", approval_id=asked["approval_id"])
    found = desk.read(rows, table=ReturnRequest.__table__)
    assert [(r.order_id, r.state) for r in found] == [(here, "refunding")]


def test_a_small_part_of_received_goods_is_within_the_limit(desk: Desk) -> None:
    with desk.act() as ctx:
        here, _ = shipped(ctx, "signed", shopper_id=WANG, variants=(1,))
    done = desk.do(ANN, "refund", order_id=here, reason="damaged", amount_cents=3000)
    assert done["state"] == "refunding"


def test_a_shoppers_request_is_granted_or_refused_with_words(desk: Desk) -> None:
    with desk.act(LI_SAYS) as ctx:
        from shop.aftersales.service import request_refund

        first = request_refund(ctx, order_id=desk.order_id, reason="late_delivery")
    with pytest.raises(Invalid, match="refusal_text_empty"):
        desk.do(ANN, "refuse_return", return_id=first, reason="other", text=" ")
    assert desk.do(ANN, "refuse_return", return_id=first, reason="other", text="明天到")["state"] == "refused"
    with desk.act(LI_SAYS) as ctx:
        second = request_refund(ctx, order_id=desk.order_id, reason="late_delivery")
    assert desk.do(ANN, "approve_return", return_id=second)["state"] == "intercepting"


def test_a_received_request_above_the_limit_is_asked_of_the_lead(desk: Desk) -> None:
    with desk.act() as ctx:
        here, _ = shipped(ctx, "signed", shopper_id=WANG, variants=(1,))
    with desk.act(WANG_SAYS) as ctx:
        from shop.aftersales.service import request_refund

        number = request_refund(ctx, order_id=here, reason="not_received")
    asked = desk.do(ANN, "approve_return", return_id=number)
    assert asked["state"] == "approval_requested"
    desk.do(LEAD, "grant_approval", approval_id=asked["approval_id"])
    assert desk.read(rows, table=ReturnRequest.__table__)[0].state == "refunding"


def test_notes_flags_and_questions_to_the_carrier(desk: Desk) -> None:
    desk.do(ANN, "note_order", order_id=desk.order_id, text="客户急用", flag="red")
    made = desk.do(ANN, "open_work_order", consignment_id=desk.parcel_id, kind="chase", note="急")
    assert made == {"work_order_id": 1}
    assert "logistics.work_order.opened" in desk.kinds()
    with pytest.raises(NotFound):
        desk.do(ANN, "note_order", order_id=99, text="?")


def test_money_is_held_against_the_conversations_own_shopper(desk: Desk) -> None:
    number = desk.accepted()
    with pytest.raises(Invalid, match="conversation_of_somebody_else"):
        desk.do(
            ANN,
            "pay_out",
            order_id=desk.other_order_id,
            amount_cents=100,
            reason="goodwill",
            conversation_id=number,
        )


def test_the_rules_as_numbers() -> None:
    none, some = rules.Given(), rules.Given(payouts_cents=4_000, coupons_cents=500)
    ask = {"limit_cents": 5_000, "lead_limit_cents": 20_000}
    assert rules.payout(5_000, none, role="agent", **ask) == "do"
    assert rules.payout(501, some, role="agent", **ask) == "ask_lead"
    assert rules.payout(500, some, role="agent", **ask) == "do"
    assert rules.payout(15_501, some, role="agent", **ask) == "above_lead_limit"
    assert rules.payout(0, rules.Given(payouts_cents=19_000), role="agent", **ask) == "do"
    assert rules.counted(1_495, reason="late_credit", credit_open_cents=1_495) == 0
    assert rules.counted(2_000, reason="late_credit", credit_open_cents=1_495) == 505
    assert rules.counted(1_495, reason="goodwill", credit_open_cents=1_495) == 1_495
    assert rules.refund(29_900, path="in_transit", parcel_lost=False, role="agent", limit_cents=5_000) == "do"
    assert rules.refund(29_900, path="received", parcel_lost=True, role="agent", limit_cents=5_000) == "do"
    assert (
        rules.refund(29_900, path="received", parcel_lost=False, role="agent", limit_cents=5_000)
        == "ask_lead"
    )
