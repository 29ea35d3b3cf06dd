"""What a case looked like, as plain values taken from the log, and what marking makes of it."""

from dataclasses import dataclass, field
from typing import Any, Literal

Author = Literal["agent", "shopper", "system"]
Verdict = Literal["full", "partial", "none", "na"]
BLOCKS = ("outcome", "truth", "process", "timeliness", "communication", "records")
_STOPS = frozenset("，。！？；,!?;\n")
WEIGHTS = {"outcome": 30, "truth": 20, "process": 15, "timeliness": 10, "communication": 15, "records": 10}


@dataclass(frozen=True, slots=True)
class ActRead:
    """An act found in a message; `reason` names the pattern that found it, or "model"."""

    name: str
    reason: str = "model"


@dataclass(frozen=True, slots=True)
class StatementRead:
    """A statement with its verdict at message time and the record that decided it."""

    kind: str
    value: str | int | float
    unit: str | None
    verdict: str
    record: str | None
    span: tuple[int, int] = (0, 0)
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the conversation. `view` is the message as the desk showed it."""

    seq: int
    message_id: int
    desk_ms: int
    by: Author
    kind: str
    text: str
    acts: tuple[ActRead, ...] = ()
    statements: tuple[StatementRead, ...] = ()
    card: dict[str, Any] | None = None
    view: dict[str, Any] = field(default_factory=dict)

    def has(self, *names: str) -> bool:
        return any(act.name in names for act in self.acts)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done in the mall: `what` is chase, proof_of_delivery, intercept, late_credit, goodwill,
    coupon,
    refund_request, refund, note, ticket, ticket_note, approval, refusal. `by` is the actor."""

    seq: int
    kind: str
    what: str
    desk_ms: int
    by: str
    record: str
    order_id: int | None = None
    amount_cents: int = 0
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def of_desk(self) -> bool:
        return self.by.startswith(("agent:", "lead:"))


@dataclass(frozen=True, slots=True)
class Mood:
    desk_ms: int
    trust: float
    anger: float
    effort: float
    cause: str
    seq: int
    because_seq: int | None = None
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PromiseRead:
    """state open | kept | late | broken; `seq` is the event that says so."""

    promise_id: int
    message_id: int
    what: str
    state: str
    seq: int
    desk_ms: int


@dataclass(frozen=True, slots=True)
class CaseFile:
    """All that marking looks at. `foreign`: deeds on orders that belong to no case, done while this one was
    open.
    """

    code: str
    truth: str
    persona: str
    language: str
    brief: dict[str, Any]
    order_id: int
    shopper_id: int
    conversation_id: int | None = None
    arrived_desk_ms: int | None = None
    ended_desk_ms: int | None = None
    outcome: str | None = None
    played_by_human: bool = False
    said: tuple[Said, ...] = ()
    deeds: tuple[Deed, ...] = ()
    foreign: tuple[Deed, ...] = ()
    moods: tuple[Mood, ...] = ()
    promises: tuple[PromiseRead, ...] = ()
    closed_desk_ms: int | None = None
    rating: int | None = None
    rating_seq: int | None = None
    full_desk: tuple[tuple[int, int], ...] = ()
    limit_cents: int = 5000

    @property
    def agent(self) -> tuple[Said, ...]:
        """What the shopper was told by a person: notes are not among it."""
        return tuple(s for s in self.said if s.by == "agent" and s.kind != "note")

    @property
    def shopper(self) -> tuple[Said, ...]:
        return tuple(s for s in self.said if s.by == "shopper")

    @property
    def marking(self) -> dict[str, Any]:
        """What the exercise says a right handling of this case is."""
        found: dict[str, Any] = self.brief.get("marking", {})
        return found

    @property
    def facts(self) -> dict[str, Any]:
        found: dict[str, Any] = self.marking.get("facts", {})
        return found

    @property
    def required(self) -> dict[str, Any]:
        found: dict[str, Any] = self.marking.get("required", {})
        return found

    def done(self, *what: str) -> tuple[Deed, ...]:
        """Deeds of the desk of these kinds."""
        return tuple(d for d in self.deeds if d.what in what and d.of_desk)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The event a mark rests on: where in the log, which message with its words, which record."""

    seq: int
    kind: str
    desk_ms: int
    message_id: int | None = None
    quote: str | None = None
    record: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "seq": self.seq,
            "kind": self.kind,
            "message_id": self.message_id,
            "quote": self.quote,
            "desk_ms": self.desk_ms,
            "record": self.record,
        }


@dataclass(frozen=True, slots=True)
class Line:
    """One rule applied. `na` lines leave the denominator."""

    rule: str
    points: float
    max: float
    verdict: Verdict
    params: dict[str, Any] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()

    @property
    def block(self) -> str:
        return self.rule.partition(".")[0]

    @property
    def lost(self) -> float:
        return 0.0 if self.verdict == "na" else self.max - self.points

    def as_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "points": round(self.points, 2),
            "max": self.max,
            "verdict": self.verdict,
            "params": self.params,
            "evidence": [e.as_json() for e in self.evidence],
        }


def line(rule: str, share: float | None, most: float, *evidence: Evidence, **params: Any) -> Line:
    """A line worth `share` of `most` points; a share of None means the rule does not apply."""
    if share is None:
        return Line(rule, 0.0, most, "na", params, evidence)
    share = min(1.0, max(0.0, share))
    verdict: Verdict = "full" if share >= 0.999 else "none" if share <= 0.001 else "partial"
    return Line(rule, most * share, most, verdict, params, evidence)


def _clause(text: str, start: int, end: int) -> str:
    while start > 0 and text[start - 1] not in _STOPS:
        start -= 1
    while end < len(text) and text[end] not in _STOPS:
        end += 1
    return text[start:end].strip()


def by_message(said: Said, record: str | None = None, span: tuple[int, int] | None = None) -> Evidence:
    """A message as evidence; with a span only the clause that holds the words meant is quoted."""
    quote = _clause(said.text, *span) if span and span[1] > span[0] else said.text
    return Evidence(said.seq, "helpdesk.message.sent", said.desk_ms, said.message_id, quote[:200], record)


def by_deed(deed: Deed) -> Evidence:
    return Evidence(deed.seq, deed.kind, deed.desk_ms, None, None, deed.record)


def by_mood(case: CaseFile, mood: Mood) -> Evidence:
    """A change of mood as evidence, with the words that caused it."""
    cause = next((said for said in case.said if said.seq == mood.because_seq), None)
    return Evidence(
        mood.seq,
        "simulation.mood.changed",
        mood.desk_ms,
        cause.message_id if cause else None,
        cause.text[:200] if cause else None,
        f"mood:{mood.cause}",
    )
