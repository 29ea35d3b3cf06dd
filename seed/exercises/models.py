"""The shape of an exercise file. An unknown key, code or number out of range is an error in the file."""

from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from classroom.scoring.reading import FACTS
from classroom.scoring.values import BLOCKS
from core.errors import Invalid
from seed.generator.cases import POOL
from simulation.incidents.rules import KINDS, checked

Truth = Literal[
    "hub_backlog",
    "storm",
    "not_dispatched",
    "never_collected",
    "signed_not_received",
    "not_late",
    "refund_in_transit",
]
Action = Literal["chase", "proof_of_delivery", "intercept", "late_credit", "refund_request", "warehouse"]
Outcome = Literal["solved", "partial", "abandoned", "escalated", "refund_requested"]
Trap = Literal[
    "false_chase",
    "force_majeure_credit",
    "credit_when_not_late",
    "vague_wait",
    "blame_carrier",
    "refund_before_proof",
    "promise_exact_date",
    "ask_identity",
    "ignore_refund_wish",
]


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Goal(Strict):
    goal: Literal["status", "cause", "date", "chase", "credit", "proof", "refund", "dispatch", "reassurance"]
    must: bool = False
    accepts: list[str] = []


class TruthPlan(Strict):
    """What a right handling of a truth is."""

    topic: Literal["late", "not_sent", "signed_missing", "when", "refund"]
    knows: list[str]
    not_knows: list[str]
    goals: list[Goal]
    facts: list[str]
    actions: list[Action]
    credit: Literal["late_delivery", "late_dispatch"] | None = None
    goodwill_max_cents: int = Field(ge=0, le=5000)
    why: Literal["force_majeure", "not_proven", "not_late", "refund_only"] | None = None
    note: bool
    ticket: bool = False
    acceptable: list[Outcome] = Field(min_length=1)
    traps: list[Trap]

    @model_validator(mode="after")
    def _known_facts(self) -> Self:
        unknown = set(self.facts) - FACTS
        if unknown:
            raise ValueError(f"no such facts: {sorted(unknown)}")
        if (self.credit is None) == (self.why is None):
            raise ValueError("either a credit is due or a reason why none is")
        return self


class Deadline(Strict):
    why: Literal["school", "birthday", "trip", "gift"]
    reveal: Literal["first", "late"]


class WalkAway(Strict):
    silent: bool


class CasePlan(Strict):
    """One shopper who will come."""

    code: str = Field(pattern=r"^[A-Z]{2}\d{1,2}$")
    truth: Truth
    persona: str
    arrives: int = Field(ge=0)
    order: int = Field(ge=0)
    linked: bool | None = None
    deadline: Deadline | None = None
    expects_cents: int | None = None
    will_fish: bool | None = None
    refuses_at_door: bool | None = None
    walk_away: WalkAway | None = None


class IncidentPlan(Strict):
    """What goes wrong at an instant (seconds of desk time). Hub and carrier by their codes in the pack."""

    kind: str
    at: int = Field(ge=0)
    hub: str | None = None
    carrier: str | None = None
    days: int | None = None
    count: int | None = None

    @model_validator(mode="after")
    def _can_happen(self) -> Self:
        known = {param.name for param in KINDS[self.kind].params} if self.kind in KINDS else set()
        given = {"hub_id": self.hub, "carrier_id": self.carrier, "days": self.days, "count": self.count}
        foreign = sorted(name for name, value in given.items() if value is not None and name not in known)
        try:
            checked(self.kind, {"days": self.days, "count": self.count})
        except Invalid as error:
            raise ValueError(f"{error.code} {error.params}") from error
        if foreign:
            raise ValueError(f"{self.kind} takes no {foreign}")
        return self


class Settings(Strict):
    amber_ms: int = Field(ge=1000)
    red_ms: int = Field(ge=1000)
    idle_close_ms: int = Field(ge=10_000)
    hints: bool
    payout_limit_cents: int = Field(ge=0)
    coupon_limit_cents: int = Field(ge=0)
    lead_limit_cents: int = Field(ge=0)
    simulated_lead: bool


class Titles(Strict):
    zh: str = Field(alias="zh-CN")
    en: str

    def by_language(self) -> dict[str, str]:
        return {"zh-CN": self.zh, "en": self.en}


class Exercise(Strict):
    """A whole exercise; raises pydantic's ValidationError for anything that does not hold together."""

    code: str = Field(pattern=r"^[a-z_]+$")
    version: int = Field(ge=1)
    title: Titles
    goal: Titles
    opens_at: datetime
    duration_minutes: int = Field(ge=1, le=120)
    capacity: int = Field(ge=1, le=10)
    settings: Settings
    weights: dict[str, int]
    truths: dict[Truth, TruthPlan]
    cases: list[CasePlan] = Field(min_length=1)
    incidents: list[IncidentPlan] = []

    @property
    def opened_ms(self) -> int:
        return int(self.opens_at.timestamp() * 1000)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if set(self.weights) != set(BLOCKS) or sum(self.weights.values()) != 100:
            raise ValueError("the weights of the six blocks must add up to 100")
        if self.opens_at.tzinfo is None:
            raise ValueError("opens_at needs its zone")
        arrivals = [case.arrives for case in self.cases]
        if arrivals != sorted(arrivals) or arrivals[-1] >= self.duration_minutes * 60:
            raise ValueError("cases come in order, and before the end")
        if len({case.code for case in self.cases}) != len(self.cases):
            raise ValueError("a case code is used twice")
        orders = [(case.truth, case.order) for case in self.cases]
        if len(set(orders)) != len(orders):
            raise ValueError("two cases want the same order")
        for case in self.cases:
            if case.truth not in self.truths:
                raise ValueError(f"{case.code}: nothing says what is right for {case.truth}")
            if case.order >= POOL[case.truth]:
                raise ValueError(f"{case.code}: a mall opens with {POOL[case.truth]} orders of {case.truth}")
        return self
