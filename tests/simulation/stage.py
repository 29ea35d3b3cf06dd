"""A stage for one shopper and nobody else: the pure mind, its words and a clock, without a database."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field, replace
from typing import Any

from core.rng import draw
from helpdesk.understanding import extract, recognise
from simulation.grammar.cues import cues, foreign
from simulation.grammar.phrasebook import book
from simulation.grammar.wording import Style, keystrokes, remembered, word
from simulation.shoppers import brain, waiting
from simulation.shoppers.briefs import brief_for, fresh_mind
from simulation.shoppers.moods import tone
from simulation.shoppers.personas import persona as persona_of
from simulation.shoppers.values import Mind, MoodChange, Noticed, Told, View, Words

NOW = 1_781_485_200_000  # 2026-06-15 09:00 in Shanghai
DAY = 86_400_000
SLOTS = {
    "zh-CN": {
        "item": "电饭煲", "order_no": "2026061200170331", "phone": "12900172233", "tail": "2233", "name": "林晓燕",
        "address": "福建省福州市鼓楼区青禾路12号", "city": "福州市", "hub": "郑州转运中心", "promised": "前天", "paid_day": "周三",
        "today": "周一", "days": "五", "when": "周四", "amount": "6.5", "said_amount": "10",
    },
    "en": {
        "item": "rice cooker", "a_item": "a rice cooker", "order_no": "2026061200170331", "phone": "12900172233", "tail": "2233", "name": "Lena Park",
        "address": "12 Green Road, Gulou, Fuzhou", "city": "Fuzhou", "hub": "Zhengzhou hub", "promised": "Saturday",
        "paid_day": "last Wednesday", "today": "Monday", "days": "five", "when": "Thursday", "amount": "6.5", "said_amount": "10",
    },
}  # fmt: skip
VIEWS = {
    "hub_backlog": View(NOW, "shipped", NOW - 2 * DAY, NOW - 6 * DAY, "in_transit", "backlog", None, 13000),
    "storm": View(NOW, "shipped", NOW - DAY, NOW - 6 * DAY, "in_transit", "storm_hold", None, 13000),
    "not_dispatched": View(NOW, "paid", NOW + 2 * DAY, NOW - 3 * DAY, None, None, None, 13000),
    "never_collected": View(
        NOW, "shipped", NOW + DAY, NOW - 3 * DAY, "label_created", "label_created", None, 13000
    ),
    "signed_not_received": View(NOW, "delivered", NOW, NOW - 5 * DAY, "signed", "signed", "station", 13000),
    "not_late": View(NOW, "shipped", NOW + 3 * DAY, NOW - 2 * DAY, "in_transit", "departed", None, 13000),
    "refund_in_transit": View(
        NOW, "shipped", NOW + 3 * DAY, NOW - 2 * DAY, "in_transit", "departed", None, 13000
    ),
}


@dataclass
class Stage:
    """Plays one shopper: `agent(text)` speaks to them, `go(ms)` lets time pass, `lines` is what was said."""

    persona_code: str
    truth: str
    language: str = "zh-CN"
    seed: int = 7
    brief: dict[str, Any] | None = None
    signer: str | None = "station"
    now: int = 0
    seq: int = 0
    lines: list[tuple[int, str, str]] = field(default_factory=list)
    moods: list[MoodChange] = field(default_factory=list)
    done: list[tuple[int, str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.persona = persona_of(self.persona_code)
        self.view = VIEWS[self.truth]
        self.full = brief_for(self.truth, self.persona, self.dice, signer=self.signer, given=self.brief)
        self.mind: Mind = fresh_mind(self.persona, self.full, self.dice)
        self.queue: list[tuple[int, int, str, str, Any]] = []
        self.number = 0
        self.book = book(self.language)
        self.apply(brain.arrive(self.mind, self.persona, self.view, self.full, 0, self.dice))

    def dice(self, purpose: str, index: int = 0) -> Any:
        return draw(self.seed, 1, f"case:{self.truth}/{self.persona_code}", purpose, index)

    def put(self, due: int, kind: str, key: str, what: Any = None) -> None:
        self.number += 1
        heapq.heappush(self.queue, (max(due, self.now), self.number, kind, key, what))

    def drop(self, key: str) -> None:
        self.queue = [q for q in self.queue if q[3] != key]
        heapq.heapify(self.queue)

    def apply(self, step: Any) -> None:
        self.mind = step.mind
        self.moods += step.moods
        for e in step.effects:
            due = self.now + e.delay
            if e.kind == "say":
                self.speak(e.moves)
                continue
            if e.kind == "respond":
                self.drop("respond")
                due = max(due, self.mind.speak_from + 2000)
            if e.kind == "leave":
                due = max(due, self.mind.speak_from + e.delay)
            self.put(
                due, e.kind, "respond" if e.kind == "respond" else f"{e.kind}:{e.what}", e.stars or e.what
            )
        self.wait()

    def wait(self) -> None:
        self.drop("wait")
        coming = waiting.next_tick(self.mind, self.now)
        if coming is not None:
            self.put(self.now + coming.delay, "tick", "wait", coming.what)

    def speak(self, moves: tuple[str, ...]) -> None:
        from simulation.cases.wording import intents

        case: Any = type("C", (), {"brief": self.full})
        said, out = set(self.mind.said), []
        for move in moves:
            style = Style(self.persona.voice, tone(self.mind), self.persona.noise, self.persona.literacy)
            for intent in intents(move, case):
                if intent in self.book.intents:
                    lines = word(
                        self.book,
                        intent,
                        style,
                        SLOTS[self.language],
                        said,
                        self.dice(f"say.{intent}", self.mind.count(f"say.{intent}")),
                    )
                    if lines:
                        out += lines
                        said |= {remembered(x) for x in lines}
                        break
        self.mind.said = [*self.mind.said, *(remembered(x) for x in out)]
        at = max(self.now, self.mind.speak_from)
        for n, line in enumerate(out):
            at += (
                min(
                    20_000,
                    int(keystrokes(line) * (1333 if self.language == "zh-CN" else 330) / self.persona.speed),
                )
                + 1500
            )
            self.put(at, "line", "say", (line, n == len(out) - 1))
        self.mind.speak_from = at
        if not out:
            self.mind = brain.spoke(self.mind, self.persona, self.now, self.seq, self.dice).mind

    def go(self, ms: int) -> None:
        """Lets desk time pass."""
        until = self.now + ms
        while self.queue and self.queue[0][0] <= until:
            due, _, kind, _, what = heapq.heappop(self.queue)
            self.now = due
            if kind == "line":
                self.seq += 1
                self.lines.append((self.now, "shopper", what[0]))
                if what[1] or self.mind.waits_since is None:
                    self.apply(brain.spoke(self.mind, self.persona, self.now, self.seq, self.dice))
            elif kind in ("respond", "tick", "check"):
                self.notice(kind, what=what)
            elif kind == "look":
                self.notice("looked", what=what)
            elif kind == "leave":
                self.done.append((self.now, kind, what))
                self.notice("closed")
            else:
                self.done.append((self.now, kind, what))
        self.now = until

    def notice(self, kind: str, words: Words | None = None, what: str | None = None) -> None:
        view = replace(self.view, mall_ms=NOW + self.now)
        self.apply(
            brain.advance(
                self.mind,
                self.persona,
                self.full,
                view,
                Noticed(kind, self.now, self.seq, words, what),
                self.dice,
                self.language,
            )
        )

    def agent(self, text: str, *, by: int = 1, wait: int = 25_000, card: str | None = None) -> Stage:
        """The agent says something; the shopper gets `wait` ms to answer."""
        self.seq += 1
        self.lines.append((self.now, "agent", text))
        tongue = "zh" if self.language == "zh-CN" else "en"
        acts = frozenset(a.name for a in recognise(text, tongue))
        told = tuple(
            Told(s.kind, s.value, s.unit, s.at, s.about) for s in extract(text, NOW + self.now, tongue)
        )
        if foreign(text, self.language):
            acts, told = frozenset(), ()
        self.notice("words", Words(text, by, acts, told, cues(text, self.language), card))
        self.go(wait)
        return self

    def page(self, **changes: Any) -> Stage:
        """The order page changes."""
        self.seq += 1
        self.view = replace(self.view, **changes)
        self.notice("page")
        return self

    def close(self) -> Stage:
        self.seq += 1
        self.notice("closed")
        self.go(40_000)
        return self

    def causes(self) -> list[str]:
        return [m.cause for m in self.moods]

    def said(self) -> list[str]:
        return [text for _, who, text in self.lines if who == "shopper"]

    def stars(self) -> int | None:
        return next((w for _, k, w in self.done if k == "rate"), None)

    def outcome(self) -> str | None:
        return next((w for _, k, w in self.done if k == "end"), None)

    def transcript(self) -> str:
        rows = [
            f"{t // 1000:>4}s {'客服' if who == 'agent' else '  ' + self.persona_code}: {text}"
            for t, who, text in self.lines
        ]
        rows += [f"{t // 1000:>4}s  -- {k} {w}" for t, k, w in self.done]
        rows.append(
            f"mood anger={self.mind.anger} trust={self.mind.trust} effort={self.mind.effort} "
            + " ".join(self.causes())
        )
        return "\n".join(rows)
