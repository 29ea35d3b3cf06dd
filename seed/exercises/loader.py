"""Reads exercises. A file that does not hold together is refused when it is loaded, not in class."""

from functools import cache
from importlib.resources import files

import yaml

from seed.exercises.models import Exercise
from simulation.shoppers.personas import personas

EXERCISES = ("late_parcel",)


@cache
def load_exercise(code: str) -> Exercise:
    """The exercise of that code. Raises KeyError when there is none, ValueError when it is malformed."""
    if code not in EXERCISES:
        raise KeyError(code)
    text = (files("seed.exercises") / f"{code}.yaml").read_text("utf-8")
    exercise = Exercise.model_validate(yaml.safe_load(text))
    unknown = sorted({case.persona for case in exercise.cases} - personas().keys())
    if unknown:
        raise ValueError(f"{code}: no such personas: {unknown}")
    return exercise
