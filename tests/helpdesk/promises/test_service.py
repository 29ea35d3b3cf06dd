"""What agents say is held against the mall of that moment, and what they promise against what happens."""

from __future__ import annotations

from typing import Any

import pytest

from helpdesk.promises.queries import promises_of, readings_of
from logistics.consignments.service import add_scan, set_eta
from logistics.disruptions.service import declare
from logistics.work_orders.service import answer_work_order
from tests.helpdesk.conftest import ANN, DAY, HOUR, MINUTE, SECOND, WANG_SAYS, Desk
from tests.logistics.build import MIDDLE
from tests.shop.build import WANG, shipped


def said(desk: Desk, text: str, conversation_id: int = 1) -> list[tuple[str, Any, str, str | None]]:
    """The statements of what is said now: (kind, value, verdict, record)."""
    message = desk.say(text, conversation_id)
    read = desk.read(readings_of, conversation_id=conversation_id)[message["id"]]
    return [(s["kind"], s["value"], s["verdict"], s["record"]) for s in read["statements"]]


def states(desk: Desk, conversation_id: int = 1) -> list[tuple[str, str]]:
    return [(p["what"], p["state"]) for p in desk.read(promises_of, conversation_id=conversation_id)]


@pytest.fixture
def talk(desk: Desk) -> Desk:
    desk.accepted()
    return desk


# -- statements ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["已经帮您催件了", "I've chased the courier for you."])
def test_chased_is_a_lie_until_there_is_a_work_order(talk: Desk, text: str) -> None:
    assert said(talk, text) == [("action_done", "urged_carrier", "contradicted", None)]
    talk.do(ANN, "open_work_order", consignment_id=talk.parcel_id, kind="chase")
    assert said(talk, text) == [("action_done", "urged_carrier", "supported", "work_order:1")]


def test_asking_to_stop_a_parcel_is_no_chase(talk: Desk) -> None:
    talk.do(ANN, "open_work_order", consignment_id=talk.parcel_id, kind="intercept")
    assert said(talk, "已经帮您催件了")[0][2] == "contradicted"
    assert said(talk, "已经帮您登记了")[0][2] == "supported"


def test_chasing_somebody_elses_parcel_does_not_make_it_true(talk: Desk) -> None:
    with talk.act() as ctx:
        _, other = shipped(ctx, "arrived", shopper_id=WANG, variants=(2,))
    talk.do(ANN, "open_work_order", consignment_id=other, kind="chase")
    assert said(talk, "已经帮您催件了")[0][2] == "contradicted"


def test_noted_and_registered_are_true_by_note_ticket_or_work_order(talk: Desk) -> None:
    assert [s[2] for s in said(talk, "已经给您备注好了")] == ["contradicted"]
    talk.do(ANN, "note_order", order_id=talk.order_id, text="急用")
    assert [s[2:] for s in said(talk, "已经给您备注好了")] == [("supported", "order_note:1")]
    assert said(talk, "已经帮您登记了")[0][2] == "supported"


def test_where_the_parcel_is_said_to_be_is_checked(talk: Desk) -> None:
    assert said(talk, "您的包裹还在运输中") == [("status", "in_transit", "supported", "consignment:1")]
    assert said(talk, "您的包裹已经签收了") == [("status", "delivered", "contradicted", "consignment:1")]


def test_stuck_is_true_when_the_hub_says_so(talk: Desk) -> None:
    assert said(talk, "包裹卡在郑州转运中心")[0][2] == "contradicted"
    with talk.act() as ctx:
        add_scan(ctx, consignment_id=talk.parcel_id, code="backlog", hub_id=MIDDLE)
    assert said(talk, "包裹卡在郑州转运中心")[0][2] == "supported"


def test_what_the_carrier_answered_may_be_passed_on(talk: Desk) -> None:
    made = talk.do(ANN, "open_work_order", consignment_id=talk.parcel_id, kind="chase")
    with talk.act("carrier") as ctx:
        params = {"hub_id": MIDDLE, "until_ms": ctx.mall_ms + 2 * DAY}
        answer_work_order(ctx, answer_code="chase_backlog", answer_params=params, **made)
    told = said(talk, "快递回复了：包裹卡在郑州转运中心，预计17号送到")
    assert [(kind, verdict, record) for kind, _, verdict, record in told] == [
        ("status", "supported", "work_order:1"),
        ("date", "supported", "work_order:1"),
    ]


def test_left_at_a_parcel_point_is_signed_and_still_to_be_fetched(desk: Desk) -> None:
    with desk.act() as ctx:
        number, parcel = shipped(ctx, "out_for_delivery", shopper_id=WANG, variants=(2,))
        add_scan(ctx, consignment_id=parcel, code="signed", params={"who": "station"})
    conversation = desk.ask("没收到啊", shopper=WANG_SAYS, order_id=number)["conversation_id"]
    desk.do(ANN, "accept", conversation_id=conversation)
    assert said(desk, "包裹放在驿站，您方便时去取一下", conversation)[0][2] == "supported"
    assert said(desk, "您的包裹显示已签收", conversation)[0][2] == "supported"


