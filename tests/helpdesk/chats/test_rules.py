"""A conversation's table, and what counts as an answer."""

import pytest

from core.errors import IllegalTransition, Invalid
from helpdesk.chats.rules import BUSY, ENDED, MOVES, STATES, checked_text, move, reopening, says_something
from helpdesk.chats.sessions import is_courtesy

HOUR = 3_600_000


def test_every_state_of_the_table_is_known_and_nothing_leaves_an_end() -> None:
    for (before, _, _), after in MOVES.items():
        assert before in STATES
        assert after in STATES
        assert before not in ENDED
    assert set(STATES) == {
        "queued",
        "active",
        "waiting_customer",
        "snoozed",
        "wrap_up",
        "closed",
        "abandoned",
    }


def test_what_the_table_does_not_name_is_refused_by_name() -> None:
    for state in STATES:
        for action, actor in {(a, who) for _, a, who in MOVES}:
            if (state, action, actor) in MOVES:
                continue
            with pytest.raises(IllegalTransition) as refusal:
                move(state, action, actor)
            assert refusal.value.status == 409
            assert refusal.value.params == {"what": "conversation", "state": state, "action": action}


def test_only_the_queue_can_be_accepted_from() -> None:
    assert [state for state in STATES if (state, "accept", "agent") in MOVES] == ["queued"]


def test_a_snoozed_conversation_fills_nobodys_hands() -> None:
    assert "snoozed" not in BUSY
    assert "wrap_up" in BUSY


def test_within_a_day_the_thread_goes_on_and_later_a_new_one_opens() -> None:
    assert reopening(None, None, 0) == "new"
    assert reopening("active", None, 10) == "same"
    assert reopening("closed", 0, 24 * HOUR - 1) == "next"
    assert reopening("closed", 0, 24 * HOUR) == "new"
    assert reopening("abandoned", 0, HOUR) == "next"


def test_a_message_has_words_and_not_too_many() -> None:
    assert checked_text("text", "  好的 ") == "好的"
    with pytest.raises(Invalid, match="message_empty"):
        checked_text("text", " \n ")
    with pytest.raises(Invalid, match="message_too_long"):
        checked_text("note", "x" * 2001)
    assert checked_text("card", "") == ""


@pytest.mark.parametrize(
    ("text", "acts", "news", "says"),
    [
        ("在的亲", ["greet"], [], False),
        ("您稍等", ["ask_wait"], [], False),
        ("我查一下，三分钟内回复您", ["promise_deadline"], [("duration", "reply")], False),
        ("看到您问的是订单2026", ["greet"], [("order_no", None)], False),
        ("抱歉让您久等了", ["apologise"], [], False),
        ("包裹卡在郑州", ["inform_status"], [("status", None)], True),
        ("抱歉，预计周四到", ["apologise"], [("date", "arrival")], True),
        ("嗯嗯", [], [], False),
        ("这件从武汉出来以后一直没动静", [], [], True),
        ("ok", [], [], False),
        ("it has been sitting there since then", [], [], True),
    ],
)
def test_a_greeting_or_please_wait_is_no_answer(
    text: str, acts: list[str], news: list[tuple[str, str | None]], says: bool
) -> None:
    assert says_something("text", text, acts, news) is says


def test_a_card_says_something() -> None:
    assert says_something("card", "", [], [])


@pytest.mark.parametrize(
    "text",
    [
        "好的",
        "好的谢谢",
        "行吧",
        "嗯嗯，知道了",
        "谢谢啦！",
        "ok thanks",
        "Thank you, bye.",
        "👍",
        "暂时没了",
        "嗯嗯，等你消息",
        "没有别的事了。",
        "钱收到了 好",
        "Certainly, I shall wait.",
        "No, that was all.",
    ],
)
def test_last_words_that_ask_for_nothing_are_courtesies(text: str) -> None:
    assert is_courtesy(text)


@pytest.mark.parametrize(
    "text",
    [
        "好的，那什么时候到",
        "谢谢，退款呢",
        "呵呵",
        "ok but when",
        "",
        "你们打算怎么办",
        "没收到",
        "我没有收到货",
        "我没有收到",
        "我不等了",
        "钱没收到",
        "I will not wait",
    ],
)
def test_a_question_is_no_courtesy(text: str) -> None:
    assert not is_courtesy(text)
