"""The linear model: one row of small weights per hashed character n-gram, added up and compared with a threshold."""

import json
import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from helpdesk.understanding.text import Sentence
from helpdesk.understanding.values import ACTS, Span

BUCKETS = 1 << 14
WIDTH = len(ACTS)
FILE = Path(__file__).parent / "weights.bin"
_BYTES = bytes.maketrans(b"0123456789", b"0000000000")


@dataclass(frozen=True, slots=True)
class Weights:
    """Quantised weights: row `b` holds one byte (offset 128) per act; score = bias + scale · sum / √n."""

    rows: tuple[bytes, ...]
    scale: tuple[float, ...]
    bias: tuple[float, ...]
    threshold: tuple[float, ...]


def grams(sentence: str) -> list[tuple[int, int, int]]:
    """(bucket, start, end) of every n-gram: 1-3 characters of Chinese, 2-5 of Latin text; digits count as one digit."""
    raw = " " + " ".join(sentence.split()) + " "
    chinese = sum(1 for c in raw if "\u3400" <= c <= "\u9fff") * 3 >= len(raw)
    out = []
    for size in (1, 2, 3) if chinese else (2, 3, 4, 5):
        for start in range(len(raw) - size + 1):
            piece = raw[start : start + size].encode("utf-8", "replace").translate(_BYTES)
            out.append((zlib.crc32(piece) & (BUCKETS - 1), start, start + size))
    return out


def buckets(sentence: str) -> set[int]:
    """The buckets a sentence touches."""
    return {bucket for bucket, _, _ in grams(sentence)}


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The trained weights beside this file."""
    packed = FILE.read_bytes()
    size = int.from_bytes(packed[:4], "big")
    head = json.loads(packed[4 : 4 + size])
    body = zlib.decompress(packed[4 + size :])
    rows = tuple(body[at : at + WIDTH] for at in range(0, len(body), WIDTH))
    return Weights(rows, tuple(head["scale"]), tuple(head["bias"]), tuple(head["threshold"]))


@lru_cache(maxsize=1)
def absent() -> bool:
    """Whether no trained weights lie beside this file (before the first training)."""
    return not FILE.exists()


def scores(sentence: str, using: Weights) -> list[float]:
    """The margin of every act for one sentence."""
    touched = buckets(sentence)
    n = len(touched)
    if n == 0:
        return list(using.bias)
    columns = zip(*(using.rows[b] for b in touched), strict=True)
    root = math.sqrt(n)
    return [b + s * (sum(c) - 128 * n) / root for c, s, b in zip(columns, using.scale, using.bias, strict=True)]


def judge(sentence: Sentence, language: str) -> Iterator[tuple[str, float, Span]]:
    """The acts whose margin passes its threshold, with a confidence and the words that weighed most."""
    using = weights()
    for place, margin in enumerate(scores(sentence.text, using)):
        if margin >= using.threshold[place]:
            yield ACTS[place], 1 / (1 + math.exp(-margin)), _cause(sentence, place, using)


def _cause(sentence: Sentence, place: int, using: Weights) -> Span:
    """The heaviest n-gram for this act, in message offsets."""
    body = sentence.text
    best, where = -1, (0, len(body))
    for size in (3, 2):
        for start in range(max(0, len(body) - size + 1)):
            piece = body[start : start + size].encode("utf-8", "replace").translate(_BYTES)
            weight = using.rows[zlib.crc32(piece) & (BUCKETS - 1)][place]
            if weight > best:
                best, where = weight, (start, start + size)
    return sentence.start + where[0], sentence.start + where[1]
