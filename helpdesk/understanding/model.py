"""The linear model: small weights per hashed character n-gram and per act found by patterns, added and compared."""

import json
import math
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from helpdesk.understanding.text import Sentence
from helpdesk.understanding.values import ACTS, Span

BUCKETS = 1 << 15
HIT_VALUE = 0.5
WIDTH = len(ACTS)
FILE = Path(__file__).parent / "weights.bin"
_DIGITS = str.maketrans("0123456789", "0000000000")
# Pieces recur from message to message: what was hashed once is looked up. Bounded, as text is anybody's.
_known: dict[str, int] = {}
_MOST_KNOWN = 200_000


@dataclass(frozen=True, slots=True)
class Weights:
    """Quantised weights: row `b` holds one byte (offset 128) per act; score = bias + scale · sum / √n."""

    rows: tuple[bytes, ...]
    scale: tuple[float, ...]
    bias: tuple[float, ...]
    threshold: tuple[float, ...]


def _shape(sentence: str) -> tuple[str, tuple[int, ...]]:
    """The sentence as its n-grams are cut (digits count as one digit), and the sizes of the cuts."""
    raw = " " + sentence + " "
    chinese = sum(1 for c in raw if "\u3400" <= c <= "\u9fff") * 3 >= len(raw)
    return raw.translate(_DIGITS), (1, 2, 3) if chinese else (2, 3, 4, 5)


def _bucket(piece: str) -> int:
    found = _known.get(piece)
    if found is None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        found = _known[piece] = zlib.crc32(piece.encode("utf-8", "replace")) & (BUCKETS - 1)
    return found


def grams(sentence: str) -> list[tuple[int, int, int]]:
    """(bucket, start, end) of every n-gram: 1-3 characters of Chinese, 2-5 of Latin text."""
    raw, sizes = _shape(sentence)
    return [
        (_bucket(raw[start : start + size]), max(0, start - 1), min(len(sentence), start + size - 1))
        for size in sizes
        for start in range(len(raw) - size + 1)
    ]


def buckets(sentence: str) -> set[int]:
    """The buckets a sentence touches."""
    raw, sizes = _shape(sentence)
    pieces = {raw[start : start + size] for size in sizes for start in range(len(raw) - size + 1)}
    return {_bucket(piece) for piece in pieces}


@lru_cache(maxsize=1)
def stored() -> Weights | None:
    """The trained weights beside this file, None before the first training."""
    if not FILE.exists():
        return None
    packed = FILE.read_bytes()
    size = int.from_bytes(packed[:4], "big")
    head = json.loads(packed[4 : 4 + size])
    body = zlib.decompress(packed[4 + size :])
    rows = tuple(body[at : at + WIDTH] for at in range(0, len(body), WIDTH))
    return Weights(rows, tuple(head["scale"]), tuple(head["bias"]), tuple(head["threshold"]))


def scores(touched: set[int], hits: frozenset[str], using: Weights) -> list[float]:
    """The margin of every act for a message: its n-grams over √n, and the acts its patterns found."""
    n = len(touched)
    if n == 0:
        return [-99.0] * WIDTH
    root = math.sqrt(n)
    grams_sum = [sum(c) - 128 * n for c in zip(*(using.rows[b] for b in touched), strict=True)]
    extra = [0] * WIDTH
    for name in hits:
        row = using.rows[BUCKETS + ACTS.index(name)]
        extra = [e + w - 128 for e, w in zip(extra, row, strict=True)]
    return [
        b + s * (g / root + e * HIT_VALUE)
        for g, e, s, b in zip(grams_sum, extra, using.scale, using.bias, strict=True)
    ]


def judge(sents: Iterable[Sentence], hits: frozenset[str], using: Weights) -> dict[str, float]:
    """The acts whose margin passes the threshold, with a confidence between 0 and 1."""
    touched: set[int] = set()
    for sentence in sents:
        touched |= buckets(sentence.text)
    margins = scores(touched, hits, using)
    return {
        ACTS[place]: 1 / (1 + math.exp(-min(margin, 30.0)))
        for place, margin in enumerate(margins)
        if margin >= using.threshold[place]
    }


def cause(sents: Iterable[Sentence], act: str, using: Weights) -> Span:
    """The words that weighed most for an act, in message offsets."""
    place, best, where = ACTS.index(act), -1, (0, 0)
    for sentence in sents:
        for bucket, low, high in grams(sentence.text):
            if high - low >= 2 and using.rows[bucket][place] > best:
                best, where = using.rows[bucket][place], (sentence.start + low, sentence.start + high)
    return where
