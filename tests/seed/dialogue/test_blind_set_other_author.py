"""Twenty-six writers by an author who never saw the patterns: the hardest of the blind lines.

Below the bars of the issue; the floors stand a little under the first reading and only notice a fall."""

from pathlib import Path

import pytest

from helpdesk.understanding import recognise
from helpdesk.understanding.values import ACTS
from seed.dialogue import examination
from seed.dialogue.labelled import lines, read

OTHER = read(Path(__file__).parent / "blind" / "e")


@pytest.fixture(scope="module")
def judged() -> list[examination.Judged]:
    return [examination.Judged(row, frozenset(a.name for a in recognise(row.text))) for row in OTHER]


def test_no_line_and_no_writer_is_in_the_set() -> None:
    assert not {row.text for row in OTHER} & {row.text for row in lines()}
    assert not {row.writer for row in OTHER} & {row.writer for row in lines()}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_act_is_there_five_times(language: str) -> None:
    own = [row for row in OTHER if row.language == language]
    assert all(sum(act in row.acts for row in own) >= 5 for act in ACTS)


@pytest.mark.parametrize(("language", "least"), [("zh", (0.90, 0.66)), ("en", (0.87, 0.67))])
def test_acts_do_not_fall(
    judged: list[examination.Judged], language: str, least: tuple[float, float]
) -> None:
    precision, recall = examination.by_language(judged)[language].macro()
    assert precision >= least[0]
    assert recall >= least[1]


def test_severe_acts_and_hard_negatives_do_not_fall(judged: list[examination.Judged]) -> None:
    precision, recall, _ = examination.severe(judged).pooled()
    assert precision >= 0.89
    assert recall >= 0.57
    assert examination.hard(judged).pooled()[0] >= 0.80


def test_statements_do_not_fall() -> None:
    assert examination.facts(OTHER).pooled()[2] >= 0.68
