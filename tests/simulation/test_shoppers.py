"""How a shopper behaves: each test is a sentence a trainer could say."""

from __future__ import annotations

import pytest

from simulation.shoppers.personas import personas
from tests.simulation.stage import NOW, Stage

GREETING = "您好林女士，我是客服小安，看到您问的是电饭煲这单，我这就查物流，一分钟内给您结果。"
BACKLOG = "查到了，包裹停在郑州转运中心，那边爆仓积压了，确实晚了。"


def started(persona: str = "patient", truth: str = "hub_backlog", **more: object) -> Stage:
    stage = Stage(persona, truth, **more)  # type: ignore[arg-type]
    stage.go(26_000)
    return stage


def test_a_shopper_says_what_it_is_about_even_if_nobody_answers() -> None:
    for persona in personas():
        stage = Stage(persona, "hub_backlog")
        stage.go(50_000)
        assert any("电饭煲" in line or "郑州" in line or "快递" in line for line in stage.said()), persona


def test_a_shopper_asked_its_order_number_twice_says_so_and_is_angrier_for_that_cause() -> None:
    stage = started("polite_wordy", brief={"linked": False})
    stage.agent("请提供一下您的订单号。", wait=60_000)
    before, lines = stage.mind.anger, len(stage.said())
    stage.agent("麻烦再发一下订单号？", wait=30_000)
    again = [m for m in stage.moods if m.cause == "asked_again"]
    assert again and again[0].params == {"topic": "order_no", "times": 2}
    assert again[0].delta["anger"] > 0 and stage.mind.anger > before
    assert any("提供过" in line or "再发" in line or "回答" in line for line in stage.said()[lines:])


def test_an_order_number_is_given_when_asked_and_only_then() -> None:
    stage = started("polite_wordy", brief={"linked": False})
    assert not any("2026061200170331" in line for line in stage.said())
    stage.agent("请提供一下您的订单号。", wait=60_000)
    assert any("2026061200170331" in line for line in stage.said())


def test_one_who_writes_in_fragments_first_names_only_the_thing() -> None:
    stage = started("fragmentary", "not_dispatched")
    stage.agent("请问您的订单号是多少？", wait=25_000)
    assert not any("2026061200170331" in line for line in stage.said())
    stage.agent("订单号发一下哦", wait=45_000)
    assert any("2026061200170331" in line for line in stage.said())
    assert "asked_again" not in stage.causes()


def test_asking_for_what_the_linked_order_shows_costs_effort() -> None:
    stage = started("patient")
    stage.agent("请提供一下您的订单号。")
    assert "asked_known" in stage.causes() and stage.mind.effort > 0


def test_nobody_is_angry_within_thirty_seconds_and_everybody_after_three_minutes() -> None:
    for persona in personas():
        stage = Stage(persona, "hub_backlog")
        stage.mind.waits_limit = 0
        stage.go(30_000)
        assert "waited_first_reply" not in stage.causes()
    stage = Stage("patient", "hub_backlog")
    start = stage.mind.anger
    stage.go(200_000)
    assert stage.causes().count("waited_first_reply") >= 2 and stage.mind.anger > start


def test_the_silent_leaver_goes_without_a_word() -> None:
    stage = Stage("silent_leaver", "never_collected")
    stage.go(600_000)
    assert stage.done[0][1:] == ("leave", "abandoned")
    left = stage.done[0][0]
    assert not [t for t, who, _ in stage.lines if t > left - 20_000 and who == "shopper"]
    assert stage.stars() is None  # nobody answered: there is nothing to rate


def test_about_seven_in_ten_of_those_who_give_up_leave_silently() -> None:
    silent = total = 0
    for seed in range(16):
        for persona in ("patient", "fragmentary", "dictating"):
            stage = Stage(persona, "hub_backlog", seed=seed)
            stage.go(900_000)
            total += 1
            silent += not stage.mind.counts.get("say.leave_words") and not stage.mind.counts.get(
                "say.escalate_leave"
            )
    assert 0.5 < silent / total < 0.85


