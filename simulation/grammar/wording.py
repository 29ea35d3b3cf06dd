"""From a decided intent to the bubbles a shopper types: chosen, voiced, mistyped here and there, never
said twice.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from simulation.grammar.phrasebook import OPEN, SHUT, Book, Line, fill
from simulation.grammar.voices import Chance, voiced

OWN_TONE = frozenset({"elder", "polite"})
TRIES = 24


@dataclass(frozen=True, slots=True)
class Style:
    """Who speaks and in which mood (calm | annoyed | angry)."""

    voice: str
    mood: str
    noise: float
    literacy: float


def sections(voice: str, mood: str, have: dict[str, tuple[Line, ...]]) -> list[tuple[Line, ...]]:
    """The fitting sections of an intent, the most fitting first."""
    moods = {"calm": [], "annoyed": ["annoyed"], "angry": ["angry", "annoyed"]}[mood]
    own = [f"{voice}.{m}" for m in moods]
    names = [*own, voice, *moods, "plain"] if voice in OWN_TONE else [*own, *moods, voice, "plain"]
    found = [have[name] for name in names if name in have]
    return found or list(have.values())[:1]


def word(
    book: Book, intent: str, style: Style, values: dict[str, str], said: set[str], chance: Chance
) -> list[str]:
    """The bubbles for an intent, none of which was said before in this chat; empty when nothing new is
    left to say.

    `chance` is one draw for this intent's next use; `said` holds what was said (see `remembered`).
    """
    have = book.intents.get(intent)
    if have is None:
        return []
    mixes = style.voice not in OWN_TONE
    for line, number in _candidates(sections(style.voice, style.mood, have), chance, mixes):
        made = fill(line, number, values)
        if made is None:
            continue
        bubbles = voiced(book, made[0], style.voice, style.mood, style.noise, style.literacy, chance)
        if bubbles and not any(remembered(b) in said for b in bubbles):
            return [clean(b) for b in bubbles]
    return []


def _candidates(groups: list[tuple[Line, ...]], chance: Chance, mixes: bool) -> Iterator[tuple[Line, int]]:
    order = list(groups)
    if len(order) > 1 and chance.chance(0.22) and mixes:
        order[0], order[1] = order[1], order[0]
    for group in order:
        start, number = chance.below(len(group)), chance.below(1 << 40)
        for step in range(max(TRIES, len(group))):
            yield group[(start + step) % len(group)], number + step * 7919


_PASTED = re.compile(r"[0-9A-Z]{8,}")


def keystrokes(text: str) -> int:
    """How much typing a bubble is: a long number is pasted."""
    return len(_PASTED.sub("##", text))


def clean(text: str) -> str:
    """The text without the marks around slots."""
    return text.replace(OPEN, "").replace(SHUT, "")


def remembered(text: str) -> str:
    """How a said line is remembered: case, marks and punctuation do not make it another."""
    return "".join(c for c in clean(text).lower() if c.isalnum()) or clean(text).strip()
