"""How the live feed looks on the wire. A fact is encoded once; each stream only puts its name and last seq
before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson

from core.context import Recorded
from core.wire import at

LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a log on its way out: `tokens` say who may have it, `tail` is the frame but for stream and
    prev."""

    seq: int
    tokens: frozenset[str]
    tail: str


def fact_of(row: Recorded) -> Fact:
    """A mall's event as pushed."""
    tail = (
        f'"seq":{row.seq},"kind":"{row.kind}","v":{row.version},"desk_ms":{row.desk_ms},"mall_at":"{at(row.mall_ms)}",'
        f'"actor":"{row.actor}","subject":"{row.subject}","data":{row.data}}}'
    )
    return Fact(row.seq, frozenset(row.audience), tail)


def fact_of_log(row: Any) -> Fact:
    """The same from a row of the log (core.events.log.read_log)."""
    tail = (
        f'"seq":{row.seq},"kind":"{row.kind}","v":{row.version},"desk_ms":{row.desk_ms},"mall_at":"{at(row.mall_ms)}",'
        f'"actor":"{row.actor}","subject":"{row.subject}","data":{row.data}}}'
    )
    return Fact(row.seq, frozenset(row.audience.split()), tail)


def class_fact(seq: int, kind: str, data: str) -> Fact:
    """A class's own event: whoever may watch the class may have it."""
    return Fact(seq, EVERYONE, f'"seq":{seq},"kind":"{kind}","v":1,"data":{data}}}')


EVERYONE = frozenset({"*"})


def event_frame(stream: str, prev: int, fact: Fact) -> str:
    """The whole frame; `prev` is the seq of the frame before it on this stream. Too large a fact asks to
    refetch."""
    if len(fact.tail) * 3 > LARGEST and len(fact.tail.encode()) > LARGEST - 200:
        return said(stream, refetch=True, seq=fact.seq)
    return f'{{"stream":"{stream}","prev":{prev},{fact.tail}'


def said(stream: str, **words: Any) -> str:
    """A frame that is no event: ready, reset, refetch, error."""
    return orjson.dumps({"stream": stream, **words}).decode()
