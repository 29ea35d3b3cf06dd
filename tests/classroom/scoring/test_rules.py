"""Marking a case: what counts, what costs, and what is left out because it did not apply."""

import pytest

from classroom.scoring.blocks import communication, outcome, process, records, timeliness, truth
from classroom.scoring.marking import first_fault, gravest, mark
from classroom.scoring.values import CaseFile, Line
from tests.classroom.scoring.stories import Story, good_chase


def line(case: CaseFile, rule: str) -> Line:
    return next(one for block in mark(case).blocks for one in block.lines if one.rule == rule)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_an_expert_handling_of_a_backlog_scores_above_ninety(language: str) -> None:
    marked = mark(good_chase(language))
    assert marked.knock_out is None
    assert marked.score is not None and marked.score > 90, [
        (one.rule, one.points, one.max, one.params) for b in marked.blocks for one in b.lines if one.lost
    ]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_being_only_polite_scores_below_sixty(language: str) -> None:
    story = Story("hub_backlog", language)
    polite = {
        "zh-CN": [
            "您好，很高兴为您服务！",
            "非常抱歉给您带来不便，请您耐心等待。",
            "感谢您的理解，祝您生活愉快！",
        ],
        "en": [
            "Hello, thank you for contacting us!",
            "I'm so sorry for the inconvenience, please wait a little.",
            "Thank you for your patience, have a nice day!",
        ],
    }[language]
    for index, text in enumerate(polite):
        story.shopper(index * 60, "到底什么时候到" if language == "zh-CN" else "when will it arrive")
        story.agent(index * 60 + 15, text)
    case = story.mood(100, 0.6, "not_answered").ended(300, "abandoned", 2)
    assert mark(case).score < 60


def test_pasting_scripts_scores_below_sixty_and_the_false_chase_is_the_fault_named_first() -> None:
    story = Story("hub_backlog").shopper(0, "快递三天没动了")
    story.agent(5, "您好，欢迎光临！请问有什么可以帮您？").shopper(30, "我说了快递三天没动")
    story.agent(35, "亲，已帮您催件了，请耐心等待。").shopper(60, "催到什么结果")
    story.agent(65, "亲，已帮您催件了，请耐心等待。").mood(70, 0.5, "pasted_again")
    case = story.ended(200, "abandoned", 1)
    assert mark(case).score < 60
    wrong = line(case, "truth.no_false_words")
    assert (wrong.verdict, wrong.params["contradicted"], wrong.params["kind"]) == ("none", 2, "action_done")
    assert "催件" in (wrong.evidence[0].quote or "")


def test_right_actions_without_a_word_score_below_eighty() -> None:
    story = Story("hub_backlog").shopper(0, "在吗").deed(20, "chase").deed(25, "late_credit", 520)
    case = (
        story.deed(30, "note", text="已催件，已补偿")
        .mood(200, 0.7, "waited_first_reply")
        .ended(300, "abandoned")
    )
    marked = mark(case)
    assert marked.score is not None and marked.score < 80
    assert line(case, "outcome.required_action").verdict == "full"
    assert line(case, "truth.no_false_words").verdict == "na"


def test_a_chase_that_was_said_but_never_opened_is_contradicted_and_one_that_was_opened_is_not() -> None:
    said = Story().shopper(0, "催了吗").agent(10, "已帮您催件了").ended(50, "partial")
    done = Story().shopper(0, "催了吗").deed(8, "chase").agent(10, "已帮您催件了").ended(50, "partial")
    assert line(said, "truth.no_false_words").verdict == "none"
    assert line(done, "truth.no_false_words").verdict == "full"
    assert line(done, "truth.no_false_words").points == 8


def test_a_delay_credit_under_force_majeure_is_money_outside_policy() -> None:
    story = Story("storm", status="stuck").shopper(0, "怎么还没到").deed(20, "late_credit", 520)
    story.agent(25, "已经给您补偿了5.2元")
    one = line(story.ended(60, "solved"), "outcome.money_right")
    assert one.verdict == "none"
    assert one.params["why"] == "force_majeure" and one.params["credit_cents"] == 520
    assert one.evidence[0].record == "late_credit:2"


