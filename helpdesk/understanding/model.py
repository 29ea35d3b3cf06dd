"""The linear model: small weights per character n-gram, per known word and pair of words, and per act found by
patterns, added and compared."""

import json
import math
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from helpdesk.understanding import lexicon
from helpdesk.understanding.text import Sentence
from helpdesk.understanding.values import ACTS, Span

GRAMS, WORDS, PAIRS = 1 << 15, 1 << 9, 1 << 13
SIZES = (GRAMS, WORDS, PAIRS, len(ACTS))
STARTS = (0, GRAMS, GRAMS + WORDS, GRAMS + WORDS + PAIRS)
ROWS = sum(SIZES)
WEIGHS = (1.0, 1.5, 1.5)
HIT_VALUE = 0.5
PAIRED = 14
WIDTH = len(ACTS)
LANE = 3
FILE = Path(__file__).parent / "weights.bin"
_DIGITS = str.maketrans("0123456789", "0000000000")
# Pieces recur from message to message: what was hashed once is looked up. Bounded, as text is anybody's.
_known: dict[str, int] = {}
_MOST_KNOWN = 200_000


@dataclass(frozen=True, slots=True)
class Weights:
    """Quantised weights: `rows[r]` packs one byte (offset 128) per act into lanes of three bytes, so that rows are
    added as whole numbers; score = bias + Σ over the four groups of scale · sum · value."""

    rows: tuple[int, ...]
    scale: tuple[tuple[float, ...], ...]
    bias: tuple[float, ...]
    threshold: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """The rows a text touches: n-grams, known words, pairs of known words."""

    grams: frozenset[int]
    words: frozenset[int]
    pairs: frozenset[int]


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
        found = _known[piece] = zlib.crc32(piece.encode("utf-8", "replace")) & 0x7FFFFFFF
    return found


def _grams(sentence: str) -> set[int]:
    raw, sizes = _shape(sentence)
    pieces = {raw[start : start + size] for size in sizes for start in range(len(raw) - size + 1)}
    return {_bucket(piece) % GRAMS for piece in pieces}


def seen(sents: Iterable[Sentence]) -> Seen:
    """What a text touches; words of a question count once more as asked."""
    grams: set[int] = set()
    words: set[int] = set()
    pairs: set[int] = set()
    for sentence in sents:
        grams |= _grams(sentence.text)
        names = [name for name, _, _ in lexicon.meanings(sentence.text)]
        words.update(GRAMS + _bucket(name) % WORDS for name in names)
        if sentence.asks:
            words.update(GRAMS + _bucket("?" + name) % WORDS for name in ("", *names))
        pairs.update(STARTS[2] + _bucket(f"{a}+{b}") % PAIRS for a, b in pairwise(names))
        few = names[:PAIRED]
        pairs.update(
            STARTS[2] + _bucket(f"{a}>{b}") % PAIRS
            for at, a in enumerate(few)
            for b in few[at + 1 :]
            if a != b
        )
    return Seen(frozenset(grams), frozenset(words), frozenset(pairs))


def joined(each: Sequence[Seen]) -> Seen:
    """What several sentences touch together."""
    if len(each) == 1:
        return each[0]
    return Seen(
        frozenset().union(*(one.grams for one in each)),
        frozenset().union(*(one.words for one in each)),
        frozenset().union(*(one.pairs for one in each)),
    )


def features(found: Seen, hits: Iterable[str]) -> dict[int, float]:
    """Row -> value of a text, for the training; inference adds the same."""
    out: dict[int, float] = {}
    for rows, weigh in zip((found.grams, found.words, found.pairs), WEIGHS, strict=True):
        out.update(dict.fromkeys(sorted(rows), weigh / math.sqrt(len(rows) or 1)))
    out.update((STARTS[3] + ACTS.index(name), HIT_VALUE) for name in sorted(hits))
    return out


