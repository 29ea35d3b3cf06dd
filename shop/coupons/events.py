"""What happens to coupons."""

from typing import ClassVar

from core.events.base import Event


class CouponGranted(Event):
    """A shopper was given a coupon."""

    kind: ClassVar[str] = "shop.coupon.granted"
    coupon_id: int
    order_id: int | None
    shopper_id: int
    amount_cents: int
    coupon_kind: str

    def subject(self) -> str:
        return f"shopper:{self.shopper_id}" if self.order_id is None else f"order:{self.order_id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk", f"shopper:{self.shopper_id}")
