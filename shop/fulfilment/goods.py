"""What of an order's goods the warehouse must know: shelf places, codes, weights, sizes, warnings."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.context import Ctx
from core.errors import Refusal
from shop.catalog.models import Category, Product, Variant
from shop.fulfilment import rules
from shop.orders.models import OrderLine


@dataclass(frozen=True, slots=True)
class Article:
    """One variant as it lies on its shelf. Grams and millimetres."""

    variant_id: int
    sku: str
    title: str
    options: Mapping[str, Any]
    picture: str
    location: str
    barcode: str
    weight_g: int
    size_mm: tuple[int, int, int]
    flags: tuple[str, ...]

    def wire(self) -> dict[str, Any]:
        return {
            "variant_id": self.variant_id,
            "sku": self.sku,
            "barcode": self.barcode,
            "title": self.title,
            "options": dict(self.options),
            "picture": self.picture,
            "location": self.location,
            "weight_g": self.weight_g,
            "size_mm": list(self.size_mm),
            "flags": list(self.flags),
        }


def articles(ctx: Ctx, variant_ids: Sequence[int]) -> dict[int, Article]:
    """These variants by id."""
    if not variant_ids:
        return {}
    variants = ctx.rows(Variant, id=sorted(set(variant_ids)))
    products = {row.id: row for row in ctx.rows(Product, id=sorted({v.product_id for v in variants}))}
    sorts = {row.id: row.sort for row in ctx.rows(Category)}
    found = {}
    for variant in variants:
        product = products[variant.product_id]
        found[variant.id] = Article(
            variant_id=variant.id,
            sku=variant.code,
            title=product.title,
            options=variant.options,
            picture=product.picture,
            location=rules.location(sorts[product.category_id], product.code, variant.code),
            barcode=rules.barcode(variant.id),
            weight_g=product.weight_g,
            size_mm=(product.length_mm, product.width_mm, product.height_mm),
            flags=tuple(product.flags),
        )
    return found


def units_by_order(ctx: Ctx, order_ids: Sequence[int]) -> dict[int, dict[int, int]]:
    """How many units of which variant each of these orders holds."""
    found: dict[int, Counter[int]] = {number: Counter() for number in order_ids}
    if order_ids:
        for line in ctx.rows(OrderLine, order_id=sorted(order_ids)):
            found[line.order_id][int(line.variant_id)] += 1
    return {number: dict(units) for number, units in found.items()}


def scanned_variant(ctx: Ctx, code: str) -> Any:
    """The variant a scanned or typed code names: the EAN-13 on the unit or the SKU. Raises Refusal
    `code_unknown`.
    """
    code = code.strip()
    number = rules.variant_of_barcode(code)
    row = ctx.row(Variant, id=number) if number is not None else None
    row = row or ctx.row(Variant, code=code) or ctx.row(Variant, code=code.upper())
    if row is None:
        raise Refusal("code_unknown", scanned=code[:40])
    return row
