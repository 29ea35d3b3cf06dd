"""What is asked of carriers and what they answer."""

from typing import Any, ClassVar

from core.events.base import Event


class WorkOrderOpened(Event):
    """Somebody asked the carrier to do something about a parcel. Only this makes "chased" true."""

    kind: ClassVar[str] = "logistics.work_order.opened"
    work_order_id: int
    consignment_id: int
    reference: str
    order_kind: str

    def subject(self) -> str:
        return f"consignment:{self.consignment_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class WorkOrderAnswered(Event):
    """The carrier answered, usefully or not."""

    kind: ClassVar[str] = "logistics.work_order.answered"
    work_order_id: int
    consignment_id: int
    reference: str
    order_kind: str
    answer_code: str
    answer_params: dict[str, Any]

    def subject(self) -> str:
        return f"consignment:{self.consignment_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class WorkOrderWithdrawn(Event):
    """The question was taken back before the carrier answered."""

    kind: ClassVar[str] = "logistics.work_order.withdrawn"
    work_order_id: int
    consignment_id: int
    reference: str
    order_kind: str

    def subject(self) -> str:
        return f"consignment:{self.consignment_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)
