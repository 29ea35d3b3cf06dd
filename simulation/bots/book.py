"""The lines of the reference agents and what they listen for, by language."""

import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

FILES = {"zh-CN": "lines.zh.yaml", "en": "lines.en.yaml"}


@cache
def lines(language: str) -> dict[str, Any]:
    """Everything the bots say in a language."""
    found: dict[str, Any] = yaml.safe_load(Path(__file__).with_name(FILES[language]).read_text("utf-8"))
    return found


@cache
def _ears(language: str) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(rx, re.IGNORECASE) for name, rx in lines(language)["hears"].items()}


def heard(text: str, language: str) -> frozenset[str]:
    """What a shopper's words are about, as far as a bot listens."""
    return frozenset(name for name, rx in _ears(language).items() if rx.search(text))


def date(ms: int | None, zone: str, language: str) -> str:
    """A day the way an agent writes it: 6月18号, June 18."""
    if ms is None:
        return ""
    then = datetime.fromtimestamp(ms / 1000, ZoneInfo(zone))
    return (
        f"{then:%B} {then.day}"
        if language == "en"
        else lines(language)["date"].format(m=then.month, d=then.day)
    )


def money(cents: int) -> str:
    """6.5, 15, 3.05."""
    return str(cents // 100) if cents % 100 == 0 else f"{cents / 100:.2f}".rstrip("0")
