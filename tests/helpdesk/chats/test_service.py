"""Shoppers ask, agents answer."""

from __future__ import annotations

from typing import Any

import pytest

from core.errors import Forbidden, IllegalTransition, Invalid, NotFound, Refusal
from helpdesk.chats.models import ChatSession, Turn
from helpdesk.chats.queries import shop_thread, thread
from tests.helpdesk.conftest import ANN, BO, DAY, HOUR, LEAD, LI_SAYS, MINUTE, SECOND, WANG_SAYS, Desk, rows


def turns(desk: Desk) -> list[Any]:
    return desk.read(rows, table=Turn.__table__)


def sessions(desk: Desk) -> list[Any]:
    return desk.read(rows, table=ChatSession.__table__)


def test_a_shopper_who_writes_opens_a_conversation_and_waits(desk: Desk) -> None:
    message = desk.ask("在吗", order_id=desk.order_id)
    view = desk.view()
    assert view["state"] == "queued"
    assert view["order_id"] == desk.order_id
    assert view["order_no"]
    assert view["shopper"]["nick"] == "li_min"
    assert view["unread"] == 1
    assert view["waiting_since_desk_ms"] == message["desk_ms"]
    assert view["last_message"] == message
    assert desk.kinds()[-2:] == ["helpdesk.conversation.opened", "helpdesk.message.sent"]


def test_a_message_knows_the_number_of_its_event(desk: Desk) -> None:
    messages = [desk.ask("在吗"), desk.ask("人呢"), desk.ask("我那个快递怎么不动了")]
    sent = desk.log("helpdesk.message.sent")
    assert [m["seq"] for m in messages] == [row.seq for row in sent]


def test_a_burst_goes_into_the_same_conversation_and_the_same_turn(desk: Desk) -> None:
    for text in ("在吗", "人呢", "???"):
        desk.ask(text)
        desk.pass_time(3 * SECOND)
    assert desk.view()["unread"] == 3
    assert [t.outcome for t in turns(desk)] == ["open"]
    assert len(desk.picture()["conversations"]) == 1


def test_the_same_client_id_twice_is_one_message(desk: Desk) -> None:
    first = desk.ask("在吗", client_id="a")
    assert desk.ask("在吗", client_id="a") == first
    desk.do(ANN, "accept", conversation_id=1)
    said = desk.say("您好，请说", client_id="a")
    assert desk.say("您好，请说", client_id="a") == said
    assert said["id"] != first["id"]
    assert len(desk.log("helpdesk.message.sent")) == 2


def test_an_answer_makes_it_the_shoppers_turn_and_is_read_at_once(desk: Desk) -> None:
    number = desk.accepted()
    desk.pass_time(20 * SECOND)
    desk.say("您好，这就看")
    view = desk.view(number)
    assert view["state"] == "waiting_customer"
    assert view["unread"] == 0
    assert view["waiting_since_desk_ms"] is None
    assert view["first_reply_desk_ms"] == view["opened_desk_ms"] + 20 * SECOND
    desk.ask("好")
    assert desk.state(number) == "active"


def test_a_greeting_answers_the_turn_but_only_a_real_answer_is_substantive(desk: Desk) -> None:
    desk.accepted()
    desk.pass_time(10 * SECOND)
    desk.say("在的亲")
    desk.pass_time(30 * SECOND)
    desk.say("您的包裹在郑州转运中心，还在运输中")
    turn, session = turns(desk)[0], sessions(desk)[0]
    opened = turn.opened_desk_ms
    assert (turn.answered_desk_ms - opened, turn.substantive_desk_ms - opened) == (10 * SECOND, 40 * SECOND)
    assert (session.first_reply_desk_ms - opened, session.substantive_desk_ms - opened) == (
        10 * SECOND,
        40 * SECOND,
    )
    assert session.agent_messages == 2


def test_a_note_is_for_the_desk_and_answers_nobody(desk: Desk) -> None:
    number = desk.accepted()
    note = desk.say("客户很急", kind="note")
    view = desk.view(number)
    assert view["state"] == "active"
    assert view["last_message"]["id"] != note["id"]
    assert view["waiting_since_desk_ms"] is not None
    assert [row.audience for row in desk.log("helpdesk.message.sent")][-1] == "desk"
    assert note["id"] in [m["id"] for m in desk.read(thread, conversation_id=number)["messages"]]
    assert note["id"] not in [m["id"] for m in desk.read(shop_thread, LI_SAYS)["messages"]]
    assert not desk.log("helpdesk.message.understood")


def test_nobody_answers_in_another_agents_conversation_but_a_lead_may(desk: Desk) -> None:
    number = desk.accepted(agent=ANN)
    with pytest.raises(Forbidden, match="not_your_conversation"):
        desk.say("我来", agent=BO)
    desk.say("我是主管，我来处理", agent=LEAD)
    assert desk.view(number)["last_message"]["author_id"] == 3
    assert desk.view(number)["last_message"]["author_kind"] == "agent"