def test_the_same_apology_twice_without_news_angers_and_the_first_one_soothes() -> None:
    stage = started("deadline_parent")
    stage.agent("非常抱歉给您带来不便。", wait=20_000)
    assert stage.causes().count("apologised") == 1
    stage.agent("真的非常抱歉。", wait=20_000)
    assert "apologised_again" in stage.causes()


def test_a_pasted_line_is_noticed() -> None:
    stage = started("bursty_angry")
    for _ in range(2):
        stage.agent("亲，请您耐心等待，我们会尽快为您处理的。", wait=20_000)
    assert "pasted_again" in stage.causes()
    assert {"pasted_back"} <= {k.removeprefix("say.") for k in stage.mind.counts if k.startswith("say.")}


def test_be_patient_without_a_time_makes_an_angry_shopper_angrier() -> None:
    stage = started("bursty_angry")
    before = stage.mind.anger
    stage.agent("请您耐心等待。", wait=5_000)
    assert "vague_wait" in stage.causes() and stage.mind.anger > before


def test_a_minute_that_is_kept_builds_trust_and_one_that_is_not_breaks_it() -> None:
    kept = started("patient").agent(GREETING, wait=30_000)
    kept.agent(BACKLOG)
    assert "promise_kept" in kept.causes()
    broken = started("deadline_parent").agent(GREETING, wait=400_000)
    assert "promise_broken" in broken.causes()


def test_what_contradicts_the_order_page_costs_trust() -> None:
    stage = started("patient", "never_collected")
    before = stage.mind.trust
    stage.agent("包裹正在运输途中，已经到杭州中转站了。")
    assert "contradicts_page" in stage.causes() and stage.mind.trust < before


def test_two_dates_that_do_not_agree_are_held_against_the_agent() -> None:
    stage = started("patient")
    stage.agent("预计明天送到。", wait=20_000)
    stage.agent("预计6月20号送到。", wait=20_000)
    assert "contradicts_earlier" in stage.causes()


def test_money_said_to_be_paid_is_looked_for_and_missed() -> None:
    stage = started("bursty_angry")
    stage.agent("我已经给您打款10元补偿了。", wait=80_000)
    assert "not_seen_on_page" in stage.causes()


def test_money_that_is_on_the_page_soothes_without_a_word() -> None:
    stage = started("bursty_angry")
    stage.agent(BACKLOG)
    before = stage.mind.anger
    stage.page(payout_cents=650)
    stage.go(20_000)
    assert stage.mind.anger < before
    assert any("6.5" in line or "收到" in line or "看到" in line for line in stage.said()[-3:])


def test_a_refusal_without_reason_or_way_out_is_pushed_back() -> None:
    stage = started("deadline_parent")
    stage.agent("不好意思，这个不行的。")
    assert "refused_bare" in stage.causes()
    assert stage.mind.counts.get("say.pushback_refusal")


def test_a_refusal_with_reason_and_way_out_is_accepted_in_the_end() -> None:
    stage = started("compensation_fisher", "not_late")
    stage.agent("包裹在运输途中，页面承诺的日期是18号，现在还没有超过，预计周四送到。", wait=30_000)
    for _ in range(4):
        stage.agent(
            "因为没有超过承诺日期，按规则发不了延误补偿；我会盯着这件货，有消息主动告诉您。", wait=30_000
        )
    need = stage.mind.need("amends")
    assert need is not None and need.closed and 0.3 <= need.met <= 0.6


def test_blame_and_rudeness_are_never_forgiven_in_the_stars() -> None:
    stage = started("patient")
    stage.agent("这是您自己没看清楚，怪谁。", wait=20_000)
    assert "blamed" in stage.causes()
    stage.agent(BACKLOG).agent("预计周四送到。").page(payout_cents=2000)
    stage.go(20_000)
    stage.close()
    assert (stage.stars() or 5) <= 2


def test_a_threat_climbs_and_is_taken_back_at_a_concrete_time() -> None:
    stage = started("bursty_angry")
    stage.agent("请您耐心等待。", wait=15_000).agent("请您耐心等待。", wait=15_000).agent(
        "不知道。", wait=20_000
    )
    assert stage.mind.rung >= 1
    stage.agent("明白您着急，换我也急，确实晚了，抱歉。我刚刚催了快递，预计周四送到。", wait=20_000)
    assert "backed_down" in stage.causes() or stage.mind.anger > 0.72


