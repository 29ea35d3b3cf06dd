"""Who watches which log in this process, and the pushing of facts to them. Lives on the event loop."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import orjson
import structlog

from core import metrics
from core.live.frames import EVERYONE, Fact, event_frame, said

QUEUE = 200
Pull = Callable[[str, int], Awaitable[list[Fact]]]
log = structlog.get_logger("live")


class Reader(Protocol):
    """A socket's outbox."""

    def put(self, frame: str) -> None: ...


class Outbox:
    """The bounded queue of one socket. A reader that lets it fill is dropped; it comes back and resumes."""

    __slots__ = ("_wake", "frames", "full")

    def __init__(self, wake: Callable[[], None]) -> None:
        self.frames: deque[str] = deque()
        self.full = False
        self._wake = wake

    def put(self, frame: str) -> None:
        if self.full:
            return
        if len(self.frames) >= QUEUE:
            self.full = True
            self.frames.clear()
            metrics.DROPPED.add(1, "slow")
        else:
            self.frames.append(frame)
            metrics.FRAMES.add()
        self._wake()


class Subscription:
    """One stream on one socket: `sent` is the seq of the last frame on it, `seen` the last one considered."""

    __slots__ = ("_reader", "early", "log", "me", "seen", "sent", "stream", "tokens")

    def __init__(self, reader: Reader, stream: str, log: str, tokens: frozenset[str], me: str) -> None:
        self._reader, self.stream, self.log, self.tokens, self.me = reader, stream, log, tokens, me
        self.sent = self.seen = 0
        # While the past is being read, the present waits here.
        self.early: list[Fact] | None = []

    def offer(self, facts: list[Fact]) -> None:
        """Sends what this viewer may have of the facts it has not seen yet."""
        if self.early is not None:
            self.early += facts
            return
        for fact in facts:
            if fact.seq <= self.seen:
                continue
            self.seen = fact.seq
            if fact.tokens is EVERYONE or not self.tokens.isdisjoint(fact.tokens):
                self._reader.put(event_frame(self.stream, self.sent, fact))
                self.sent = fact.seq

    def start_after(self, after: int) -> None:
        """The browser has everything up to here."""
        self.sent = self.seen = after

    def replay(self, past: list[Fact]) -> None:
        """Some of the past; what happens meanwhile still waits."""
        early, self.early = self.early, None
        self.offer(past)
        self.early = early

    def go_live(self, head: int, epoch: str) -> None:
        """`ready` with the place reached, then whatever came meanwhile."""
        early, self.early = self.early or [], None
        self.seen = self.sent = max(head, self.seen)
        self.say(ready=True, seq=self.sent, epoch=epoch)
        self.offer(early)

    def say(self, **words: Any) -> None:
        self._reader.put(said(self.stream, **words))


class Log:
    """What this process knows of one log (a mall's or a class's): how far it has pushed, and to whom."""

    __slots__ = ("head", "pulling", "subscriptions", "waiting")

    def __init__(self, head: int) -> None:
        self.head = head
        self.subscriptions: set[Subscription] = set()
        self.pulling = False
        self.waiting: list[Fact] = []


class Hub:
    """`pull(log, after)` reads facts from the database when a gap shows that a push was lost."""

    def __init__(self, pull: Pull) -> None:
        self.logs: dict[str, Log] = {}
        self._pull = pull
        self.on_first: Callable[[str], None] = lambda log: None
        self.on_last: Callable[[str], None] = lambda log: None

    def watched(self, name: str) -> bool:
        return name in self.logs

    def head(self, name: str) -> int:
        """The seq up to which this process has pushed a log; -1 when it has pushed nothing of it."""
        known = self.logs.get(name)
        return -1 if known is None else known.head

    def add(self, subscription: Subscription) -> None:
        """From now on its facts are kept for it; `Subscription.go_live` lets them through."""
        known = self.logs.get(subscription.log)
        if known is None:
            # -1: nothing pushed yet, so the first push decides where this process stands.
            known = self.logs[subscription.log] = Log(-1)
            self.on_first(subscription.log)
        known.subscriptions.add(subscription)

    def started(self, name: str, head: int) -> None:
        """The log was read up to `head`: a push that begins later than that has a gap before it."""
        known = self.logs.get(name)
        if known is None or known.head >= head or known.pulling:
            return
        if known.head < 0 or len(known.subscriptions) == 1:
            known.head = head

    def remove(self, subscription: Subscription) -> None:
        known = self.logs.get(subscription.log)
        if known is None:
            return
        known.subscriptions.discard(subscription)
        if not known.subscriptions:
            del self.logs[subscription.log]
            self.on_last(subscription.log)

    async def push(self, name: str, facts: list[Fact]) -> None:
        """Facts of one log in seq order, as they were published. What is missing before them is read
        first."""
        known = self.logs.get(name)
        if known is None or not facts:
            return
        if known.pulling:
            known.waiting += facts
            return
        await self._push(name, known, facts)
        while known.waiting:
            waiting, known.waiting = sorted(known.waiting, key=lambda f: f.seq), []
            await self._push(name, known, waiting)

    async def _push(self, name: str, known: Log, facts: list[Fact]) -> None:
        fresh = [fact for fact in facts if fact.seq > known.head]
        if not fresh:
            return
        dense = fresh[-1].seq - fresh[0].seq == len(fresh) - 1
        if known.head >= 0 and (fresh[0].seq != known.head + 1 or not dense):
            known.pulling = True
            try:
                metrics.PULLS.add()
                fresh = await self._pull(name, known.head) or fresh
            except Exception as failure:
                # The next push finds the same gap and tries again.
                log.error("gap_not_filled", log=name, exc_info=failure)
                return
            finally:
                known.pulling = False
        known.head = fresh[-1].seq
        for subscription in tuple(known.subscriptions):
            subscription.offer(fresh)

    async def catch_up(self, name: str, last_seq: int) -> None:
        """The log is known to have come to `last_seq`: reads what no push brought."""
        known = self.logs.get(name)
        if known is not None and known.head < last_seq and not known.pulling:
            await self.push(name, await self._pull(name, max(known.head, 0)))

    def ephemeral(self, name: str, tokens: frozenset[str], by: str, words: dict[str, Any]) -> None:
        """What is true only now (somebody types): never kept, never numbered, not told to its author."""
        known = self.logs.get(name)
        if known is None:
            return
        tail = orjson.dumps(words).decode()
        for subscription in tuple(known.subscriptions):
            if subscription.me != by and not subscription.tokens.isdisjoint(tokens):
                subscription._reader.put(f'{{"stream":"{subscription.stream}","ephemeral":{tail}}}')