def test_a_goodwill_coupon_within_p8_is_right_where_the_rule_leaves_room() -> None:
    story = (
        Story("storm").shopper(0, "怎么还没到").agent(10, "这次是天气原因，不可抗力").deed(20, "coupon", 1000)
    )
    assert line(story.ended(60, "solved"), "outcome.money_right").verdict == "full"
    more = Story("not_late").shopper(0, "在吗").agent(5, "在的").deed(20, "coupon", 1000).ended(60, "solved")
    assert line(more, "outcome.money_right").verdict == "none"


def test_half_of_what_is_due_earns_a_share() -> None:
    story = Story().shopper(0, "在吗").agent(5, "在的").deed(20, "coupon", 260)
    assert line(story.ended(60, "solved"), "outcome.money_right").points == pytest.approx(3.5)


def test_changing_somebody_elses_order_costs_the_line() -> None:
    story = Story().shopper(0, "在吗").agent(5, "在的").deed(20, "coupon", 500, order_id=99)
    assert line(story.ended(60, "solved"), "outcome.nothing_else").verdict == "none"


def test_what_does_not_apply_leaves_the_denominator() -> None:
    case = (
        Story("not_late")
        .shopper(0, "什么时候到")
        .agent(10, "在承诺时间内，明天就到路上了")
        .ended(30, "solved")
    )
    na = {one.rule for b in mark(case).blocks for one in b.lines if one.verdict == "na"}
    assert {
        "outcome.required_action",
        "records.note",
        "records.ticket",
        "process.confirm_before_change",
    } <= na
    assert all(b.score is None for b in mark(case).blocks if b.name == "records")


def test_thirty_seconds_are_full_marks_and_three_minutes_none() -> None:
    shares = [timeliness.share_of(ms) for ms in (0, 30_000, 105_000, 180_000, 400_000)]
    assert shares == [1.0, 1.0, 0.5, 0.0, 0.0]


def test_waiting_while_the_desk_was_full_is_allowed_for_up_to_a_minute() -> None:
    alone = Story().shopper(0, "在吗").agent(105, "查到了，件在武汉分拨中心，积压").ended(150, "solved")
    busy = (
        Story()
        .shopper(0, "在吗")
        .agent(105, "查到了，件在武汉分拨中心，积压")
        .ended(150, "solved", full_desk=((0, 90_000),))
    )
    assert timeliness.first_reply(alone).points == pytest.approx(1.5)
    assert timeliness.first_reply(busy).points == pytest.approx(2.7)
    assert timeliness.first_reply(busy).params["allowed_ms"] == 60_000


def test_an_empty_greeting_is_a_first_reply_but_no_substantive_answer() -> None:
    case = Story().shopper(0, "在吗").agent(5, "您好，在的，请稍等").ended(150, "abandoned")
    assert timeliness.first_reply(case).verdict == "full"
    assert timeliness.substantive(case).verdict == "none"


def test_a_message_the_recogniser_did_not_understand_never_costs_points() -> None:
    story = (
        Story("signed_not_received", status="delivered")
        .shopper(0, "显示签收了我没收到")
        .mood(1, 0.5, "arrived")
    )
    case = story.agent(10, "噢哟这趟子事体蛮难弄额").ended(40, "partial")
    assert case.agent[0].acts == () and case.agent[0].statements == ()
    assert communication.acknowledged_anger(case).verdict == "na"
    assert truth.facts_told(case).verdict == "na"
    assert timeliness.substantive(case).verdict == "full"


