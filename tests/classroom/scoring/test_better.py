"""Every rule has a better sentence in both languages, made only of what the records hold."""

import re
from dataclasses import replace
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from classroom.scoring.better import better_sentence, book
from classroom.scoring.values import Line
from tests.classroom.scoring.stories import Story

BLOCKS = ("outcome", "truth", "process", "timeliness", "communication", "records", "knockouts")
RULES = set(
    re.findall(
        r'"((?:outcome|truth|process|timeliness|communication|records|knockout)\.[a-z_]+)"',
        "".join(Path(f"classroom/scoring/blocks/{name}.py").read_text("utf-8") for name in BLOCKS),
    )
)
SLOTS = {
    "order_no", "carrier", "tracking_no", "hub", "city", "station", "buyer", "promised", "paid", "eta", "until", "signed",
    "credit", "amount",
}  # fmt: skip


def sentences(entry: Any) -> list[str]:
    return [s for value in entry.values() for s in (value if isinstance(value, list) else [value])]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_rule_has_a_sentence_and_no_sentence_is_about_an_unknown_rule(language: str) -> None:
    assert set(book(language)["rules"]) == RULES


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_sentences_name_only_known_slots(language: str) -> None:
    for rule, entry in book(language)["rules"].items():
        for sentence in sentences(entry):
            used = {field for _, field, _, _ in Formatter().parse(sentence) if field}
            assert used <= SLOTS, (rule, sentence)


def test_the_chinese_book_is_chinese_and_the_english_one_english() -> None:
    assert all(
        re.search(r"[\u4e00-\u9fff]", s) for e in book("zh-CN")["rules"].values() for s in sentences(e)
    )
    assert not any(
        re.search(r"[\u4e00-\u9fff]", s) for e in book("en")["rules"].values() for s in sentences(e)
    )


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_sentence_comes_out_even_when_the_records_hold_little(language: str, rule: str) -> None:
    full = Story("hub_backlog", language).shopper(0, "?").ended(9, "abandoned")
    line = Line(rule, 0, 1, "none", {"missing": []})
    for case in (full, replace(full, brief={}, truth="storm"), replace(full, brief={})):
        words = better_sentence(case, line)
        assert words and "{" not in words


def test_dates_and_money_are_written_as_people_write_them() -> None:
    line = Line("outcome.money_right", 0, 1, "none")
    assert "11月23日22:00" in better_sentence(Story().shopper(0, "?").ended(9, "solved"), line)
    assert "5.20元" in better_sentence(Story().shopper(0, "?").ended(9, "solved"), line)
    assert "23 Nov, 22:00" in better_sentence(Story(language="en").shopper(0, "?").ended(9, "solved"), line)
