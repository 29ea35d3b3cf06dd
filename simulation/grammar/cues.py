"""What a shopper picks out of an agent's wording by ear: what is asked of them, where the parcel is said
to be.
"""

import re
from functools import cache

from simulation.grammar.phrasebook import book


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    raw: dict[str, str | list[str]] = book(language).words["cues"]
    made = []
    for cue, pattern in raw.items():
        yes, no = (pattern, None) if isinstance(pattern, str) else (pattern[0], pattern[1])
        made.append((cue, re.compile(yes, re.IGNORECASE), re.compile(no, re.IGNORECASE) if no else None))
    return tuple(made)


def cues(text: str, language: str) -> frozenset[str]:
    """The cues in a text: `q.` for something asked, `t.` for something told."""
    short = text[:2000]
    return frozenset(
        cue
        for cue, yes, no in _patterns(language)
        if yes.search(short) and not (no is not None and no.search(short))
    )


@cache
def _unit(language: str) -> re.Pattern[str]:
    return re.compile(book(language).words["foreign"])


def foreign(text: str, language: str) -> bool:
    """Whether the text is in a language this shopper does not read."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 6 and not _unit(language).search(text)
