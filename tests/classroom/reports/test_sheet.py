"""The workbook: names of people stay text, every code has its word."""

import io
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from classroom.reports.sheet import words, workbook
from classroom.scoring.better import book
from seed.exercises.loader import load_exercise
from simulation.shoppers.personas import personas


def row(name: str, **more: Any) -> dict[str, Any]:
    return {
        "place_id": 1, "name": name, "score": 81.5, "cases_scored": 8, "csat": None, "first_reply_ms": 23_400,
        "average_reply_ms": 41_000, "answered_3m": 0.9375, "contradicted": 1, "knock_outs": 0, "result_url": "/x",
    } | more  # fmt: skip


def case(name: str) -> dict[str, Any]:
    return {
        "name": name, "code": "LP1", "truth": "storm", "persona": "polite_wordy", "order_no": "2026112000120345",
        "outcome": "solved", "rating": 5, "score": 92.0, "blocks": [{"block": "outcome", "score": 100.0}],
        "first_fault": {"rule": "records.note", "better": "=HYPERLINK(\"x\")"},
    }  # fmt: skip


def read(data: dict[str, Any]) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(workbook(data)))


def test_names_and_sentences_that_look_like_formulas_stay_what_they_are() -> None:
    names = ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "http://x.y", "00123"]
    data = {"name": "班", "language": "zh-CN", "rows": [row(n) for n in names], "cases": [case("=1+1")]}
    sheets = read(data)
    assert [line[0] for line in sheets.get_sheet_by_index(0).to_python()[1:]] == names
    detail = sheets.get_sheet_by_index(1).to_python()[1]
    assert detail[-1] == '=HYPERLINK("x")' and detail[4] == "2026112000120345"


def test_seconds_and_shares_are_numbers_and_what_is_missing_is_empty() -> None:
    data = {"name": "c", "language": "en", "rows": [row("Mia")], "cases": []}
    head, line = read(data).get_sheet_by_index(0).to_python()
    assert head[:2] == ["Name", "Score"] and line[4] == 23.4 and line[6] == 0.9375 and line[3] == ""


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_code_has_a_word(language: str) -> None:
    said = words(language)
    assert set(said["rules"]) == set(book(language)["rules"])
    assert set(said["personas"]) == set(personas())
    assert set(said["truths"]) == set(load_exercise("late_parcel").truths)