def pack_rows(body: bytes) -> tuple[int, ...]:
    """One byte a weight -> one whole number a row."""
    wide = bytearray(len(body) * LANE)
    wide[::LANE] = body
    step = WIDTH * LANE
    return tuple(int.from_bytes(wide[at : at + step], "little") for at in range(0, len(wide), step))


def unpack_row(row: int) -> list[int]:
    """The lanes of a row or of a sum of rows."""
    raw = row.to_bytes(WIDTH * LANE, "little")
    return [raw[at] | raw[at + 1] << 8 | raw[at + 2] << 16 for at in range(0, len(raw), LANE)]


@lru_cache(maxsize=1)
def stored() -> Weights | None:
    """The trained weights beside this file, None before the first training."""
    if not FILE.exists():
        return None
    packed = FILE.read_bytes()
    size = int.from_bytes(packed[:4], "big")
    head = json.loads(packed[4 : 4 + size])
    rows = pack_rows(zlib.decompress(packed[4 + size :]))
    scale = tuple(tuple(group) for group in head["scale"])
    return Weights(rows, scale, tuple(head["bias"]), tuple(head["threshold"]))


def scores(found: Seen, hits: Iterable[str], using: Weights) -> list[float]:
    """The margin of every act for a text: what it touches over √n in each group, and the acts patterns found."""
    if not found.grams:
        return [-99.0] * WIDTH
    out = list(using.bias)
    rows = using.rows
    groups: list[tuple[Sequence[int] | frozenset[int], float]] = [
        (touched, weigh / math.sqrt(len(touched) or 1))
        for touched, weigh in zip((found.grams, found.words, found.pairs), WEIGHS, strict=True)
    ]
    groups.append(([STARTS[3] + ACTS.index(name) for name in hits], HIT_VALUE))
    for (touched, value), scale in zip(groups, using.scale, strict=True):
        if not touched:
            continue
        total, zero = unpack_row(sum([rows[row] for row in touched])), 128 * len(touched)
        for place in range(WIDTH):
            out[place] += scale[place] * value * (total[place] - zero)
    return out


def judge(units: Iterable[tuple[Seen, frozenset[str]]], using: Weights) -> dict[str, float]:
    """The acts whose margin passes the threshold in one of the units, with a confidence between 0 and 1.

    Units are the message as a whole and, when it has several, each of its sentences, with the acts of its patterns.
    """
    best = [-99.0] * WIDTH
    for found, hits in units:
        best = [max(a, b) for a, b in zip(best, scores(found, hits, using), strict=True)]
    return {
        ACTS[place]: 1 / (1 + math.exp(-min(margin - using.threshold[place], 30.0)))
        for place, margin in enumerate(best)
        if margin >= using.threshold[place]
    }


def cause(sents: Iterable[Sentence], act: str, using: Weights) -> Span:
    """The words that weighed most for an act, in message offsets."""
    place, best, where = ACTS.index(act), 0.0, (0, 0)
    for sentence in sents:
        raw, sizes = _shape(sentence.text)
        pieces = [
            (_bucket(raw[at : at + size]) % GRAMS, max(0, at - 1), min(len(sentence.text), at + size - 1), 0)
            for size in sizes
            for at in range(len(raw) - size + 1)
        ]
        known = [
            (GRAMS + _bucket(name) % WORDS, low, high, 1)
            for name, low, high in lexicon.meanings(sentence.text)
        ]
        root = {0: math.sqrt(len(pieces) or 1), 1: math.sqrt(len(known) or 1) / WEIGHS[1]}
        for row, low, high, group in (*known, *pieces):
            weight = (unpack_row(using.rows[row])[place] - 128) * using.scale[group][place] / root[group]
            if high - low >= 2 and weight > best and sentence.text[low:high].strip():
                best, where = weight, (sentence.start + low, sentence.start + high)
        if where == (0, 0) and sentence.text.strip():
            where = (sentence.start, sentence.start + len(sentence.text))
    return where
