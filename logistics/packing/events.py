"""What is announced about packing."""

from typing import ClassVar

from core.events.base import Event


class ParcelPacked(Event):
    """Goods were put into cartons (or into others, when they were packed before)."""

    kind: ClassVar[str] = "logistics.parcel.packed"
    reference: str
    packing_ids: list[int]
    cost_cents: int
    weight_g: int

    def subject(self) -> str:
        return self.reference

    def audience(self) -> tuple[str, ...]:
        return ("desk",)
