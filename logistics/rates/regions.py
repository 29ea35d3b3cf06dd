"""Provinces and their codes (GB/T 2260), and what people write; all of it stands in regions.yaml beside this
file."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

OUTSIDE = frozenset({"71", "81", "82"})


@cache
def regions() -> dict[str, tuple[str, str]]:
    """Chinese and English name of every province by code; Hong Kong, Macau and Taiwan included."""
    return {entry["code"]: (entry["zh"], entry["en"]) for entry in _raw()["provinces"]}


@cache
def mainland() -> tuple[str, ...]:
    """The codes of the 31 mainland provinces."""
    return tuple(code for code in regions() if code not in OUTSIDE)


def province_code(name: str) -> str | None:
    """The code of a province named in Chinese or English, in full or short, or by its code; None when
    unknown."""
    return _by_name().get(name.strip().casefold())


def answer(text: str) -> bool | None:
    """Yes or no as people write it; None when it is neither."""
    found: bool | None = _raw()["answers"].get(text.strip().casefold())
    return found


@cache
def city_ends() -> tuple[str, ...]:
    """What is often left out at the end of a city's name."""
    return tuple(_raw()["city_ends"])


@cache
def _by_name() -> dict[str, str]:
    return {
        name.casefold(): entry["code"]
        for entry in _raw()["provinces"]
        for name in (entry["code"], entry["zh"], entry["en"], *entry["also"])
    }


@cache
def _raw() -> dict[str, Any]:
    text = (files("logistics.rates") / "regions.yaml").read_text("utf-8")
    found: dict[str, Any] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # nosec B506
    return found
