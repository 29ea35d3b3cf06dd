"""What is announced about claims against carriers."""

from typing import ClassVar

from core.events.base import Event


class OfClaim(Event):
    """About one claim, for the desk."""

    claim_id: int
    consignment_id: int
    reference: str
    claim_kind: str

    def subject(self) -> str:
        return f"consignment:{self.consignment_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class ClaimFiled(OfClaim):
    """The carrier was asked to pay."""

    kind: ClassVar[str] = "logistics.claim.filed"
    claimed_cents: int


class ClaimAnswered(OfClaim):
    """The carrier paid (perhaps less) or declined."""

    kind: ClassVar[str] = "logistics.claim.answered"
    answer_code: str
    paid_cents: int


class ClaimWithdrawn(OfClaim):
    """The claim was taken back before it was answered."""

    kind: ClassVar[str] = "logistics.claim.withdrawn"
