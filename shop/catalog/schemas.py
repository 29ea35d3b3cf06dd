"""What the shelves look like on the wire."""

from typing import Any

from pydantic import BaseModel


class CategoryItem(BaseModel):
    id: int
    code: str
    name: str
    products: int


class ProductCard(BaseModel):
    id: int
    title: str
    picture: str
    price_cents: int
    category_id: int
    stock: int


class Home(BaseModel):
    categories: list[CategoryItem]
    featured: list[ProductCard]


class ProductPage(BaseModel):
    items: list[ProductCard]
    next: int | None


class CategoryName(BaseModel):
    id: int
    code: str
    name: str


class VariantView(BaseModel):
    id: int
    code: str
    options: dict[str, str]
    price_cents: int
    stock: int


class ProductDetail(BaseModel):
    id: int
    title: str
    summary: str
    picture: str
    price_cents: int
    category: CategoryName
    flags: list[str]
    weight_g: int
    stock: int
    attributes: list[dict[str, Any]]
    points: list[str]
    faq: list[dict[str, Any]]
    options: list[dict[str, Any]]
    variants: list[VariantView]
