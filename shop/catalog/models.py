"""What the shop sells."""

from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from core.db.base import CLUSTERED, Base, InMall, in_mall_fk


class Category(InMall, Base):
    __tablename__ = "categories"
    __table_args__ = (CLUSTERED,)
    code: Mapped[str]
    name: Mapped[str]
    sort: Mapped[int]


class Product(InMall, Base):
    """`picture` is the hash of a pack asset, shared by all malls; `detail` holds attributes, selling
    points, FAQ.
    """

    __tablename__ = "products"
    __table_args__ = (
        in_mall_fk("category_id", "categories"),
        Index(None, "mall_id", "category_id"),
        CLUSTERED,
    )
    code: Mapped[str]
    category_id: Mapped[int]
    title: Mapped[str]
    summary: Mapped[str]
    price_cents: Mapped[int]
    cost_cents: Mapped[int]
    weight_g: Mapped[int]
    length_mm: Mapped[int]
    width_mm: Mapped[int]
    height_mm: Mapped[int]
    flags: Mapped[list[Any]]
    picture: Mapped[str]
    detail: Mapped[dict[str, Any]]


class Variant(InMall, Base):
    """A sellable choice of a product. Counters: on_hand units in the warehouse, of which allocated to open
    orders.
    """

    __tablename__ = "variants"
    __table_args__ = (
        in_mall_fk("product_id", "products"),
        Index(None, "mall_id", "product_id"),
        CheckConstraint("allocated >= 0 AND allocated <= on_hand", name="stock"),
        CLUSTERED,
    )
    product_id: Mapped[int]
    code: Mapped[str]
    options: Mapped[dict[str, Any]]
    price_cents: Mapped[int]
    on_hand: Mapped[int]
    allocated: Mapped[int]


class StockMovement(InMall, Base):
    """The ledger behind the counters: kind opening | allocate | release | ship | receive | write_off |
    adjust.
    """

    __tablename__ = "stock_movements"
    __table_args__ = (in_mall_fk("variant_id", "variants"), Index(None, "mall_id", "variant_id"), CLUSTERED)
    variant_id: Mapped[int]
    kind: Mapped[str]
    on_hand_delta: Mapped[int]
    allocated_delta: Mapped[int]
    reference: Mapped[str]
    at_ms: Mapped[int]
