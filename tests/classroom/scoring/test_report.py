"""Results as the page shows them."""

from dataclasses import replace

from classroom.scoring.marking import mark
from classroom.scoring.report import case_result, result_of
from tests.classroom.scoring.stories import Story, good_chase

FIGURES = {
    "csat": 5.0, "rated": 1, "first_reply_ms": {}, "substantive_ms": {}, "average_reply_ms": None, "answered_30s": 1.0,
    "answered_3m": 1.0, "turns": 3,
}  # fmt: skip


def test_the_score_of_a_mall_is_the_mean_of_its_scored_cases() -> None:
    bad = Story().shopper(0, "还没到？").agent(5, "你有病吧").ended(40, "abandoned")
    played = replace(good_chase(), played_by_human=True)
    summary = result_of([good_chase(), bad, played], {}, FIGURES)["summary"]
    assert summary["cases_scored"] == 2 and summary["knock_outs"] == 1
    assert summary["score"] == round((mark(good_chase()).score + 0) / 2, 1)
    assert summary["payouts_cents"] == 1040


def test_satisfaction_stands_beside_the_score_and_never_inside() -> None:
    happy, angry = good_chase(), replace(good_chase(), rating=1)
    assert mark(happy).score == mark(angry).score


def test_a_knock_out_is_shown_where_it_was_said() -> None:
    case = Story().shopper(0, "还没到？").agent(5, "你有病吧").ended(40, "abandoned")
    shown = case_result(case, mark(case), {})
    block = next(b for b in shown["blocks"] if b["block"] == "communication")
    assert (shown["score"], shown["knock_out"], block["lines"][0]["rule"]) == (
        0.0,
        "knockout.insult",
        "knockout.insult",
    )
    assert block["lines"][0]["evidence"][0]["quote"] == "你有病吧"


def test_a_shopper_who_has_not_come_keeps_what_is_true_to_themselves() -> None:
    case = replace(Story().ended(0, "solved"), arrived_desk_ms=None, outcome=None)
    shown = case_result(case, mark(case), {})
    assert (shown["outcome"], shown["truth_facts"], shown["blocks"], shown["scored"]) == (
        "not_arrived",
        [],
        [],
        False,
    )


def test_the_records_are_told_when_it_is_over() -> None:
    shown = case_result(good_chase(), mark(good_chase()), {})
    facts = {fact["key"]: fact["params"] for fact in shown["truth_facts"]}
    assert facts["carrier"] == {"value": "众达速递"}
    assert facts["credit_due"] == {"amount_cents": 520, "why": None}
    assert facts["promised_at"]["at"].endswith("Z")


def test_a_mood_quotes_the_words_that_caused_it() -> None:
    story = Story().shopper(0, "怎么还没到").agent(10, "等着吧")
    case = story.mood(11, 0.6, "rude").ended(40, "abandoned")
    case = replace(case, moods=(replace(case.moods[0], because_seq=2),))
    assert case_result(case, mark(case), {})["mood"][0]["quote"] == "等着吧"
