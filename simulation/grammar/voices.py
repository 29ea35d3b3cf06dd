"""How different people type the same thing: bursts, whole sentences, dictation, particles, slips of the
finger.

Nothing here touches what stands between the slot marks: an order number is never mistyped.
"""

import re
from typing import Any, Protocol

from simulation.grammar.phrasebook import OPEN, SHUT, Book


class Chance(Protocol):
    """A draw that several values are taken from."""

    def unit(self) -> float: ...
    def below(self, n: int, /) -> int: ...
    def chance(self, probability: float, /) -> bool: ...


_PARTS = re.compile(f"({OPEN}[^{SHUT}]*{SHUT})")
_LATIN = re.compile(r"[A-Za-z]{6,}")


def voiced(
    book: Book, text: str, voice: str, mood: str, noise: float, literacy: float, chance: Chance
) -> list[str]:
    """The line as bubbles in that voice."""
    marks: dict[str, Any] = book.words["marks"]
    bubbles = [b.strip() for b in text.split("/")]
    if voice == "dictated":
        bubbles = [_dictated(bubbles, marks, chance)]
    elif voice in ("terse", "burst"):
        bubbles = [
            part for b in bubbles for part in _split(b, marks["commas"], 14 if voice == "burst" else 9)
        ]
        bubbles = [b.rstrip(marks["stops"]) for b in bubbles]
    elif voice in ("elder", "polite"):
        bubbles = [_whole(bubbles, marks)]
    else:
        bubbles = [
            b.rstrip(marks["stops"]) if literacy < 0.95 and chance.chance(0.85) else b for b in bubbles
        ]
    if voice == "student" and mood != "angry" and chance.chance(0.22):
        bubbles[-1] = bubbles[-1].rstrip(marks["stops"]) + _one(marks["student"], chance)
    if mood == "angry" and voice not in ("elder", "polite", "dictated"):
        bubbles = [_louder(b, marks, chance) for b in bubbles]
    if book.language == "en" and voice not in ("elder", "polite") and literacy < 0.82:
        bubbles = [_outside(b, _lower) for b in bubbles]
    bubbles = [
        re.sub(r" {2,}", " ", _slips(b, book, 0.7 * noise * (1.3 - literacy), chance)) for b in bubbles
    ]
    return [b for b in (b.strip().lstrip(marks["stops"]).strip() for b in bubbles) if b]


def _one(options: list[str], chance: Chance) -> str:
    return str(options[chance.below(len(options))])


def _outside(text: str, change: Any) -> str:
    """Applies a change to everything that is not a slot."""
    return "".join(p if p.startswith(OPEN) else change(p) for p in _PARTS.split(text))


def _lower(text: str) -> str:
    return text[:1].lower() + re.sub(r"([.?!] )([A-Z])", lambda m: m[1] + m[2].lower(), text[1:]).replace(
        "I'", "i'"
    ).replace(" I ", " i ")


def _dictated(bubbles: list[str], marks: dict[str, Any], chance: Chance) -> str:
    join = _one(marks["spoken_joins"], chance)
    bare = [
        _outside(b, lambda p: re.sub(marks["dictation_drops"], marks["dictation_puts"], p)).strip()
        for b in bubbles
    ]
    return join.join(bare)


def _whole(bubbles: list[str], marks: dict[str, Any]) -> str:
    """One message of whole sentences."""
    ended = [b if b[-1:] in marks["ends"] else b + marks["full_stop"] for b in bubbles if b]
    return str(marks["between"]).join(ended)


def _split(text: str, commas: str, least: int) -> list[str]:
    """Breaks at commas outside slots, where the pieces are long enough to be sent by themselves."""
    pieces, piece, inside = [], "", False
    for char in text:
        inside = char == OPEN or (inside and char != SHUT)
        if char in commas and not inside and len(piece) * 2 >= least:
            pieces.append(piece)
            piece = ""
        else:
            piece += char
    return [p.strip() for p in (*pieces, piece) if p.strip()]


def _louder(text: str, marks: dict[str, Any], chance: Chance) -> str:
    """Punctuation as volume; never capitals."""
    if text.endswith(tuple(marks["asks"])) and chance.chance(0.55):
        return text + text[-1] * (1 + chance.below(2))
    if text[-1:] not in marks["ends"] and chance.chance(0.25):
        return text + str(marks["bang"]) * (1 + chance.below(3))
    return text


def _slips(text: str, book: Book, rate: float, chance: Chance) -> str:
    """At most one slip in a bubble: a wrong character of the input method, two letters swapped, a lost
    apostrophe.
    """
    if not chance.chance(min(0.3, rate)):
        return text
    pairs: list[list[str]] = book.words["slips"]
    parts = _PARTS.split(text)
    start = chance.below(max(1, len(pairs)))
    for index in range(len(pairs)):
        right, wrong = pairs[(start + index) % len(pairs)]
        for n, part in enumerate(parts):
            if not part.startswith(OPEN) and right in part:
                parts[n] = part.replace(right, wrong, 1)
                return "".join(parts)
    if book.language == "en" and chance.chance(0.4):
        for n, part in enumerate(parts):
            hits = [] if part.startswith(OPEN) else list(_LATIN.finditer(part))
            if hits:
                hit = hits[chance.below(len(hits))]
                at = hit.start() + 1 + chance.below(len(hit[0]) - 3)
                parts[n] = part[:at] + part[at + 1] + part[at] + part[at + 2 :]
                return "".join(parts)
    return text
