"""What the recogniser must and must not hear in an agent's words."""

import pytest

from helpdesk.understanding import recognise
from helpdesk.understanding.values import SEVERE


def names(text: str) -> set[str]:
    return {act.name for act in recognise(text)}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("非常抱歉给您带来不便", "apologise"),
        ("您的包裹已经到武汉中转站了", "inform_status"),
        ("我明天下午三点前给您回复", "promise_deadline"),
        ("请稍等，我查一下", "ask_wait"),
        ("方便报一下订单号吗", "ask_order_or_identity"),
        ("给您补偿10元优惠券", "offer_compensation"),
        ("因为暴雨，快递延误了", "explain_cause"),
        ("不关我的事，你自己找快递去", "deflect"),
        ("加我微信说吧", "off_platform_lead"),
        ("I am so sorry about the delay", "apologise"),
        ("I'll call you back by 3 pm tomorrow.", "promise_deadline"),
        ("Could you send me your order number?", "ask_order_or_identity"),
        ("You should have read the size chart.", "blame_customer"),
        ("Not our department, go ask the courier.", "forbidden_phrase"),
    ],
)
def test_a_plain_act_of_the_desk_is_heard(text: str, act: str) -> None:
    assert act in names(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("对不起有用吗，你说", "apologise"),
        ("千万不要加对方微信，是骗子", "off_platform_lead"),
        ("快递那边说预计明天到", "promise_deadline"),
        ("感谢您的耐心等待", "ask_wait"),
        ("这不是您的错", "blame_customer"),
        ("我们不会向您要验证码的", "forbidden_phrase"),
        ("I'm not saying it is your fault", "blame_customer"),
        ("Sorry not sorry.", "apologise"),
        ("Please never share the code we text you with anyone.", "forbidden_phrase"),
        ("We don't take payments over WhatsApp.", "off_platform_lead"),
        ("One moment.", "promise_deadline"),
        ("The courier has already apologised.", "apologise"),
        ("Had it been our error, we would have paid.", "apologise"),
        ("Nobody wants your password", "empathise"),
        ("So what I can do is send it again", "forbidden_phrase"),
        ("If the parcel doesn't come by Friday I'll send another one", "offer_reship"),
        ("您提到的客服向您道过歉，我们记下了", "apologise"),
        ("您转述的“爱买不买”，我们会查", "forbidden_phrase"),
        ("给您补一张10元的券", "offer_reship"),
        ("店里从来没搞过好评返现", "forbidden_phrase"),
        ("微信收款码这种我们是不发的", "off_platform_lead"),
        ("客户群里谁让你扫码都别扫", "blame_customer"),
        ("If it were up to me I'd swap it, but it isn't", "offer_exchange"),
    ],
)
def test_what_only_looks_like_an_act_is_not_heard_as_one(text: str, act: str) -> None:
    assert act not in names(text)


def test_a_weak_vote_of_the_model_does_not_outweigh_a_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "empathise" not in names("我理解是氣話")
    assert "quote_policy" not in names("rules are rules")
    monkeypatch.setattr("helpdesk.understanding.recognising.DOUBTED", 0.0)
    assert "empathise" in names("我理解是氣話")
    assert "quote_policy" in names("rules are rules")


def test_not_our_department_is_both_passing_on_and_cold_wording() -> None:
    assert {"deflect", "forbidden_phrase"} <= names("这个不是我们部门负责的")


def test_traditional_characters_are_read_like_simplified_ones() -> None:
    assert names("我們會為您辦理全額退款") == names("我们会为您办理全额退款")


def test_a_turn_split_over_several_sends_is_judged_as_one() -> None:
    assert {"greet", "ask_wait"} <= names("亲亲在的\n稍等我看一下")


def test_severe_acts_always_name_the_pattern_that_found_them() -> None:
    for text in ("不关我的事", "加我微信", "You broke it yourself, your own fault", "我不知道"):
        for act in recognise(text):
            assert act.name not in SEVERE or act.reason.startswith("pattern:")


def test_every_act_points_at_words_of_the_message() -> None:
    text = "抱歉，您的包裹还在武汉，我明天下午三点前给您答复"
    for act in recognise(text):
        assert act.spans
        assert all(text[low:high].strip() for low, high in act.spans)
