"""What a shop may ask of a carrier, when, and which answers the carrier may give."""

from collections.abc import Mapping
from types import MappingProxyType

from core.errors import IllegalTransition, Invalid, Refusal
from logistics.consignments.rules import LABELLED, MOVING, ON_THE_ROAD

KINDS = ("chase", "intercept", "redirect", "proof_of_delivery", "lost")

# The states of a parcel in which each order makes sense.
APPLICABLE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "chase": (*LABELLED, *ON_THE_ROAD),
        "intercept": MOVING,
        "redirect": (*LABELLED, "collected", "in_transit", "arrived_city"),
        "proof_of_delivery": ("signed",),
        "lost": ON_THE_ROAD,
    }
)

# Every answer of a kind begins with its word; a useless answer fits all.
ANSWER_WORD: Mapping[str, str] = MappingProxyType(
    {
        "chase": "chase_",
        "intercept": "intercept_",
        "redirect": "redirect_",
        "proof_of_delivery": "proof_",
        "lost": "lost_",
    }
)
USELESS = "useless"

TRANSITIONS: Mapping[tuple[str, str], str] = MappingProxyType(
    {("open", "answer"): "answered", ("open", "withdraw"): "withdrawn"}
)


def may_open(kind: str, state: str, silence: str | None) -> None:
    """Refuses an order that makes no sense for a parcel in this state; a loss needs five silent days.

    Raises Invalid `work_order_kind_unknown`, Refusal `work_order_not_applicable` or
    `parcel_not_silent_enough`.
    """
    if kind not in APPLICABLE:
        raise Invalid("work_order_kind_unknown", order_kind=kind)
    if state not in APPLICABLE[kind]:
        raise Refusal("work_order_not_applicable", order_kind=kind, state=state)
    if kind == "lost" and silence != "suspected_loss":
        raise Refusal("parcel_not_silent_enough", order_kind=kind, state=state)


ADDRESS = ("province", "city", "district", "street")


def wanted(kind: str, asked: Mapping[str, str] | None) -> dict[str, str] | None:
    """What an order asks for besides its kind: a redirect needs a whole address, nothing else needs any.

    Raises Invalid `redirect_address_missing` {field}.
    """
    if kind != "redirect":
        return None
    given = {field: str((asked or {}).get(field, "")).strip() for field in ADDRESS}
    for field, value in given.items():
        if not value:
            raise Invalid("redirect_address_missing", field=field)
    for field in ("addressee", "phone"):
        if (asked or {}).get(field):
            given[field] = str((asked or {})[field]).strip()
    return given


def may_answer(kind: str, code: str) -> None:
    """Refuses an answer that does not belong to the question. Raises Invalid `answer_does_not_fit`."""
    if code != USELESS and not code.startswith(ANSWER_WORD[kind]):
        raise Invalid("answer_does_not_fit", order_kind=kind, answer_code=code)


def after(state: str, action: str) -> str:
    """The state of an order after an action. Raises IllegalTransition."""
    result = TRANSITIONS.get((state, action))
    if result is None:
        raise IllegalTransition("work_order", state=state, action=action)
    return result
