"""The exercise as it is written: eight shoppers, seven truths, and a rubric that holds together."""

import copy
from importlib.resources import files
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from classroom.scoring.reading import FACTS, fact_patterns
from seed.exercises.loader import load_exercise
from seed.exercises.models import Exercise
from seed.generator.cases import POOL


def raw() -> dict[str, Any]:
    return copy.deepcopy(yaml.safe_load((files("seed.exercises") / "late_parcel.yaml").read_text("utf-8")))


def test_eight_shoppers_come_within_ten_minutes_and_no_two_are_alike() -> None:
    exercise = load_exercise("late_parcel")
    assert len(exercise.cases) == 8 and exercise.duration_minutes == 10 and exercise.capacity == 2
    assert len({case.persona for case in exercise.cases}) >= 8
    assert all(case.arrives < 600 for case in exercise.cases)


def test_every_truth_of_the_mall_is_met_at_least_once() -> None:
    assert {case.truth for case in load_exercise("late_parcel").cases} == set(POOL)


def test_the_title_and_the_goal_are_there_in_both_languages() -> None:
    exercise = load_exercise("late_parcel")
    assert exercise.title.zh == "快递晚到了" and exercise.title.en == "A late parcel"
    assert exercise.goal.zh and exercise.goal.en


def test_every_fact_can_be_found_in_words_of_both_languages() -> None:
    for language in ("zh-CN", "en"):
        assert set(fact_patterns(language)) >= FACTS


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda e: e["cases"][0].update(truth="lost"), "truth"),
        (lambda e: e["cases"][0].update(order=99), "opens with"),
        (lambda e: e["cases"][1].update(arrives=1), "in order"),
        (lambda e: e["cases"][-1].update(arrives=601), "before the end"),
        (lambda e: e["cases"][1].update(code="LP1"), "twice"),
        (lambda e: e["cases"][3].update(order=0), "same order"),
        (lambda e: e["weights"].update(outcome=31), "100"),
        (lambda e: e["truths"]["storm"].update(facts=["weather_is_bad"]), "no such facts"),
        (lambda e: e["truths"]["storm"].update(credit="late_delivery"), "either a credit"),
        (lambda e: e["truths"]["hub_backlog"].update(actions=["pray"]), "actions"),
        (lambda e: e.update(opens_at="2026-11-24T09:00:00"), "zone"),
        (lambda e: e.update(hints=True), "hints"),
    ],
)
def test_an_exercise_that_does_not_hold_together_is_refused(change: Any, words: str) -> None:
    exercise = raw()
    change(exercise)
    with pytest.raises(ValidationError, match=words):
        Exercise.model_validate(exercise)


def test_an_unknown_exercise_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load_exercise("early_parcel")
