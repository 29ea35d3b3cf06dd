"""What is announced about labels and hand-overs."""

from typing import ClassVar

from core.events.base import Event


class LabelsPrinted(Event):
    """Labels went to the printer; `reason` when any was printed before."""

    kind: ClassVar[str] = "logistics.labels.printed"
    print_ids: list[int]
    consignment_ids: list[int]
    references: list[str]
    size: str
    reason: str | None

    def subject(self) -> str:
        return self.references[0] if len(self.references) == 1 else "mall"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class ManifestMade(Event):
    """Parcels were listed for the carrier's signature."""

    kind: ClassVar[str] = "logistics.manifest.made"
    manifest_id: int
    manifest_no: str
    carrier_id: int
    consignment_ids: list[int]

    def audience(self) -> tuple[str, ...]:
        return ("desk",)
