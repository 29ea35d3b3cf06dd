"""How a search text is cut into what must occur."""

import re
from collections.abc import Iterator

# Ideographs and their compatibility forms, as a range of a pattern.
_CJK = "".join(f"{chr(first)}-{chr(last)}" for first, last in ((0x3400, 0x9FFF), (0xF900, 0xFAFF)))
_RUNS = re.compile(f"[{_CJK}]+|[^\\s{_CJK}]+")
MOST_TERMS = 12


def search_terms(text: str) -> list[str]:
    """Chinese runs as overlapping pairs of characters, everything else as lower-case words; at most twelve,
    each once.

    All of them must occur in what is found: pairs find a compound whose parts stand in another order,
    single characters only where the shopper typed a single one.
    """
    return list(dict.fromkeys(_terms(text)))[:MOST_TERMS]


def _terms(text: str) -> Iterator[str]:
    for run in _RUNS.findall(text.lower()):
        if re.match(f"[{_CJK}]", run) and len(run) > 2:
            yield from (run[i : i + 2] for i in range(len(run) - 1))
        else:
            yield run


def like(term: str) -> str:
    """A LIKE pattern that finds the term anywhere, its own wildcards taken literally (escape: \\)."""
    return "%" + term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