def test_asking_a_known_shopper_for_the_order_number_costs_and_is_right_when_nothing_is_linked() -> None:
    question = "请您提供一下订单号"
    known = Story().shopper(0, "快递没动").agent(10, question).ended(40, "solved")
    unknown = Story(linked=False).shopper(0, "快递没动").agent(10, question).ended(40, "solved")
    assert process.no_identity_question(known).verdict == "none"
    assert process.no_identity_question(unknown).verdict == "full"


def test_interception_needs_the_shoppers_yes_first() -> None:
    rash = (
        Story("refund_in_transit", status="in_transit")
        .shopper(0, "我要退款")
        .deed(10, "refund_request", 10400)
    )
    rash.agent(15, "已经提交了")
    asked = Story("refund_in_transit", status="in_transit").shopper(0, "我要退款")
    asked.agent(12, "可以退，拦截不一定成功，退回仓库后退款，您要现在拦截吗？").shopper(20, "拦")
    asked.deed(25, "refund_request", 10400).agent(30, "已提交拦截")
    assert process.confirm_before_change(rash.ended(40, "solved")).verdict == "none"
    assert process.confirm_before_change(asked.ended(40, "solved")).verdict == "full"


def test_a_bare_no_costs_and_a_no_with_a_way_out_does_not() -> None:
    bare = Story("not_late").shopper(0, "赔钱").agent(10, "不能赔偿您").ended(40, "abandoned")
    assert bare.agent[0].has("refuse")
    kind = (
        Story("not_late")
        .shopper(0, "赔钱")
        .agent(10, "不能赔偿您")
        .agent(14, "到期没到我给您补偿，您看这样可以吗？")
    )
    assert process.alternative_with_refusal(bare).verdict == "none"
    assert process.alternative_with_refusal(kind.ended(40, "solved")).verdict == "full"


def test_slices_above_the_agents_limit_are_no_escalation() -> None:
    story = Story().shopper(0, "赔我").agent(5, "在的")
    for at in (10, 20, 30):
        story.deed(at, "payout", 2000)
    assert process.escalated_above_limit(story.ended(60, "solved")).verdict == "none"
    asked = (
        Story()
        .shopper(0, "赔我")
        .deed(10, "approval", 8000, state="granted", decided_seq=9)
        .deed(20, "payout", 8000)
    )
    assert process.escalated_above_limit(asked.ended(60, "solved")).verdict == "full"


def test_promises_count_only_once_their_time_has_come() -> None:
    story = Story().shopper(0, "什么时候回我").agent(5, "五分钟内回复您")
    assert truth.promises_kept(story.ended(60, "solved")).verdict == "na"
    assert truth.promises_kept(story.promise(2, "broken").ended(700, "abandoned")).verdict == "none"


def test_a_note_and_a_ticket_where_the_next_colleague_needs_them() -> None:
    story = Story("signed_not_received", status="delivered").shopper(0, "没收到").agent(5, "我来查")
    bare = story.ended(60, "partial")
    assert records.note(bare).verdict == records.ticket(bare).verdict == "none"
    story.deed(30, "note", text="已要签收凭证").deed(
        40, "ticket", order_id=17, body="买家未收到，等凭证，明天12点前回复"
    )
    good = story.ended(60, "partial")
    assert records.note(good).verdict == records.ticket(good).verdict == "full"


def test_an_insult_ends_the_case_with_nothing() -> None:
    case = Story().shopper(0, "还没到？").agent(5, "你有病吧").ended(40, "abandoned")
    marked = mark(case)
    assert marked.score == 0 and marked.knock_out is not None
    assert marked.knock_out.rule == "knockout.insult"
    assert first_fault(case, marked)["rule"] == "knockout.insult"


def test_a_dead_end_is_discourteous_but_no_knock_out() -> None:
    case = Story().shopper(0, "还没到？").agent(5, "这个不归我们管，别问我").ended(40, "abandoned")
    assert mark(case).knock_out is None
    assert communication.courteous(case).verdict == "none"


