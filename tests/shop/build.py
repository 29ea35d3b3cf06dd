"""A small shop: a shelf, two shoppers, and orders at any stage, as consistent as a mall opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import logistics.consignments.invariants  # noqa: F401
import shop.aftersales.handlers
import shop.catalog.invariants
import shop.fulfilment.handlers
import shop.order_files.invariants
import shop.payments.invariants
import shop.promises.handlers
import shop.promises.invariants  # noqa: F401
from core.context import Ctx
from core.invariants import check_mall
from core.money import split_by_shares
from shop.catalog.models import Category, Product, StockMovement, Variant
from shop.catalog.service import move_stock
from shop.fulfilment.service import dispatch
from shop.orders.models import Order, OrderLine
from shop.payments.models import Payment
from shop.shoppers.models import Address, Shopper
from tests.logistics.build import go, roads

LI, WANG = 1, 2
YEAR = 365 * 86_400_000


def shelf(ctx: Ctx, stock: int = 50) -> None:
    """Roads, one category, three products of one variant each, two shoppers (one a member of six years)."""
    roads(ctx)
    ctx.insert(Category, code="home", name="Home", sort=1)
    for title, price in (("Kettle", 12_999), ("Scarf", 9_900), ("Mug", 3_333)):
        number = ctx.insert(
            Product, code=title, category_id=1, title=title, summary=f"a good {title}", price_cents=price,
            cost_cents=price // 2, weight_g=400, length_mm=100, width_mm=100, height_mm=100, flags=[],
            picture="0" * 32, detail={"attributes": [], "points": [], "faq": [], "options": []},
        )  # fmt: skip
        ctx.insert(
            Variant, product_id=number, code=title, options={"size": "M"}, price_cents=price, on_hand=stock,
            allocated=0,
        )  # fmt: skip
        ctx.insert(
            StockMovement, variant_id=number, kind="opening", on_hand_delta=stock, allocated_delta=0,
            reference="opening", at_ms=ctx.mall_ms,
        )  # fmt: skip
    for number, (nick, years) in enumerate((("li_min", 1), ("wang_l", 6)), start=1):
        ctx.insert(
            Shopper, nick=nick, name=f"Name {number}", phone=f"1290000000{number}", level=1,
            member_since_ms=ctx.mall_ms - years * YEAR - 1000, hue=10, address_id=number,
        )  # fmt: skip
        ctx.insert(
            Address, shopper_id=number, name=f"Name {number}", phone=f"1290000000{number}", province="CD",
            city="Chengdu", district="Wuhou", street="Test street 1", postcode="610000",
        )  # fmt: skip


def order(
    ctx: Ctx, shopper_id: int = LI, variants: Sequence[int] = (1, 2, 3), *, paid: bool = True,
    discount_cents: int = 1_000, freight_cents: int = 600, promised_ms: int | None = None,
    method: str = "wallet", age_ms: int = 0, prices: Sequence[int] = (),
) -> int:  # fmt: skip
    """An order placed and paid `age_ms` ago (stock held), or one nobody has paid."""
    when = ctx.mall_ms - age_ms
    prices = prices or [ctx.get(Variant, number).price_cents for number in variants]
    goods = sum(prices)
    total = goods - discount_cents + freight_cents
    number = ctx.next_id("orders")
    ctx.insert(
        Order, id=number, order_no=f"2026061500{number:04d}{number * 37 % 10_000:04d}", shopper_id=shopper_id,
        state="paid" if paid else "pending_payment", goods_cents=goods, discount_cents=discount_cents,
        freight_cents=freight_cents, total_cents=total, captured_cents=total if paid else 0, refunded_cents=0,
        placed_ms=when, paid_ms=when if paid else None, dispatch_due_ms=when + 48 * 3_600_000 if paid else None,
        promised_ms=promised_ms, shipped_ms=None, delivered_ms=None, completed_ms=None, cancelled_ms=None,
        addressee="Li", phone="12900000001", province="CD", city="Chengdu", district="Wuhou",
        street="Test street 1", postcode="610000", buyer_note="", seller_flag=None,
    )  # fmt: skip
    for variant_id, price, share in zip(
        variants, prices, split_by_shares(discount_cents, list(prices)), strict=True
    ):
        ctx.insert(
            OrderLine, order_id=number, variant_id=variant_id, product_id=variant_id, title=f"thing {variant_id}",
            options={"size": "M"}, picture="0" * 32, price_cents=price, discount_cents=share, refunded_cents=0,
            aftersale="none",
        )  # fmt: skip
    ctx.insert(
        Payment, order_id=number, method=method, state="captured" if paid else "created", amount_cents=total,
        created_ms=when, captured_ms=when if paid else None,
    )  # fmt: skip
    if paid:
        units: dict[int, int] = {}
        for variant_id in variants:
            units[variant_id] = units.get(variant_id, 0) + 1
        move_stock(ctx, kind="allocate", units=units, reference=f"order:{number}")
    return number


def shipped(ctx: Ctx, until: str | None = None, **changes: Any) -> tuple[int, int]:
    """An order with a label, scanned until the first scan of that code. Returns (order, parcel)."""
    number = order(ctx, **changes)
    parcel = dispatch(ctx, order_id=number)
    ctx.settle()
    if until is not None:
        go(ctx, parcel, until)
        ctx.settle()
    return number, parcel


def sound(ctx: Ctx) -> None:
    """Fails with what the checks of shop and logistics find."""
    found = {name: findings for name, findings in check_mall(ctx.session, ctx.mall_id).items() if findings}
    assert not {name: f for name, f in found.items() if name.startswith(("shop.", "logistics."))}, found


def row(ctx: Ctx, order_id: int) -> Any:
    return ctx.get(Order, order_id)