def test_a_label_alone_is_no_dispatch(desk: Desk) -> None:
    with desk.act() as ctx:
        number, _ = shipped(ctx, shopper_id=WANG, variants=(2,))
    conversation = desk.ask("发货了吗", shopper=WANG_SAYS, order_id=number)["conversation_id"]
    desk.do(ANN, "accept", conversation_id=conversation)
    assert said(desk, "您的订单还没有发出", conversation)[0][2] == "supported"
    assert said(desk, "您的订单昨天已经发货了", conversation)[0][2] == "contradicted"


def test_an_estimate_is_held_against_the_carriers(talk: Desk) -> None:
    with talk.act() as ctx:
        set_eta(ctx, consignment_id=talk.parcel_id, eta_ms=ctx.mall_ms + 3 * DAY)
    assert said(talk, "快递预计18号送到")[0][2:] == ("supported", "consignment:1")
    assert said(talk, "快递预计明天送到")[0][2] == "contradicted"


def test_money_is_what_was_paid(talk: Desk) -> None:
    talk.do(ANN, "pay_out", order_id=talk.order_id, amount_cents=1200, reason="goodwill")
    assert said(talk, "已经给您打款12元")[0][2:] == ("supported", "payout:1")
    assert {s[2] for s in said(talk, "已经给您打款20元")} == {"contradicted", "supported"}


def test_what_is_only_offered_is_no_lie(talk: Desk) -> None:
    assert "contradicted" not in {s[2] for s in said(talk, "给您补偿20元，您看可以吗")}


def test_order_and_tracking_numbers_are_checked(talk: Desk) -> None:
    order_no = talk.view()["order_no"]
    assert said(talk, f"您的订单号是{order_no}")[0][2:] == ("supported", f"order:{talk.order_id}")
    assert said(talk, "您的订单号是2026061599999999")[0][2] == "contradicted"


def test_a_true_word_stays_true_when_the_mall_moves_on(talk: Desk) -> None:
    first = talk.say("您的包裹还在运输中")
    with talk.act() as ctx:
        for code in ("departed", "arrived", "arrived_city", "out_for_delivery", "signed"):
            add_scan(ctx, consignment_id=talk.parcel_id, code=code, hub_id=3 if code != "signed" else None)
    kept = talk.read(readings_of, conversation_id=1)[first["id"]]["statements"]
    assert [s["verdict"] for s in kept] == ["supported"]


def test_what_was_understood_is_for_teachers_only(talk: Desk) -> None:
    talk.say("抱歉，您的包裹还在运输中，我三分钟内回复您")
    for row in talk.log("helpdesk.message.understood", "helpdesk.promise.made"):
        assert row.audience == "staff"
    told = talk.happened("helpdesk.message.understood")[0]
    assert told["language"] == "zh-CN"
    assert "apologise" in {a["name"] for a in told["acts"]}
    assert set(told["statements"][0]) == {"kind", "value", "unit", "at", "about", "span", "verdict", "record"}


def test_force_majeure_makes_no_late_credit(talk: Desk) -> None:
    with talk.act() as ctx:
        declare(
            ctx,
            kind="storm",
            hub_id=MIDDLE,
            force_majeure=True,
            from_ms=ctx.mall_ms,
            until_ms=ctx.mall_ms + DAY,
        )
    assert said(talk, "您的包裹还在运输中")[0][2] == "supported"


# -- promises -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "我查一下，3分钟内回复您",
        "请稍等，我三分钟后给您结果",
        "我现在就请快递核实签收凭证：交给了谁、放在哪里，三分钟内回您",
        "I'll be back in 3 minutes.",
    ],
)
def test_back_in_three_minutes_is_kept_by_a_message_before(talk: Desk, text: str) -> None:
    talk.say(text)
    assert states(talk) == [("reply", "open")]
    talk.pass_time(3 * MINUTE)
    talk.say("查到了，您的包裹在郑州转运中心")
    assert states(talk)[0] == ("reply", "kept")


def test_back_in_three_minutes_is_broken_after_them_and_late_when_one_does_come(talk: Desk) -> None:
    talk.say("我查一下，3分钟内回复您")
    talk.pass_time(3 * MINUTE + 1)
    assert states(talk) == [("reply", "broken")]
    talk.pass_time(20 * SECOND)
    talk.say("查到了，您的包裹在郑州转运中心")
    assert states(talk)[0] == ("reply", "late")
    kinds = [k for k in talk.kinds() if k.startswith("helpdesk.promise")]
    assert kinds == ["helpdesk.promise.made", "helpdesk.promise.broken", "helpdesk.promise.late"]


def test_please_wait_again_does_not_keep_it(talk: Desk) -> None:
    talk.say("我查一下，3分钟内回复您")
    talk.pass_time(MINUTE)
    talk.say("请稍等")
    assert states(talk) == [("reply", "open")]


@pytest.mark.parametrize(
    "text", ["我马上帮您催件", "我这就帮您催一下快递", "I'll chase the courier right away."]
)
def test_i_will_chase_it_is_kept_by_the_work_order(talk: Desk, text: str) -> None:
    talk.say(text)
    assert states(talk) == [("urged_carrier", "open")]
    talk.do(ANN, "open_work_order", consignment_id=talk.parcel_id, kind="chase")
    assert states(talk) == [("urged_carrier", "kept")]