def test_leading_the_shopper_off_the_platform_ends_the_case() -> None:
    case = (
        Story(language="en")
        .shopper(0, "hi")
        .agent(5, "Add me on WhatsApp and I'll send you the money there")
        .ended(40, "solved")
    )
    assert mark(case).knock_out.rule == "knockout.off_platform"


def test_a_case_played_by_a_human_and_one_that_never_came_have_no_score() -> None:
    assert mark(good_chase().__class__(**{**_fields(good_chase()), "played_by_human": True})).score is None
    assert mark(good_chase().__class__(**{**_fields(good_chase()), "arrived_desk_ms": None})).score is None


def _fields(case: CaseFile) -> dict[str, object]:
    return {name: getattr(case, name) for name in case.__slots__}


@pytest.mark.parametrize(("language", "word"), [("zh-CN", "催件"), ("en", "chase")])
def test_the_fault_named_first_comes_with_a_better_sentence_of_this_very_order(
    language: str, word: str
) -> None:
    story = Story("hub_backlog", language)
    story.shopper(0, "在吗" if language == "zh-CN" else "hello?")
    story.agent(
        20,
        "您好，件在武汉分拨中心，积压了，我会盯着。"
        if language == "zh-CN"
        else "Hello, it's at the Wuhan hub, backlog. I'll keep an eye on it.",
    )
    case = story.deed(40, "late_credit", 520).deed(45, "note", text="credited").ended(60, "solved")
    fault = first_fault(case, mark(case))
    assert fault is not None and fault["rule"] == "outcome.required_action"
    assert fault["params"]["missing"] == ["chase"]
    assert word in fault["better"] and case.facts["tracking_no"] in fault["better"]


def test_a_handling_without_fault_names_none() -> None:
    marked = mark(good_chase())
    assert gravest(marked) is None or gravest(marked).lost < 3


def test_every_line_that_costs_points_quotes_the_event_it_rests_on_or_names_what_is_missing() -> None:
    story = Story().shopper(0, "快递没动").agent(70, "亲，已帮您催件了，请耐心等待。")
    case = (
        story.shopper(80, "骗人")
        .mood(81, 0.6, "not_seen_on_page")
        .agent(140, "不能赔偿")
        .ended(200, "abandoned")
    )
    for block in mark(case).blocks:
        for one in block.lines:
            if one.verdict in ("none", "partial"):
                assert one.evidence or one.params, one.rule


def test_the_same_case_is_marked_the_same_twice() -> None:
    assert mark(good_chase()) == mark(good_chase())


def test_what_is_asked_of_the_shopper_again_costs_the_answer() -> None:
    story = Story().shopper(0, "什么时候到").agent(10, "件在武汉分拨中心").mood(30, 0.3, "not_answered")
    assert communication.answered(story.ended(60, "solved")).points == pytest.approx(2)


def test_the_same_words_twice_are_repetition_and_different_ones_are_not() -> None:
    twice = Story().shopper(0, "在吗").agent(5, "非常抱歉给您带来不便了").agent(9, "非常抱歉给您带来不便了。")
    assert communication.no_repetition(twice.ended(60, "solved")).points == pytest.approx(1.5)
    assert communication.no_repetition(good_chase()).verdict == "full"


def test_outcome_weighs_thirty_and_the_blocks_a_hundred_together() -> None:
    blocks = {b.name: b.weight for b in mark(good_chase()).blocks}
    assert blocks["outcome"] == 30 and sum(blocks.values()) == 100


def test_an_interception_counts_however_it_was_opened() -> None:
    story = (
        Story("refund_in_transit", status="in_transit")
        .shopper(0, "退款")
        .deed(20, "refund_request", 10400, by="agent:1")
    )
    assert outcome.required_action(story.ended(60, "solved")).verdict == "full"
    theirs = (
        Story("refund_in_transit", status="in_transit")
        .shopper(0, "退款")
        .deed(20, "refund_request", 10400, by="shopper:3")
    )
    assert outcome.required_action(theirs.ended(60, "solved")).verdict == "none"
