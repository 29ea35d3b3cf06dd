"""The ten kinds of shopper, read once from personas.yaml."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from simulation.shoppers.values import Persona


@cache
def personas() -> dict[str, Persona]:
    """All personas by code."""
    raw: dict[str, dict[str, Any]] = yaml.safe_load(
        Path(__file__).with_name("personas.yaml").read_text("utf-8")
    )
    return {code: Persona(code=code, **fields) for code, fields in raw.items()}


def persona(code: str) -> Persona:
    """The persona of that code; a KeyError is a mistake of the exercise."""
    return personas()[code]
