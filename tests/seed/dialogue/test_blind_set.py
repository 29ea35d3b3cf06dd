"""Lines the training never sees, labelled before they were read by the program: what unseen messages may expect.

The first figures of these writers stand in seed/dialogue/README.md; the floors here only notice a fall."""

from pathlib import Path

import pytest

from helpdesk.understanding import recognise
from helpdesk.understanding.values import ACTS
from seed.dialogue import examination
from seed.dialogue.labelled import lines, read

BLIND = read(Path(__file__).parent / "blind")


@pytest.fixture(scope="module")
def judged() -> list[examination.Judged]:
    return [examination.Judged(row, frozenset(a.name for a in recognise(row.text))) for row in BLIND]


def test_no_blind_line_and_no_blind_writer_is_in_the_set() -> None:
    assert not {row.text for row in BLIND} & {row.text for row in lines()}
    assert not {row.writer for row in BLIND} & {row.writer for row in lines()}


def test_the_blind_lines_hold_every_act() -> None:
    assert {act for row in BLIND for act in row.acts} == set(ACTS)


def test_acts_of_unseen_lines_are_mostly_found_and_seldom_invented(judged: list[examination.Judged]) -> None:
    for language, tally in examination.by_language(judged).items():
        precision, recall = tally.macro()
        assert precision >= 0.90, language
        assert recall >= 0.75, language


def test_severe_acts_of_unseen_lines_are_seldom_invented(judged: list[examination.Judged]) -> None:
    precision, recall, _ = examination.severe(judged).pooled()
    assert precision >= 0.95
    assert recall >= 0.75
    assert examination.hard(judged).pooled()[0] >= 0.85


def test_statements_of_unseen_lines_are_read() -> None:
    assert examination.facts(BLIND).pooled()[2] >= 0.85