def test_closing_too_early_brings_an_assertive_shopper_back() -> None:
    stage = started("deadline_parent")
    stage.agent("您好，有什么可以帮您？", wait=15_000)
    stage.close()
    assert "closed_early" in stage.causes()
    assert stage.mind.counts.get("say.closed_back") and stage.outcome() is None


def test_told_where_it_lies_the_shopper_goes_looks_and_tells_what_was_found() -> None:
    stage = started("patient", "signed_not_received", signer="station")
    stage.agent("快递回复说放在青鸽驿站代收了，麻烦您去看一眼。", wait=130_000)
    assert "found" in stage.causes()
    assert any("找到" in line or "拿到" in line or "取到" in line for line in stage.said())


def test_sent_to_the_wrong_place_the_shopper_comes_back_empty_handed() -> None:
    stage = started("patient", "signed_not_received", signer="neighbour")
    stage.agent("快递回复说放在青鸽驿站代收了，麻烦您去看一眼。", wait=130_000)
    assert "not_found" in stage.causes() and "found" not in stage.causes()


def test_who_does_not_understand_says_so() -> None:
    stage = started("patient")
    stage.agent("asdf qwer zxcv hjkl yuio", wait=20_000)
    assert stage.mind.counts.get("say.huh")


def test_nobody_thanks_for_nothing() -> None:
    for persona in personas():
        stage = started(persona)
        for _ in range(3):
            stage.agent("亲，您好呀。", wait=20_000)
        assert not [
            line for line in stage.said() if "谢谢" in line and "，谢谢" not in line and len(line) < 8
        ], persona


def test_refunding_in_transit_the_shopper_files_the_request_in_the_shop() -> None:
    stage = started("door_refuser", "refund_in_transit")
    stage.go(60_000)
    assert [d for d in stage.done if d[1] == "refund"]


def test_agreed_refund_is_seen_and_ends_as_such() -> None:
    stage = started("door_refuser", "refund_in_transit")
    stage.agent("好的，我帮您拦截退回，退回仓库后退款，一般1到3个工作日到账。", wait=25_000)
    stage.page(return_state="intercepting")
    stage.go(20_000)
    stage.agent("您看这样处理可以吗？", wait=25_000).close()
    assert stage.outcome() == "refund_requested"


def test_the_seeker_of_a_human_is_calmed_by_one_who_answers() -> None:
    stage = started("human_seeker", "not_late")
    assert any("人工" in line or "真人" in line or "活人" in line for line in stage.said())
    stage.agent("包裹在运输途中，预计周四送到。", wait=40_000).agent("您看可以吗？", wait=30_000).close()
    assert stage.outcome() == "solved" and (stage.stars() or 0) >= 4


@pytest.mark.parametrize(
    "truth", ["hub_backlog", "storm", "not_dispatched", "never_collected", "signed_not_received", "not_late"]
)
def test_moods_stay_between_nothing_and_all(truth: str) -> None:
    lines = [
        "请您耐心等待。",
        "这是您自己的问题。",
        "不知道。",
        "非常抱歉。",
        BACKLOG,
        "预计明天送到。",
        "已经给您退款了。",
    ]
    for persona in personas():
        stage = started(persona, truth)
        for turn in range(14):
            stage.agent(lines[(turn * 3 + len(persona)) % len(lines)], wait=12_000)
            for value in (stage.mind.anger, stage.mind.trust, stage.mind.effort):
                assert 0.0 <= value <= 1.0


def test_the_mind_survives_being_written_down() -> None:
    from simulation.shoppers.values import Mind

    stage = started("bursty_angry").agent(GREETING).agent(BACKLOG)
    assert Mind.from_json(stage.mind.to_json()).to_json() == stage.mind.to_json()
    assert NOW > 0


def test_the_same_case_told_the_same_answers_the_same() -> None:
    def play() -> list[tuple[int, str, str]]:
        return started("bursty_angry").agent(GREETING).agent(BACKLOG).agent("预计周四送到。").lines

    assert play() == play()


def test_another_seed_is_another_person() -> None:
    said = {tuple(started("patient", seed=seed).said()) for seed in range(12)}
    assert len(said) >= 9