def test_who_is_in_the_queue_is_accepted_before_they_are_answered(desk: Desk) -> None:
    desk.ask()
    with pytest.raises(IllegalTransition):
        desk.say("您好")
    assert len(desk.log("helpdesk.message.sent")) == 1


def test_a_card_shows_the_record_as_it_is_and_only_the_shoppers_own(desk: Desk) -> None:
    desk.accepted()
    card = desk.say("", kind="card", card={"type": "tracking", "id": desk.parcel_id})["card"]
    assert card["carrier"] == "Heyou Express"
    assert card["state"] == "in_transit"
    assert card["order_id"] == desk.order_id
    assert desk.say("", kind="card", card={"type": "order", "id": desk.order_id})["card"]["units"] == 1
    with pytest.raises(NotFound):
        desk.say("", kind="card", card={"type": "order", "id": desk.other_order_id})
    with pytest.raises(Invalid, match="card_malformed"):
        desk.say("", kind="card", card={"type": "order"})


def test_a_coupon_card_shows_its_worth(desk: Desk) -> None:
    desk.accepted()
    made = desk.do(ANN, "grant_coupon", order_id=desk.order_id, amount_cents=500)
    card = desk.say("", kind="card", card={"type": "coupon", "id": made["coupon_id"]})["card"]
    assert card["amount_cents"] == 500


