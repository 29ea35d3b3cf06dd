"""When a carrier may be asked to pay, how much it has to, and how it judges.

Insured parcels: up to the declared value, damage in proportion (what part of the value is gone). Others: up
to a multiple of the freight, as carriers' standard terms have it (seven times here; a design value, setting
`claim_freight_times`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.errors import IllegalTransition, Invalid, Refusal
from logistics.consignments.rules import ON_THE_ROAD

KINDS = ("lost", "damaged")
FREIGHT_TIMES = 7
DAY_MS = 86_400_000
# Days after the signature in which damage has to be reported, and after the last scan for anything else.
DAMAGE_DAYS, CLAIM_DAYS = 7, 30
# Packed so badly that a carrier does not pay for damage (thousandths of odds).
BADLY_PACKED = 100

TRANSITIONS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("filed", "pay"): "paid",
        ("filed", "decline"): "declined",
        ("filed", "withdraw"): "withdrawn",
    }
)
PAYING = ("paid_in_full", "paid_declared_value", "paid_freight_limit")
DECLINING = ("declined_packing", "declined_no_damage", "declined_found")


def after(state: str, action: str) -> str:
    """The state of a claim after an action. Raises IllegalTransition."""
    found = TRANSITIONS.get((state, action))
    if found is None:
        raise IllegalTransition("claim", state=state, action=action)
    return found


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is known of a parcel when a claim is filed; instants in mall time."""

    state: str
    exception: str | None
    silence: str | None
    signed_ms: int | None
    last_scan_ms: int


def may_file(kind: str, trouble: Trouble, now_ms: int) -> None:
    """Raises Invalid `claim_kind_unknown`, Refusal `claim_not_applicable` {claim_kind, state} when the
    parcel is neither lost nor suspected to be (or not damaged), `claim_too_late` {days}.
    """
    if kind not in KINDS:
        raise Invalid("claim_kind_unknown", kinds=list(KINDS))
    if kind == "lost":
        ground = (
            trouble.exception == "lost"
            or trouble.state == "lost_closed"
            or (trouble.state in ON_THE_ROAD and trouble.silence == "suspected_loss")
        )
    else:
        ground = trouble.exception == "damaged" or trouble.state in ("signed", "returned")
    if not ground:
        raise Refusal("claim_not_applicable", claim_kind=kind, state=trouble.state)
    if kind == "damaged" and trouble.signed_ms is not None:
        if now_ms - trouble.signed_ms > DAMAGE_DAYS * DAY_MS:
            raise Refusal("claim_too_late", days=DAMAGE_DAYS)
    elif now_ms - trouble.last_scan_ms > CLAIM_DAYS * DAY_MS:
        raise Refusal("claim_too_late", days=CLAIM_DAYS)


def check_amounts(value_cents: int, claimed_cents: int) -> None:
    """Raises Invalid `claim_amount_wrong` {most_cents}: nobody is paid more than the goods were worth."""
    if value_cents <= 0 or not 0 < claimed_cents <= value_cents:
        raise Invalid("claim_amount_wrong", most_cents=max(0, value_cents))


def most_payable(
    kind: str, *, value_cents: int, claimed_cents: int, insured_cents: int | None, fee_cents: int, times: int
) -> tuple[int, str]:
    """What the carrier owes at most by its terms, in cents, and the answer that says so.

    Damage to goods declared below their value is a partial loss: paid in proportion, half a cent up (Postal
    Law art. 47). A lost parcel is lost as a whole.
    """
    if insured_cents is None:
        limit = fee_cents * times
    elif kind == "lost":
        limit = insured_cents
    else:
        limit = (2 * insured_cents * claimed_cents + value_cents) // (2 * value_cents)
    if claimed_cents <= limit:
        return claimed_cents, "paid_in_full"
    return limit, "paid_declared_value" if insured_cents is not None else "paid_freight_limit"


def judged(
    *,
    kind: str,
    value_cents: int,
    claimed_cents: int,
    insured_cents: int | None,
    fee_cents: int,
    times: int,
    damage_permille: int,
    arrived: bool,
    damaged_scan: bool,
) -> tuple[str, int]:
    """How a carrier that keeps to its terms answers: (code, cents).

    A lost parcel that came after all is not paid; nor is damage when the packing was to blame (odds of
    100 in a thousand or more) or when neither the carrier nor anybody else noted any.
    """
    if kind == "lost" and arrived:
        return "declined_found", 0
    if kind == "damaged" and damage_permille >= BADLY_PACKED:
        return "declined_packing", 0
    if kind == "damaged" and not damaged_scan:
        return "declined_no_damage", 0
    paid, code = most_payable(
        kind,
        value_cents=value_cents,
        claimed_cents=claimed_cents,
        insured_cents=insured_cents,
        fee_cents=fee_cents,
        times=times,
    )
    return code, paid
