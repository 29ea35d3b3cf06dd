"""What is on the shelves."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BigInteger, and_, bindparam, cast, func, or_, select

from core.context import Ctx
from core.errors import NotFound
from shop.catalog.models import Category, Product, Variant
from shop.catalog.rules import like, search_terms

_categories, _products, _variants = Category.__table__, Product.__table__, Variant.__table__

PAGE = 24
FEATURED = 12

_stock = (
    # A sum is a decimal on PostgreSQL; units are whole.
    select(cast(func.coalesce(func.sum(_variants.c.on_hand - _variants.c.allocated), 0), BigInteger))
    .where(_variants.c.mall_id == _products.c.mall_id, _variants.c.product_id == _products.c.id)
    .scalar_subquery()
)
_cards = select(
    _products.c.id,
    _products.c.title,
    _products.c.picture,
    _products.c.price_cents,
    _products.c.category_id,
    _stock.label("stock"),
).where(_products.c.mall_id == bindparam("mall"))

_counted = (
    select(
        _categories.c.id, _categories.c.code, _categories.c.name, func.count(_products.c.id).label("products")
    )
    .join_from(
        _categories,
        _products,
        and_(_products.c.mall_id == _categories.c.mall_id, _products.c.category_id == _categories.c.id),
        isouter=True,
    )
    .where(_categories.c.mall_id == bindparam("mall"))
    .group_by(_categories.c.id, _categories.c.code, _categories.c.name, _categories.c.sort)
    .order_by(_categories.c.sort)
)
# The first of every category by id: a shelf that shows something of everything.
_firsts = (
    select(func.min(_products.c.id))
    .where(_products.c.mall_id == bindparam("mall"))
    .group_by(_products.c.category_id)
)
_featured = _cards.where(_products.c.id.in_(_firsts)).order_by(_products.c.id).limit(FEATURED)


def home(ctx: Ctx) -> dict[str, Any]:
    """The front page: categories with how many products, and one thing of each."""
    return {
        "categories": [dict(row._mapping) for row in ctx.all(_counted, {"mall": ctx.mall_id})],
        "featured": [dict(row._mapping) for row in ctx.all(_featured, {"mall": ctx.mall_id})],
    }


def products(
    ctx: Ctx, *, category: int | None = None, q: str = "", after: int = 0, limit: int = PAGE
) -> dict[str, Any]:
    """A page of products of a category or a search, by id; `next` continues. All terms of `q` must occur."""
    stmt = _cards.where(_products.c.id > after)
    if category is not None:
        stmt = stmt.where(_products.c.category_id == category)
    for term in search_terms(q):
        pattern = like(term)
        stmt = stmt.where(
            or_(
                _products.c.title.ilike(pattern, escape="\\"), _products.c.summary.ilike(pattern, escape="\\")
            )
        )
    rows = ctx.all(stmt.order_by(_products.c.id).limit(limit + 1), {"mall": ctx.mall_id})
    items = [dict(row._mapping) for row in rows[:limit]]
    return {"items": items, "next": items[-1]["id"] if len(rows) > limit else None}


def product(ctx: Ctx, *, product_id: int) -> dict[str, Any]:
    """The product page's data. What it costs the shop is not on it. Raises NotFound."""
    row = ctx.get(Product, product_id)
    category = ctx.get(Category, row.category_id)
    variants = ctx.rows(Variant, product_id=product_id, order_by="id")
    stock = [variant.on_hand - variant.allocated for variant in variants]
    return {
        "id": row.id,
        "title": row.title,
        "summary": row.summary,
        "picture": row.picture,
        "price_cents": row.price_cents,
        "category": {"id": category.id, "code": category.code, "name": category.name},
        "flags": row.flags,
        "weight_g": row.weight_g,
        "stock": sum(stock),
        **row.detail,
        "variants": [
            {
                "id": variant.id,
                "code": variant.code,
                "options": variant.options,
                "price_cents": variant.price_cents,
                "stock": left,
            }
            for variant, left in zip(variants, stock, strict=True)
        ],
    }


def weight_of(ctx: Ctx, units: Mapping[int, int]) -> int:
    """What these units of variants weigh together, in grams."""
    rows = ctx.all(
        select(_variants.c.id, _products.c.weight_g)
        .join(
            _products,
            and_(_products.c.mall_id == _variants.c.mall_id, _products.c.id == _variants.c.product_id),
        )
        .where(_variants.c.mall_id == ctx.mall_id, _variants.c.id.in_(list(units)))
    )
    return sum(int(row.weight_g) * units[row.id] for row in rows)


def product_card(ctx: Ctx, *, product_id: int) -> dict[str, Any]:
    """One product as a card. Raises NotFound."""
    row = ctx.one(
        _cards.where(_products.c.id == bindparam("product")), {"mall": ctx.mall_id, "product": product_id}
    )
    if row is None:
        raise NotFound("product", id=product_id)
    return dict(row._mapping)