def test_another_persons_order_can_not_be_brought_along(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.ask(order_id=desk.other_order_id)
    with pytest.raises(Invalid, match="message_kind_unknown"):
        desk.ask(kind="note")


def test_a_pictures_message_is_kept_as_one(desk: Desk) -> None:
    message = desk.ask("", kind="image", card={"type": "image", "code": "screenshot"})
    assert message["card"] == {"type": "image", "code": "screenshot"}


def test_read_marks_count_down_and_never_go_back(desk: Desk) -> None:
    first, second = desk.ask("在吗"), desk.ask("人呢")
    desk.do(ANN, "accept", conversation_id=1)
    assert desk.do(ANN, "mark_read", conversation_id=1, message_id=first["id"])["unread"] == 1
    assert desk.do(BO, "mark_read", conversation_id=1, message_id=second["id"])["unread"] == 1
    assert desk.do(ANN, "mark_read", conversation_id=1, message_id=second["id"])["unread"] == 0
    assert (
        desk.do(ANN, "mark_read", conversation_id=1, message_id=first["id"])["agent_read_id"] == second["id"]
    )
    assert len(desk.log("helpdesk.conversation.read")) == 2


def test_a_message_of_another_conversation_marks_nothing(desk: Desk) -> None:
    desk.accepted()
    other = desk.ask("你好", shopper=WANG_SAYS)
    with pytest.raises(NotFound):
        desk.do(ANN, "mark_read", conversation_id=1, message_id=other["id"])


def test_the_shopper_sees_what_they_have_not_read(desk: Desk) -> None:
    desk.accepted()
    said = desk.say("您好，看到了")
    assert desk.read(shop_thread, LI_SAYS)["conversation"]["shopper_read_id"] < said["id"]
    view = desk.do(LI_SAYS, "shopper_read", message_id=said["id"])
    assert view["shopper_read_id"] == said["id"]


def test_leaving_the_queue_is_abandoning(desk: Desk) -> None:
    desk.ask()
    desk.pass_time(90 * SECOND)
    assert desk.do(LI_SAYS, "leave")["state"] == "abandoned"
    assert [(s.end, s.invited) for s in sessions(desk)] == [("abandoned", False)]
    assert [t.outcome for t in turns(desk)] == ["unanswered"]
    with pytest.raises(IllegalTransition):
        desk.do(LI_SAYS, "leave")


def test_who_leaves_after_being_served_lets_the_agent_finish_the_records(desk: Desk) -> None:
    number = desk.accepted()
    desk.say("在郑州转运中心，我帮您查")
    assert desk.do(LI_SAYS, "leave")["state"] == "wrap_up"
    desk.say("已记录", kind="note")
    desk.pass_time(2 * MINUTE)
    view = desk.view(number)
    assert (view["state"], view["close_reason"]) == ("closed", "shopper_left")


def test_only_who_was_answered_may_rate_and_only_once(desk: Desk) -> None:
    desk.accepted()
    with pytest.raises(Refusal, match="rating_not_invited"):
        desk.do(LI_SAYS, "rate", stars=5)
    desk.say("在郑州转运中心")
    desk.do(LI_SAYS, "leave")
    assert desk.read(shop_thread, LI_SAYS)["invited_to_rate"] is True
    assert desk.do(LI_SAYS, "rate", stars=4, text="还行")["rating"] == 4
    assert desk.read(shop_thread, LI_SAYS)["invited_to_rate"] is False
    with pytest.raises(Refusal, match="already_rated"):
        desk.do(LI_SAYS, "rate", stars=1)
    with pytest.raises(Invalid, match="stars_out_of_range"):
        desk.do(LI_SAYS, "rate", stars=6)
    assert sessions(desk)[0].rating == 4


def test_nobody_rates_silence(desk: Desk) -> None:
    number = desk.accepted()
    desk.do(ANN, "close", conversation_id=number)
    with pytest.raises(Refusal, match="rating_not_invited"):
        desk.do(LI_SAYS, "rate", stars=1)


def test_writing_again_within_a_day_begins_a_new_session_with_clean_figures(desk: Desk) -> None:
    number = desk.accepted()
    desk.say("在郑州转运中心")
    desk.do(ANN, "close", conversation_id=number)
    desk.do(LI_SAYS, "rate", stars=5)
    desk.pass_time(HOUR)
    message = desk.ask("怎么还没到")
    view = desk.view(number)
    assert message["conversation_id"] == number
    assert message["session_no"] == view["session_no"] == 2
    assert view["state"] == "queued"
    clean = (
        "agent_id",
        "accepted_desk_ms",
        "first_reply_desk_ms",
        "closed_desk_ms",
        "rating",
        "close_reason",
    )
    assert [view[name] for name in clean] == [None] * len(clean)
    assert view["opened_desk_ms"] == message["desk_ms"]
    assert view["order_id"] == desk.order_id
    assert [(s.session_no, s.rating) for s in sessions(desk)] == [(1, 5), (2, None)]
    assert "helpdesk.conversation.continued" in desk.kinds()


def test_writing_again_after_a_day_opens_another_conversation(desk: Desk) -> None:
    number = desk.accepted()
    desk.do(ANN, "close", conversation_id=number)
    desk.pass_time(DAY)
    assert desk.ask("你好")["conversation_id"] == number + 1


def test_a_turn_left_open_at_the_end_is_unanswered_unless_it_was_only_thanks(desk: Desk) -> None:
    number = desk.accepted()
    desk.say("在郑州转运中心，周四到")
    desk.ask("好的 谢谢")
    desk.do(ANN, "close", conversation_id=number)
    desk.ask("那什么时候退款")
    desk.do(ANN, "accept", conversation_id=number)
    desk.do(ANN, "close", conversation_id=number)
    assert [t.outcome for t in turns(desk)] == ["answered", "courtesy", "unanswered"]


def test_thanks_that_nobody_ever_answered_are_still_unanswered(desk: Desk) -> None:
    desk.ask("好的")
    desk.do(LI_SAYS, "leave")
    assert [t.outcome for t in turns(desk)] == ["unanswered"]


def test_drafts_are_kept_per_agent_and_kind_and_an_older_one_never_wins(desk: Desk) -> None:
    number = desk.accepted()
    desk.do(ANN, "save_draft", conversation_id=number, kind="reply", text="您好", version=2)
    assert desk.do(ANN, "save_draft", conversation_id=number, kind="reply", text="您", version=1) == {
        "text": "您好",
        "version": 2,
    }
    desk.do(ANN, "save_draft", conversation_id=number, kind="note", text="急", version=1)
    found = desk.read(thread, conversation_id=number)["drafts"]
    assert found == {"reply": {"text": "您好", "version": 2}, "note": {"text": "急", "version": 1}}
    assert desk.read(thread, BO, conversation_id=number)["drafts"]["reply"] == {"text": "", "version": 0}
    before = len(desk.log())
    desk.do(ANN, "save_draft", conversation_id=number, kind="reply", text="您好亲", version=3)
    assert len(desk.log()) == before


def test_older_messages_come_in_pages(desk: Desk) -> None:
    number = desk.accepted()
    for index in range(70):
        desk.ask(f"第{index}条")
    page = desk.read(thread, conversation_id=number)
    assert len(page["messages"]) == 50
    rest = desk.read(thread, conversation_id=number, before=page["next_before"])
    assert len(rest["messages"]) == 21
    assert rest["next_before"] is None
    assert rest["messages"][-1]["id"] < page["messages"][0]["id"]


def test_a_shopper_who_waits_sees_how_many_are_before_them(desk: Desk) -> None:
    desk.ask("在吗", shopper=WANG_SAYS)
    desk.pass_time(SECOND)
    desk.ask("在吗")
    assert desk.read(shop_thread, LI_SAYS)["conversation"]["queue_position"] == 1
    assert desk.read(shop_thread, WANG_SAYS)["conversation"]["queue_position"] == 0
    desk.do(ANN, "accept_next")
    assert desk.read(shop_thread, LI_SAYS)["conversation"]["queue_position"] == 0
    assert desk.read(shop_thread, WANG_SAYS)["conversation"]["queue_position"] is None


def test_a_shopper_shows_the_thing_they_look_at(desk: Desk) -> None:
    card = desk.ask("", kind="card", card={"type": "product", "id": 2})["card"]
    assert (card["type"], card["title"], card["price_cents"]) == ("product", "Scarf", 9_900)
