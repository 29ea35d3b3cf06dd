"""What is announced about parcels that came back."""

from typing import Any, ClassVar

from core.events.base import Event


class ReceiptRecorded(Event):
    """The warehouse opened a parcel that came back and wrote down what it found."""

    kind: ClassVar[str] = "logistics.receipt.recorded"
    receipt_id: int
    consignment_id: int
    reference: str
    condition: str
    articles: list[dict[str, Any]]

    def subject(self) -> str:
        return f"consignment:{self.consignment_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)
