"""What happens at the packing bench. The desk hears of it; a shopper hears what `shop.orders` tells."""

from typing import ClassVar

from core.events.base import Event


class WarehouseTakenOver(Event):
    """Who keeps the warehouse from now on: `by` is automatic or trainee."""

    kind: ClassVar[str] = "shop.warehouse.taken_over"
    by: str

    def subject(self) -> str:
        return "mall"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class WaveMade(Event):
    """Orders are picked together."""

    kind: ClassVar[str] = "shop.warehouse.wave_made"
    wave_id: int
    order_ids: list[int]

    def subject(self) -> str:
        return f"wave:{self.wave_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class UnitPicked(Event):
    """A unit was taken from the shelf into the trolley; `left` units of the wave are still to be picked."""

    kind: ClassVar[str] = "shop.warehouse.unit_picked"
    wave_id: int
    variant_id: int
    left: int

    def subject(self) -> str:
        return f"wave:{self.wave_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class BenchEvent(Event):
    """Something happened to an order at the packing bench."""

    order_id: int

    def subject(self) -> str:
        return f"order:{self.order_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)


class UnitPacked(BenchEvent):
    """A unit was scanned into the carton."""

    kind: ClassVar[str] = "shop.warehouse.unit_packed"
    variant_id: int


class OrderUnpacked(BenchEvent):
    """The carton was opened again: weight and label are void."""

    kind: ClassVar[str] = "shop.warehouse.unpacked"


class WrongItemPacked(BenchEvent):
    """Something else than was ordered lies in the carton, and the stock book does not know it."""

    kind: ClassVar[str] = "shop.warehouse.wrong_item_packed"
    ordered_variant_id: int
    packed_variant_id: int

    def audience(self) -> tuple[str, ...]:
        return ("staff",)


class ParcelWeighed(BenchEvent):
    """The carton stood on the scales."""

    kind: ClassVar[str] = "shop.warehouse.weighed"
    weight_g: int
    expected_g: int
    reason: str


class WaybillMade(BenchEvent):
    """The waybill has its number; the parcel does not exist for the carrier yet."""

    kind: ClassVar[str] = "shop.warehouse.waybill_made"
    carrier_id: int
    tracking_no: str
    fee_cents: int
