"""The plain values the room takes and gives: acts, statements, facts of the mall, verdicts."""

from dataclasses import dataclass
from typing import Literal

ACTS: tuple[str, ...] = (
    "greet", "self_introduce", "ask_order_or_identity", "ask_details", "empathise", "apologise", "inform_status",
    "inform_product", "explain_cause", "quote_policy", "give_instruction", "offer_refund", "offer_return",
    "offer_exchange", "offer_reship", "offer_compensation", "recommend_product", "promote", "ask_wait",
    "promise_deadline", "confirm_understanding", "confirm_resolution", "refuse", "transfer", "safety_warning",
    "blame_customer", "deflect", "forbidden_phrase", "off_platform_lead", "leak_personal_data", "thank", "close",
)  # fmt: skip

SEVERE: frozenset[str] = frozenset(
    {"forbidden_phrase", "blame_customer", "deflect", "off_platform_lead", "leak_personal_data"}
)

KINDS: tuple[str, ...] = (
    "fee", "refund_amount", "price", "coupon", "date", "duration", "order_no", "tracking_no", "stock", "status",
    "action_done",
)  # fmt: skip

Span = tuple[int, int]
Value = str | int | float
Verdict = Literal["supported", "contradicted", "unverifiable"]


@dataclass(frozen=True, slots=True)
class Act:
    """One dialogue act of a message; `spans` are the words that caused it, `reason` names the pattern or the model."""

    name: str
    confidence: float
    spans: tuple[Span, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact the agent asserted, by the label conventions.

    `at` is (from, to) in unix ms for dates and durations, else None. `about` says what a date or duration is of
    (arrival, dispatch, refund, reply, pickup) when the clause says so, else None.
    """

    kind: str
    value: Value
    unit: str | None
    at: tuple[int, int] | None
    span: Span
    about: str | None = None


@dataclass(frozen=True, slots=True)
class AmountFact:
    """An amount the mall knows, in major units (yuan, not fen): kind fee | refund_amount | price | coupon."""

    kind: str
    value: float
    unit: str | None
    record: str


@dataclass(frozen=True, slots=True)
class MomentFact:
    """An instant or window in unix ms: what is arrival | dispatch | refund | reply | pickup."""

    what: str
    from_ms: int
    to_ms: int
    record: str


@dataclass(frozen=True, slots=True)
class SpanFact:
    """A standard time: low to high in `unit` (minute, hour, day, workday, year), e.g. a rule's refund time."""

    what: str
    low: float
    high: float
    unit: str
    record: str


@dataclass(frozen=True, slots=True)
class StatusFact:
    """Where an order, parcel, refund, return or ticket stood; values as in the labels."""

    unit: str
    value: str
    record: str


@dataclass(frozen=True, slots=True)
class NumberFact:
    """An order or tracking number; `carrier` for tracking numbers."""

    value: str
    record: str
    carrier: str | None = None


@dataclass(frozen=True, slots=True)
class StockFact:
    """Pieces available of a thing the shopper asked about."""

    value: int
    record: str


@dataclass(frozen=True, slots=True)
class DoneFact:
    """Something done in the mall: what is a value of action_done, `at_ms` its mall time in unix ms."""

    what: str
    at_ms: int
    record: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the mall knew at message time; every entry carries the record that proves it."""

    said_at: int
    amounts: tuple[AmountFact, ...] = ()
    moments: tuple[MomentFact, ...] = ()
    spans: tuple[SpanFact, ...] = ()
    statuses: tuple[StatusFact, ...] = ()
    order_numbers: tuple[NumberFact, ...] = ()
    tracking_numbers: tuple[NumberFact, ...] = ()
    stock: tuple[StockFact, ...] = ()
    actions_done: tuple[DoneFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Grounded:
    """A statement with its verdict and the record that supports or contradicts it."""

    statement: Statement
    verdict: Verdict
    record: str | None
