"""Whether a parcel can still go elsewhere, and what that costs."""

from dataclasses import dataclass

from logistics.consignments.rules import REROUTABLE


@dataclass(frozen=True, slots=True)
class Verdict:
    """possible | other_zone (for a fee, in cents) | too_late | not_served."""

    code: str
    fee_cents: int = 0

    @property
    def allowed(self) -> bool:
        return self.code in ("possible", "other_zone")


def verdict(state: str, served: bool, old_fee_cents: int | None, new_fee_cents: int | None) -> Verdict:
    """The carrier's terms for another address: free within the same price, else the difference in freight.

    `old_fee_cents` and `new_fee_cents` are the freight to the old and the new address by the carrier's
    table, None where it does not go.
    """
    if state not in REROUTABLE:
        return Verdict("too_late")
    if not served or new_fee_cents is None:
        return Verdict("not_served")
    difference = new_fee_cents - (old_fee_cents or 0)
    return Verdict("other_zone", difference) if difference > 0 else Verdict("possible")
