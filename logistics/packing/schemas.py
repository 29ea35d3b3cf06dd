"""The packing bench on the wire."""

from pydantic import BaseModel


class CartonView(BaseModel):
    code: str
    name: str
    kind: str
    inner_mm: list[int]
    weight_g: int
    cost_cents: int
    most_g: int
    cushion: int
    cooling: int


class MaterialView(BaseModel):
    code: str
    name: str
    role: str
    weight_g: int
    cost_cents: int
    protects: int
    thickness_mm: int


class Shelf(BaseModel):
    cartons: list[CartonView]
    materials: list[MaterialView]
