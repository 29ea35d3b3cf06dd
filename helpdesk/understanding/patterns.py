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

# {{name}} in a pattern stands for a list of words of the file; an apostrophe may be left out when typing (dont, youre).
_LIST = re.compile(r"\{\{(\w+)\}\}")
_APOSTROPHE = re.compile(r"'(?!re\b|\?)(?=[a-z])|(?<=you)'(?=re)|(?<=they)'(?=re)")
ORDER = {name: place for place, name in enumerate(ACTS)}
_FOLDER = Path(__file__).parent / "patterns"
_REPORTED = re.compile(
    r"(?:您|你)(?:刚才|之前|刚刚|上面)?(?:说|问|提到|写)(?:的)?(?:是)?[:,]?\s?$|(?:客服|快递员|快递小哥|他们|对方|别人|骗子|有人|师傅|驿站)(?:跟您|对您|和您)?(?:说|称|讲)(?:的|了)?(?:是)?[:,]?\s?$|"
    r"(?:you|they|he|she|driver|courier|scammers?|agent) (?:said|say|says|wrote|claimed?|told you):?,? ?$"
)

# What somebody says they do not, would not or must not say is not said: "I'd never tell you it's your fault".
_UNSAID = re.compile(
    r"\b(?:never|wo'?n'?t|wouldn'?t|would not|will not|shouldn'?t|should not|not|didn'?t|don'?t|isn'?t|wasn'?t|nobody(?:'s| is| should)?|"
    r"no one(?:'s| is| should)?) (?:\w+ ){0,3}(?:tell|telling|say|saying|said|suggest\w*|claim\w*|mean|meant|call|dare|ask|imply\w*|blam\w+|promise|hear)"
    r"\b[^.;]{0,30}$|\b(?:had|if|when) (?:you|u) (?:been |were |are )?told\b[^.;]{0,30}$|"
    r"(?:不会|不能|不敢|没有|没|不是|不该|不应该|绝不|从不|哪敢|谁敢|怎么能|并没|不可能|谁)[^,。]{0,4}(?:说|讲|怪|让|叫|觉得|嫌|承诺|宣传|保证|推|要求)[^,。]{0,10}$|"
    r"(?:从来|从没|从未|压根)[^,。]{0,8}$"
)


class Expression:
    """A regular expression compiled when it is first needed: most guards of a set never are."""

    __slots__ = ("_compiled", "_written")

    def __init__(self, written: str) -> None:
        """Keeps the written form only."""
        self._written = written
        self._compiled: re.Pattern[str] | None = None

    def compiled(self) -> re.Pattern[str]:
        """The expression, compiled once. Raises re.error when it is not well formed."""
        found = self._compiled
        if found is None:
            found = self._compiled = re.compile(self._written)
        return found


# What follows may take it back: "a payment code is what we never send", "whoever asks you to scan, don't".
_TAKEN_BACK = re.compile(
    r"^[^,。]{0,8}(?:我们|本店|店里)(?:是|从来|一概)?不|^[^,。]{0,8}(?:都|也)(?:别|不要)"
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern with its guards, as in the YAML."""

    act: str
    name: str
    seek: Expression
    guard: Expression | None
    ahead: Expression | None
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
    """The patterns of a language, compiled at first use each: the common ones, then the further ones."""
    return tuple(_read(language, f"{language}.yaml") + _read(language, f"further.{language}.yaml"))


def _read(language: str, file: str) -> list[Pattern]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    book: dict[str, Any] = yaml.load((_FOLDER / file).read_text("utf-8"), Loader=loader)
    lists: dict[str, str] = book.get("words", {})

    def expression(entry: dict[str, Any], key: str) -> Expression | None:
        if not entry.get(key):
            return None
        written = _LIST.sub(lambda found: lists[found.group(1)], str(entry[key]))
        return Expression(_APOSTROPHE.sub("'?", written) if language == "en" else written)

    out = []
    for act, entries in book["acts"].items():
        for entry in entries:
            name = f"{language}.{act}.{entry['id']}@{book['version']}"
            seek = expression(entry, "re")
            assert seek is not None, name
            asks = str(entry.get("q", "any")) if entry.get("q") is not False else "no"
            out.append(
                Pattern(
                    act,
                    name,
                    seek,
                    expression(entry, "not"),
                    expression(entry, "ahead"),
                    asks,
                    bool(entry.get("first")),
                )
            )
    return out


def find(
    sentence: Sentence,
    index: int,
    tongues: tuple[str, ...],
    severe_only: bool = False,
    held: set[str] | None = None,
) -> Iterator[Hit]:
    """The acts whose patterns hold in this sentence, guards applied; acts a guard kept back are added to `held`."""
    kept_back: set[str] = set() if held is None else held
    for tongue in tongues:
        for pattern in load("zh" if tongue.startswith("zh") else "en"):
            if severe_only and pattern.act not in SEVERE:
                continue
            if pattern.first and index > 2 or pattern.asks == "only" and not sentence.asks:
                continue
            for hit in pattern.seek.compiled().finditer(sentence.text):
                low, high = hit.span()
                quoted = sentence.in_quotes(low, low + 1 if pattern.act in SEVERE else high)
                if high == low or quoted or _REPORTED.search(sentence.text[:low]):
                    kept_back.add(pattern.act)
                    continue
                if pattern.act in SEVERE and (
                    _UNSAID.search(sentence.text[:low]) or _TAKEN_BACK.search(sentence.text[high:])
                ):
                    continue
                if pattern.asks == "no" and sentence.asks and high > _last_clause(sentence.text):
                    continue
                if pattern.ahead is not None and pattern.ahead.compiled().search(sentence.text[:low]):
                    continue
                if pattern.guard is not None and pattern.guard.compiled().search(sentence.text):
                    kept_back.add(pattern.act)
                    break
                yield Hit(pattern.act, pattern.name, (low + sentence.start, high + sentence.start))
                break


def _last_clause(sentence: str) -> int:
    """Where the last clause starts: the part of an asking sentence that really asks."""
    bare = sentence.rstrip(" ?!.。~")
    return max(bare.rfind(","), bare.rfind("，"), 0) + 1 if "," in bare else 0
