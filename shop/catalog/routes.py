"""The shelves over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from core.http import ShopRead
from shop.catalog import queries
from shop.catalog import schemas as S

router = APIRouter(prefix="/api/shop/{seat}", tags=["shop"])
Id = Annotated[int, Path(ge=1, le=2**53 - 1)]


@router.get("/home", response_model=S.Home)
async def home(read: ShopRead) -> Response:
    """The front page."""
    return await read(queries.home)


@router.get("/products", response_model=S.ProductPage)
async def products(
    read: ShopRead,
    category: Annotated[int | None, Query(ge=1, le=2**53 - 1)] = None,
    q: Annotated[str, Query(max_length=100)] = "",
    after: Annotated[int, Query(ge=0, le=2**53 - 1)] = 0,
) -> Response:
    """A page of a category or a search."""
    return await read(queries.products, category=category, q=q, after=after)


@router.get("/products/{product_id}", response_model=S.ProductDetail)
async def product(product_id: Id, read: ShopRead) -> Response:
    """One product."""
    return await read(queries.product, product_id=product_id)
