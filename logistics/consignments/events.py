"""What logistics announces about parcels. References name whatever the sender calls the thing."""

from typing import ClassVar

from core.events.base import Event


class ParcelScanned(Event):
    """A carrier (or the label printer) reported where a parcel is; `state` is the parcel's state after it."""

    kind: ClassVar[str] = "logistics.parcel.scanned"
    consignment_id: int
    reference: str
    code: str
    state: str
    scan_id: int
    hub_id: int | None

    def subject(self) -> str:
        return f"consignment:{self.consignment_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class ParcelExceptionRaised(Event):
    """A parcel got into trouble, or into another trouble. `eta_ms` is the estimate after it."""

    kind: ClassVar[str] = "logistics.parcel.exception_raised"
    consignment_id: int
    reference: str
    exception: str
    blame: str
    eta_ms: int | None

    def subject(self) -> str:
        return f"consignment:{self.consignment_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class ParcelFellSilent(Event):
    """Nobody has scanned a parcel for so many hours; level chase, stalled or suspected_loss (rule P4)."""

    kind: ClassVar[str] = "logistics.parcel.fell_silent"
    consignment_id: int
    reference: str
    level: str
    hours: int

    def subject(self) -> str:
        return f"consignment:{self.consignment_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class ParcelEtaChanged(Event):
    """The carrier's estimate of the arrival is another one now."""

    kind: ClassVar[str] = "logistics.parcel.eta_changed"
    consignment_id: int
    reference: str
    eta_ms: int
    was_ms: int | None

    def subject(self) -> str:
        return f"consignment:{self.consignment_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class ParcelEnded(Event):
    """A parcel will not move any more without having been delivered or returned: cancelled or lost_closed."""

    kind: ClassVar[str] = "logistics.parcel.ended"
    consignment_id: int
    reference: str
    state: str

    def subject(self) -> str:
        return f"consignment:{self.consignment_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class CollectionBooked(Event):
    """The carrier has been asked to fetch a labelled parcel."""

    kind: ClassVar[str] = "logistics.parcel.collection_booked"
    consignment_id: int
    reference: str

    def subject(self) -> str:
        return f"consignment:{self.consignment_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class ParcelHeld(Event):
    """A parcel is kept where it is, or goes on (`held` false)."""

    kind: ClassVar[str] = "logistics.parcel.held"
    consignment_id: int
    reference: str
    held: bool

    def subject(self) -> str:
        return f"consignment:{self.consignment_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class ParcelRerouted(Event):
    """A parcel goes to another address; `fee_cents` is what the carrier takes for that."""

    kind: ClassVar[str] = "logistics.parcel.rerouted"
    consignment_id: int
    reference: str
    dest_hub_id: int
    was_hub_id: int
    fee_cents: int

    def subject(self) -> str:
        return f"consignment:{self.consignment_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)
