"""The packing bench of a content pack: its shapes, and what they become for logistics."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from logistics.packing.values import Carton, Material, Supplies


class _Content(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CartonContent(_Content):
    code: str
    name: str
    kind: Literal["carton", "mailer_box", "insulated_box", "poly_bag", "bubble_mailer", "original"]
    inner_mm: tuple[int, int, int]
    wall_mm: int = Field(ge=0)
    weight_g: int = Field(ge=0)
    cost_cents: int = Field(ge=0)
    most_g: int = Field(gt=0)
    cushion: int = Field(default=0, ge=0, lt=1000)
    cooling: int = Field(default=0, ge=0, lt=1000)


class MaterialContent(_Content):
    code: str
    name: str
    role: Literal[
        "wrap", "lining", "filler", "seal", "cooling", "fragile_label", "battery_label", "tape"
    ]  # fmt: skip
    weight_g: int = Field(ge=0)
    cost_cents: int = Field(ge=0)
    protects: int = Field(default=0, ge=0, lt=1000)
    thickness_mm: int = Field(default=0, ge=0)
    fills_mm3: int = Field(default=0, ge=0)
    size_mm: tuple[int, int, int] | None = None


class PackingContent(_Content):
    cartons: list[CartonContent]
    materials: list[MaterialContent]

    def supplies(self) -> Supplies:
        """The shelf as logistics knows it."""
        return Supplies(
            cartons={content.code: Carton(**content.model_dump()) for content in self.cartons},
            materials={content.code: Material(**content.model_dump()) for content in self.materials},
        )


def packing_of(raw: dict[str, Any], short: str) -> dict[str, Any]:
    """The bench of the YAML in one language ("zh" or "en")."""
    return {
        part: [
            {"name": entry[short], **{key: value for key, value in entry.items() if key not in ("zh", "en")}}
            for entry in raw[part]
        ]
        for part in ("cartons", "materials")
    }
