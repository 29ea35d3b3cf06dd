"""The versioned patterns of acts: loaded once per language, matched sentence by sentence with their guards."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from helpdesk.understanding.text import Sentence
from helpdesk.understanding.values import ACTS, SEVERE, Span

ORDER = {name: place for place, name in enumerate(ACTS)}
_FOLDER = Path(__file__).parent / "patterns"
_REPORTED = re.compile(
    r"(?:您|你)(?:刚才|之前|刚刚|上面)?(?:说|问|提到|写)(?:的)?(?:是)?[:,]?\s?$|(?:客服|快递员|快递小哥|他们|对方|别人|骗子|有人|师傅|驿站)(?:跟您|对您|和您)?(?:说|称|讲)(?:的|了)?(?:是)?[:,]?\s?$|"
    r"(?:you|they|he|she|driver|courier|scammers?|agent) (?:said|say|says|wrote|claimed?|told you):?,? ?$"
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern with its guards, as in the YAML."""

    act: str
    name: str
    seek: re.Pattern[str]
    guard: re.Pattern[str] | None
    ahead: re.Pattern[str] | None
    asks: str
    first: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found, with the words in message offsets."""

    act: str
    pattern: str
    span: Span


@lru_cache(maxsize=4)
def load(language: str) -> tuple[Pattern, ...]:
    """The patterns of a language, compiled."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    book: dict[str, Any] = yaml.load((_FOLDER / f"{language}.yaml").read_text("utf-8"), Loader=loader)
    out = []
    for act, entries in book["acts"].items():
        for entry in entries:
            out.append(
                Pattern(
                    act,
                    f"{language}.{act}.{entry['id']}@{book['version']}",
                    re.compile(entry["re"]),
                    re.compile(entry["not"]) if entry.get("not") else None,
                    re.compile(entry["ahead"]) if entry.get("ahead") else None,
                    str(entry.get("q", "any")) if entry.get("q") is not False else "no",
                    bool(entry.get("first")),
                )
            )
    return tuple(out)


def find(
    sentence: Sentence, index: int, tongues: tuple[str, ...], severe_only: bool = False
) -> Iterator[Hit]:
    """The acts whose patterns hold in this sentence, guards applied."""
    for tongue in tongues:
        for pattern in load("zh" if tongue.startswith("zh") else "en"):
            if severe_only and pattern.act not in SEVERE:
                continue
            if pattern.first and index > 2 or pattern.asks == "only" and not sentence.asks:
                continue
            for hit in pattern.seek.finditer(sentence.text):
                low, high = hit.span()
                if high == low or sentence.in_quotes(low, high) or _REPORTED.search(sentence.text[:low]):
                    continue
                if pattern.asks == "no" and sentence.asks and high > _last_clause(sentence.text):
                    continue
                if pattern.ahead is not None and pattern.ahead.search(sentence.text[:low]):
                    continue
                if pattern.guard is not None and pattern.guard.search(sentence.text):
                    break
                yield Hit(pattern.act, pattern.name, (low + sentence.start, high + sentence.start))
                break


def _last_clause(sentence: str) -> int:
    """Where the last clause starts: the part of an asking sentence that really asks."""
    bare = sentence.rstrip(" ?!.。~")
    return max(bare.rfind(","), bare.rfind("，"), 0) + 1 if "," in bare else 0
