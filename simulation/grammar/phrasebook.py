"""Phrasebooks: what is said for an intent, by voice and mood, with alternatives written inline.

A line is text with `<slot>`s, `(one|another|)` alternatives (they may nest) and `/` between the bubbles
of a burst.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = {"zh-CN": "zh", "en": "en"}
OPEN, SHUT = (
    "\ue000",
    "\ue001",
)  # around a slot's value while a line is being made, so that nothing touches it


@dataclass(frozen=True, slots=True)
class Slot:
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    options: "tuple[tuple[str | Slot | Group, ...], ...]"


Line = tuple["str | Slot | Group", ...]


@dataclass(frozen=True, slots=True)
class Book:
    """One language: intent → section ("plain", a voice, a mood, "voice.mood") → lines; and its small
    words.
    """

    language: str
    intents: dict[str, dict[str, tuple[Line, ...]]]
    words: dict[str, Any]


class BadLine(ValueError):
    """A line of a phrasebook whose brackets do not match."""


def parse(text: str) -> Line:
    """A line as pieces. Raises BadLine."""
    line, rest = _sequence(text, 0, "")
    if rest != len(text):
        raise BadLine(text)
    return line


def _sequence(text: str, at: int, stops: str) -> tuple[Line, int]:
    pieces: list[str | Slot | Group] = []
    plain = ""
    while at < len(text) and text[at] not in stops:
        char = text[at]
        if char == "<":
            end = text.find(">", at)
            if end < 0:
                raise BadLine(text)
            pieces += [plain] if plain else []
            pieces.append(Slot(text[at + 1 : end]))
            plain, at = "", end + 1
        elif char == "(":
            pieces += [plain] if plain else []
            plain = ""
            options = []
            while True:
                option, at = _sequence(text, at + 1, "|)")
                options.append(option)
                if at >= len(text):
                    raise BadLine(text)
                if text[at] == ")":
                    break
            pieces.append(Group(tuple(options)))
            at += 1
        else:
            plain += char
            at += 1
    pieces += [plain] if plain else []
    return tuple(pieces), at


def variants(line: Line) -> int:
    """How many different texts a line can become."""
    total = 1
    for piece in line:
        if isinstance(piece, Group):
            total *= sum(variants(option) for option in piece.options)
    return total


def slots(line: Line) -> Iterator[str]:
    """The slots a line may need."""
    for piece in line:
        if isinstance(piece, Slot):
            yield piece.name
        elif isinstance(piece, Group):
            for option in piece.options:
                yield from slots(option)


def fill(line: Line, number: int, values: dict[str, str]) -> tuple[str, int] | None:
    """The text of variant `number` with its slots filled and marked; what is left of the number. None: a
    slot is missing.
    """
    text = ""
    for piece in line:
        if isinstance(piece, str):
            text += piece
        elif isinstance(piece, Slot):
            value = values.get(piece.name)
            if not value:
                return None
            text += f"{OPEN}{value}{SHUT}"
        else:
            counts = [variants(option) for option in piece.options]
            choice = number % sum(counts)
            number //= sum(counts)
            for option, count in zip(piece.options, counts, strict=True):
                if choice < count:
                    made = fill(option, choice, values)
                    if made is None:
                        return None
                    text += made[0]
                    break
                choice -= count
    return text, number


@cache
def book(language: str) -> Book:
    """The phrasebook of a mall's language. A KeyError for a language without one."""
    folder = Path(__file__).parent / FOLDER[language]
    intents: dict[str, dict[str, tuple[Line, ...]]] = {}
    words: dict[str, Any] = {}
    for path in sorted(folder.glob("*.yaml")):
        # Read by the library in C where it is there: 20 ms instead of 200.
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        raw: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=loader)
        if path.stem in ("words", "cues"):
            words |= raw
            continue
        for intent, sections in raw.items():
            if intent in intents:
                raise BadLine(f"{intent} twice, again in {path.name}")
            if isinstance(sections, list):
                sections = {"plain": sections}
            intents[intent] = {name: tuple(parse(str(t)) for t in lines) for name, lines in sections.items()}
    return Book(language, intents, words)
