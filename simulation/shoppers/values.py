"""What a shopper is made of: who they are, what they want, what goes on in their head, what they notice
and do.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from dataclasses import fields as dataclass_fields
from typing import Any, Literal, Protocol, TypeVar

T = TypeVar("T")
Json = Any


class Draw(Protocol):
    """One keyed draw, as core.rng makes it."""

    def unit(self) -> float: ...
    def below(self, n: int, /) -> int: ...
    def between(self, low: int, high: int, /) -> int: ...
    def chance(self, p: float, /) -> bool: ...
    def lognormal(self, median: float, sigma: float, /) -> float: ...
    def pick(self, things: Sequence[T], /) -> T: ...


class Dice(Protocol):
    """Draws of one case: the same purpose and index always give the same draw, whatever else happened."""

    def __call__(self, purpose: str, index: int = 0) -> Draw: ...


@dataclass(frozen=True, slots=True)
class Persona:
    """A way of being a shopper. Numbers are 0-1 but for `patience` (a factor) and `speed` (a factor of
    typing).
    """

    code: str
    voice: str
    patience: float
    assertive: float
    tolerance: float
    expectation: float
    anger: float
    trust: float
    verbosity: float
    literacy: float
    noise: float
    speed: float
    silent: float
    fragments: bool = False
    linked: bool = True
    needs: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Need:
    """Something the shopper wants. `met` 0-1; closed means they no longer pursue it."""

    key: str
    weight: float
    met: float = 0.0
    asked: int = 0
    refused: int = 0
    closed: bool = False


@dataclass(slots=True)
class Heard:
    """A time an agent named: what is reply | arrival | dispatch | refund. `until` is desk ms for reply,
    else mall ms.
    """

    what: str
    start: int
    until: int
    seq: int
    settled: bool = False


@dataclass(slots=True)
class Check:
    """Money the agent said was given: the shopper looks at the order page at `due` (desk ms)."""

    what: str
    cents: int
    due: int
    seq: int


@dataclass(slots=True)
class Mind:
    """The shopper's state, kept as JSON in the case. Moments are desk ms, `seq`s are of the mall's log."""

    phase: str = "planned"
    trust: float = 0.5
    anger: float = 0.1
    effort: float = 0.0
    peak: float = 0.0
    expectation: float = 0.5
    needs: list[Need] = field(default_factory=list)
    reveals: list[str] = field(default_factory=list)
    revealed: list[str] = field(default_factory=list)
    asked: dict[str, int] = field(default_factory=dict)
    answered: list[str] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    pending: list[str] = field(default_factory=list)
    args: dict[str, Json] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    agent_texts: list[str] = field(default_factory=list)
    seen: dict[str, Json] = field(default_factory=dict)
    looking: str | None = None
    rung: int = 0
    topic: str | None = None
    waits_since: int | None = None
    waits_quiet_until: int = 0
    waits_limit: int = 0
    waits_seq: int = 0
    ticks_done: list[str] = field(default_factory=list)
    agent_ids: list[int] = field(default_factory=list)
    spoke: int = 0
    speak_from: int = 0
    agent_turns: int = 0
    first_reply_ms: int | None = None
    last_seq: int = 0
    goodbye: bool = False
    outcome: str | None = None

    def need(self, key: str) -> Need | None:
        return next((n for n in self.needs if n.key == key), None)

    def count(self, key: str) -> int:
        """Adds one to a tally and returns what it was before: the index of the next draw of that purpose."""
        before = self.counts.get(key, 0)
        self.counts[key] = before + 1
        return before

    def queue(self, *moves: str) -> None:
        """Notes things to say next, each once."""
        self.pending += [m for m in moves if m not in self.pending]

    def to_json(self) -> dict[str, Json]:
        """Plain values, to be written at once: lists are shared, not copied."""
        plain = {name: getattr(self, name) for name in _MIND}
        for name in ("needs", "heard", "checks"):
            plain[name] = [_plain(thing) for thing in plain[name]]
        return plain

    def copied(self) -> "Mind":
        """Another mind with the same content; changing one leaves the other as it was."""
        fields = {name: _copied(getattr(self, name)) for name in _MIND}
        return Mind(**fields)

    @classmethod
    def from_json(cls, data: dict[str, Json]) -> "Mind":
        if not data:
            return cls()
        known = dict(data)
        known["needs"] = [Need(**n) for n in known.get("needs", [])]
        known["heard"] = [Heard(**h) for h in known.get("heard", [])]
        known["checks"] = [Check(**c) for c in known.get("checks", [])]
        return cls(**known)


_MIND = tuple(f.name for f in dataclass_fields(Mind))
_OWN: dict[type, tuple[str, ...]] = {
    kind: tuple(f.name for f in dataclass_fields(kind)) for kind in (Need, Heard, Check)
}


def _plain(thing: Need | Heard | Check) -> dict[str, Json]:
    return {name: getattr(thing, name) for name in _OWN[type(thing)]}


def _copied(value: Json) -> Json:
    kind = type(value)
    if kind is list:
        return [_copied(v) for v in value]
    if kind is dict:
        return {key: _copied(v) for key, v in value.items()}
    if kind in _OWN:
        return kind(*(getattr(value, name) for name in _OWN[kind]))
    return value


@dataclass(frozen=True, slots=True)
class View:
    """What the shopper's own order page shows at a moment."""

    mall_ms: int
    order_state: str = "shipped"
    promised_ms: int | None = None
    paid_ms: int | None = None
    parcel_state: str | None = None
    last_code: str | None = None
    signer: str | None = None
    captured_cents: int = 0
    payout_cents: int = 0
    coupon_cents: int = 0
    refunded_cents: int = 0
    return_state: str | None = None
    tickets: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """One statement of an agent, as far as a shopper can take it: no verdict comes with it."""

    kind: str
    value: Json
    unit: str | None = None
    at: tuple[int, int] | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """An agent's message as it reached the shopper."""

    text: str
    agent_id: int
    acts: frozenset[str]
    told: tuple[Told, ...] = ()
    cues: frozenset[str] = frozenset()
    card: str | None = None


@dataclass(frozen=True, slots=True)
class Noticed:
    """One thing the shopper perceives. `kind`: accepted, words, read, page, closed, tick, respond, check,
    looked.
    """

    kind: str
    now: int
    seq: int
    words: Words | None = None
    what: str | None = None


@dataclass(frozen=True, slots=True)
class MoodChange:
    """Why the mood moved: cause code, the deltas as applied, the log entry that caused it."""

    cause: str
    because_seq: int
    delta: dict[str, float]
    params: dict[str, Json]


@dataclass(frozen=True, slots=True)
class Effect:
    """What follows. kind: respond, tick, check, look (after `delay`), say (moves), leave, rate, refund,
    end.
    """

    kind: Literal["respond", "tick", "check", "look", "say", "leave", "rate", "refund", "end"]
    delay: int = 0
    moves: tuple[str, ...] = ()
    what: str | None = None
    stars: int = 0


@dataclass(slots=True)
class Step:
    """The outcome of one step: the mind is changed in place on a copy, moods and effects are new."""

    mind: Mind
    moods: list[MoodChange] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