def test_i_will_chase_it_is_broken_when_nobody_does(talk: Desk) -> None:
    talk.say("我马上帮您催件")
    talk.pass_time(10 * MINUTE + 1)
    assert states(talk) == [("urged_carrier", "broken")]
    talk.do(ANN, "open_work_order", consignment_id=talk.parcel_id, kind="chase")
    assert states(talk) == [("urged_carrier", "late")]


@pytest.mark.parametrize(
    "text",
    [
        "需要我帮您催一下吗？",
        "我可以帮您催件",
        "如果明天没到，我帮您催件",
        "已经帮您催件了",
        "Shall I chase it for you?",
        "If it isn't there by then, I'll chase it.",
        "快递预计3天内送到",
        "退款1到3个工作日到账",
        "您好，很高兴为您服务",
        "快递回复了：长沙转运中心还在积压，估计6月27号前后，具体时间他们也无法保证",
        "页面承诺的送达日期是6月28号，现在还没有超过",
        "退回仓库扫描后给您退款。要拦截吗？",
        "送到时您直接拒收就行，退回后照样给您退款",
        "The carrier says they will answer within 30 minutes.",
    ],
)
def test_questions_offers_conditions_estimates_and_rules_are_no_promises(talk: Desk, text: str) -> None:
    talk.say(text)
    assert states(talk) == []


def test_note_ticket_coupon_and_payout_keep_what_was_undertaken(talk: Desk) -> None:
    talk.say("我帮您备注一下")
    talk.say("我给您登记一个工单")
    talk.say("我给您发一张10元的券")
    talk.say("我给您打款12元")
    assert {what for what, _ in states(talk)} == {"noted", "registered", "coupon_sent", "paid_out"}
    talk.say("客户急用", kind="note")
    talk.do(ANN, "open_ticket", shopper_id=1, title="晚到", body="等答复", order_id=talk.order_id)
    talk.do(ANN, "grant_coupon", order_id=talk.order_id, amount_cents=1000)
    talk.do(ANN, "pay_out", order_id=talk.order_id, amount_cents=1200, reason="goodwill")
    assert {state for _, state in states(talk)} == {"kept"}


def test_asking_the_lead_is_kept_by_asking(talk: Desk) -> None:
    talk.say("我马上帮您向主管申请")
    assert states(talk) == [("forwarded_to_lead", "open")]
    talk.do(ANN, "pay_out", order_id=talk.order_id, amount_cents=8000, reason="goodwill")
    assert states(talk) == [("forwarded_to_lead", "kept")]


def test_a_deed_on_another_order_keeps_nothing(talk: Desk) -> None:
    with talk.act() as ctx:
        _, other = shipped(ctx, "arrived", shopper_id=1, variants=(2,))
    talk.say("我马上帮您催件")
    talk.do(ANN, "open_work_order", consignment_id=other, kind="chase")
    assert states(talk) == [("urged_carrier", "open")]


def test_a_vow_that_it_arrives_is_judged_in_the_mall(talk: Desk) -> None:
    talk.say("我保证明天一定送到")
    assert states(talk) == [("arrival", "open")]
    assert talk.read(promises_of, conversation_id=1)[0]["due_axis"] == "mall"
    talk.pass_time(2 * DAY)
    assert states(talk) == [("arrival", "broken")]


def test_short_spans_are_lived_at_the_desk_and_long_ones_in_the_mall(talk: Desk) -> None:
    talk.say("我10分钟内回复您")
    talk.say("我明天下午三点前给您回复")
    found = {p["due_axis"]: p["due_ms"] for p in talk.read(promises_of, conversation_id=1)}
    assert set(found) == {"desk", "mall"}
    opened = talk.view()["opened_desk_ms"]
    assert found["desk"] == opened + 10 * MINUTE


def test_promises_go_on_after_the_chat_is_closed(talk: Desk) -> None:
    talk.say("我马上帮您催件")
    talk.do(ANN, "close", conversation_id=1)
    talk.pass_time(HOUR)
    assert states(talk) == [("urged_carrier", "broken")]


@pytest.mark.parametrize(
    "text", ["我会在18号前回来告诉您进展", "I will write again before 18 June, with news or without."]
)
def test_i_will_write_by_a_day_is_judged_in_the_mall(talk: Desk, text: str) -> None:
    talk.say(text)
    assert [(p["what"], p["due_axis"]) for p in talk.read(promises_of, conversation_id=1)] == [
        ("reply", "mall")
    ]


def test_telling_of_what_is_done_already_promises_nothing(talk: Desk) -> None:
    talk.do(ANN, "grant_coupon", order_id=talk.order_id, amount_cents=1000)
    talk.say("给您添麻烦了，送您一张10元心意券，下次下单可用")
    talk.do(ANN, "open_work_order", consignment_id=talk.parcel_id, kind="chase")
    talk.say("我马上帮您催件")
    assert states(talk) == []
