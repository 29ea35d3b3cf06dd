"""Words of equal meaning in both languages, found in a sentence without regular expressions."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "patterns" / "words.yaml"
_WORD = re.compile(r"[a-z0-9][a-z0-9'-]*")
_CJK = re.compile(r"[\u3400-\u9fff]")
_MOST = 40
Found = tuple[str, int, int]


@lru_cache(maxsize=1)
def book() -> tuple[dict[str, tuple[str, ...]], frozenset[str], int, dict[str, tuple[str, ...]], int]:
    """Chinese words, their first characters, the longest; English phrases and the words of the longest."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw: dict[str, Any] = yaml.load(FILE.read_text("utf-8"), Loader=loader)
    zh: dict[str, list[str]] = {}
    en: dict[str, list[str]] = {}
    for name, words in raw.items():
        if name == "version":
            continue
        for word in str(words["zh"]).split():
            zh.setdefault(word, []).append(name)
        for word in str(words["en"]).split():
            en.setdefault(word.replace("_", " "), []).append(name)
    longest = max(map(len, zh))
    return (
        {w: tuple(n) for w, n in zh.items()},
        frozenset(w[0] for w in zh),
        longest,
        {w: tuple(n) for w, n in en.items()},
        max(w.count(" ") for w in en) + 1,
    )


def _stems(word: str) -> tuple[str, ...]:
    for end in ("ing", "ed", "es", "s", "d", "ly"):
        if word.endswith(end) and len(word) - len(end) >= 3:
            bare = word[: -len(end)]
            return (bare, bare + "e", bare[:-1]) if end in ("ing", "ed") else (bare,)
    return ()


def meanings(sentence: str) -> list[Found]:
    """(name, start, end) of the words that are known, in order, longest first, at most 40 of them."""
    zh, firsts, longest, en, phrase = book()
    out: list[Found] = []
    if _CJK.search(sentence):
        place, end = 0, len(sentence)
        while place < end and len(out) < _MOST:
            if sentence[place] in firsts:
                for size in range(min(longest, end - place), 0, -1):
                    names = zh.get(sentence[place : place + size])
                    if names:
                        out += [(name, place, place + size) for name in names]
                        place += size - 1
                        break
            place += 1
    words = [(m.group().replace("'", ""), m.start(), m.end()) for m in _WORD.finditer(sentence)]
    at = 0
    while at < len(words) and len(out) < _MOST * 2:
        for size in range(min(phrase, len(words) - at), 0, -1):
            said = " ".join(w for w, _, _ in words[at : at + size])
            names = en.get(said)
            if names is None and size == 1:
                names = next((en[s] for s in _stems(said) if s in en), None)
            if names:
                out += [(name, words[at][1], words[at + size - 1][2]) for name in names]
                at += size - 1
                break
        at += 1
    return sorted(out, key=lambda f: f[1])
