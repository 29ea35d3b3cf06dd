"""Who handles what."""

from __future__ import annotations

import pytest

from core.errors import Forbidden, IllegalTransition, Invalid, Refusal
from helpdesk.agents.models import Agent
from helpdesk.chats.models import ChatSession, Turn
from tests.helpdesk.conftest import ANN, BO, LI_SAYS, MINUTE, SECOND, WANG_SAYS, Desk, rows


def test_the_next_one_is_who_has_waited_longest(desk: Desk) -> None:
    desk.ask("在吗", shopper=WANG_SAYS)
    desk.pass_time(SECOND)
    desk.ask("在吗", shopper=LI_SAYS)
    assert desk.do(ANN, "accept_next")["shopper"]["nick"] == "wang_l"
    assert desk.do(BO, "accept_next")["shopper"]["nick"] == "li_min"
    with pytest.raises(Refusal, match="queue_empty"):
        desk.do(ANN, "accept_next")


def test_a_conversation_is_accepted_once(desk: Desk) -> None:
    desk.ask()
    assert desk.do(ANN, "accept", conversation_id=1)["agent_id"] == 1
    with pytest.raises(IllegalTransition):
        desk.do(BO, "accept", conversation_id=1)
    assert len(desk.log("helpdesk.conversation.accepted")) == 1


def test_nobody_takes_more_than_their_capacity(desk: Desk) -> None:
    with desk.act() as ctx:
        ctx.update(Agent, 1, capacity=1)
    desk.accepted()
    desk.ask("在吗", shopper=WANG_SAYS)
    with pytest.raises(Refusal, match="over_capacity") as refusal:
        desk.do(ANN, "accept_next")
    assert refusal.value.params == {"capacity": 1}
    assert desk.state(2) == "queued"
    desk.do(ANN, "snooze", conversation_id=1)
    assert desk.do(ANN, "accept_next")["id"] == 2


def test_who_is_paused_or_away_takes_no_new_chats_but_goes_on_with_theirs(desk: Desk) -> None:
    desk.accepted()
    for presence in ("paused", "break"):
        desk.do(ANN, "set_presence", presence=presence)
        desk.say("还在看，请稍等")
    desk.ask("在吗", shopper=WANG_SAYS)
    with pytest.raises(Refusal, match="agent_not_online"):
        desk.do(ANN, "accept_next")


def test_snoozed_until_a_time_comes_back_at_that_time(desk: Desk) -> None:
    number = desk.accepted()
    desk.say("我十分钟后回复您")
    view = desk.do(ANN, "snooze", conversation_id=number, until_minutes=10)
    assert view["snoozed_until_desk_ms"] == desk.view()["opened_desk_ms"] + 10 * MINUTE
    desk.pass_time(10 * MINUTE - 1)
    assert desk.state() == "snoozed"
    desk.pass_time(1)
    assert desk.state() == "active"
    assert desk.view()["snoozed_until_desk_ms"] is None


def test_snoozed_until_a_reply_comes_back_with_the_reply(desk: Desk) -> None:
    number = desk.accepted()
    desk.do(ANN, "snooze", conversation_id=number)
    desk.pass_time(60 * MINUTE)
    assert desk.state() == "snoozed"
    desk.ask("喂")
    assert desk.state() == "active"
    assert desk.kinds()[-2:] == ["helpdesk.conversation.resumed", "helpdesk.message.sent"]


def test_a_snoozed_one_whose_agent_is_gone_goes_to_the_queue(desk: Desk) -> None:
    number = desk.accepted()
    desk.say("在郑州转运中心")
    desk.do(ANN, "snooze", conversation_id=number, until_minutes=10)
    desk.do(ANN, "set_presence", presence="offline")
    desk.pass_time(10 * MINUTE)
    assert desk.state() == "queued"
    assert desk.view()["agent_id"] is None


def test_a_reply_to_a_snoozed_one_whose_agent_is_gone_goes_to_the_queue(desk: Desk) -> None:
    number = desk.accepted()
    desk.say("在郑州转运中心")
    desk.do(ANN, "snooze", conversation_id=number)
    desk.do(ANN, "set_presence", presence="offline")
    desk.ask("喂")
    assert desk.state() == "queued"
    assert desk.do(BO, "accept_next")["agent_id"] == 2


def test_resuming_takes_up_again(desk: Desk) -> None:
    number = desk.accepted()
    desk.do(ANN, "snooze", conversation_id=number, until_minutes=5)
    assert desk.do(ANN, "resume", conversation_id=number)["state"] == "active"
    assert desk.pass_time(5 * MINUTE) == 0
    with pytest.raises(IllegalTransition):
        desk.do(ANN, "resume", conversation_id=number)
    with pytest.raises(Invalid, match="snooze_out_of_range"):
        desk.do(ANN, "snooze", conversation_id=number, until_minutes=0)


def test_wrap_up_closes_by_itself(desk: Desk) -> None:
    number = desk.accepted()
    desk.say("在郑州转运中心，周四到")
    assert desk.do(ANN, "wrap_up", conversation_id=number)["state"] == "wrap_up"
    desk.pass_time(MINUTE)
    view = desk.view()
    assert (view["state"], view["close_reason"]) == ("closed", "wrapped_up")
    assert desk.log("helpdesk.conversation.closed")[0].actor == "timer"


def test_a_word_in_wrap_up_brings_it_back(desk: Desk) -> None:
    number = desk.accepted()
    desk.say("在郑州转运中心，周四到")
    desk.do(ANN, "wrap_up", conversation_id=number)
    desk.ask("还有个事")
    assert desk.state() == "active"
    desk.pass_time(MINUTE)
    assert desk.state() == "active"


def test_a_silent_shopper_is_asked_and_then_let_go(desk: Desk) -> None:
    desk.accepted()
    desk.say("您看这样可以吗")
    desk.pass_time(4 * MINUTE)
    last = desk.view()["last_message"]
    assert (last["author_kind"], last["kind"], last["text"]) == ("system", "system", "idle_warning")
    desk.pass_time(3 * MINUTE)
    assert (desk.state(), desk.view()["close_reason"]) == ("wrap_up", "idle")
    desk.pass_time(MINUTE)
    assert (desk.state(), desk.view()["close_reason"]) == ("closed", "idle")


def test_an_answer_after_the_warning_keeps_it_open(desk: Desk) -> None:
    desk.accepted()
    desk.say("您看这样可以吗")
    desk.pass_time(5 * MINUTE)
    desk.ask("可以")
    desk.pass_time(10 * MINUTE)
    assert desk.state() == "active"


def test_the_systems_line_is_no_answer(desk: Desk) -> None:
    desk.accepted()
    desk.say("您看这样可以吗")
    desk.pass_time(4 * MINUTE)
    assert [(s.agent_messages, s.shopper_messages) for s in desk.read(rows, table=ChatSession.__table__)] == [
        (1, 1)
    ]


def test_offline_for_two_minutes_gives_the_chats_back(desk: Desk) -> None:
    number = desk.accepted()
    asked = desk.view()["waiting_since_desk_ms"]
    desk.do(ANN, "set_presence", presence="offline")
    desk.pass_time(2 * MINUTE)
    view = desk.view(number)
    assert (view["state"], view["agent_id"]) == ("queued", None)
    assert view["waiting_since_desk_ms"] == asked
    kept = [(t.outcome, t.owner) for t in desk.read(rows, table=Turn.__table__)]
    assert kept == [("unanswered", "agent:1"), ("open", None)]
    desk.do(BO, "accept_next")
    desk.say("您好，我是新接手的客服，看到您的件在郑州", agent=BO)
    assert [t.owner for t in desk.read(rows, table=Turn.__table__)] == ["agent:1", "agent:2"]


def test_back_in_time_keeps_the_chats(desk: Desk) -> None:
    desk.accepted()
    desk.do(ANN, "set_presence", presence="offline")
    desk.pass_time(MINUTE)
    desk.do(ANN, "set_presence", presence="online")
    desk.pass_time(5 * MINUTE)
    assert desk.state() == "active"


def test_closing_is_for_its_agent_and_has_a_reason(desk: Desk) -> None:
    number = desk.accepted()
    with pytest.raises(Forbidden):
        desk.do(BO, "close", conversation_id=number, reason="solved")
    with pytest.raises(Invalid, match="close_reason_malformed"):
        desk.do(ANN, "close", conversation_id=number, reason="Solved!")
    assert desk.do(ANN, "close", conversation_id=number, reason="solved")["close_reason"] == "solved"
    with pytest.raises(IllegalTransition):
        desk.do(ANN, "close", conversation_id=number)


def test_presence_changes_are_announced_and_nothing_changes_twice(desk: Desk) -> None:
    desk.do(ANN, "set_presence", presence="break")
    assert desk.happened("helpdesk.agent.presence_changed")[0]["agent"]["presence"] == "break"
    with pytest.raises(IllegalTransition):
        desk.do(ANN, "set_presence", presence="break")
    with pytest.raises(Invalid, match="presence_unknown"):
        desk.do(ANN, "set_presence", presence="asleep")
