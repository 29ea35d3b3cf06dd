"""What is packed, and what it is packed in: plain values, sizes in millimetres, weights in grams, money in
cents."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Size = tuple[int, int, int]
Params = Mapping[str, int | str]

# An article that goes in the box it came in: no carton of ours is needed.
ORIGINAL = "ORIGINAL"
BOXES = ("carton", "mailer_box", "insulated_box")
BAGS = ("poly_bag", "bubble_mailer")
CARTON_KINDS = (*BOXES, *BAGS, "original")
ROLES = ("wrap", "lining", "filler", "seal", "cooling", "fragile_label", "battery_label", "tape")
FLAGS = ("fragile", "liquid", "battery", "fresh", "soft")


@dataclass(frozen=True, slots=True)
class Goods:
    """One unit. `ref` is the packer's own name for it (a line's id); flags as products carry them, others are
    ignored."""

    ref: str
    size_mm: Size
    weight_g: int
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Carton:
    """A box or bag. Protection is in thousandths taken away: `cushion` of shocks, `cooling` of spoiling."""

    code: str
    name: str
    kind: str
    inner_mm: Size
    wall_mm: int
    weight_g: int
    cost_cents: int
    most_g: int
    cushion: int = 0
    cooling: int = 0

    @property
    def volume_mm3(self) -> int:
        length, width, height = self.inner_mm
        return length * width * height

    @property
    def is_bag(self) -> bool:
        return self.kind in BAGS


@dataclass(frozen=True, slots=True)
class Material:
    """Something used up in packing; counted by the piece. `role` says what it is good for.

    wrap: one for each article it covers, `thickness_mm` on every side. lining: one for each parcel, on every
    wall. filler: fills `fills_mm3` of empty room. seal: one for each liquid. cooling: one for each parcel,
    takes `size_mm`. Labels and tape: one for each parcel. `protects` is in thousandths, of shocks (wrap,
    lining, fragile_label), of leaking (seal) or of spoiling (cooling).
    """

    code: str
    name: str
    role: str
    weight_g: int
    cost_cents: int
    protects: int = 0
    thickness_mm: int = 0
    fills_mm3: int = 0
    size_mm: Size | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Supplies:
    """The shelf of the packing bench. One is made per language and compared by identity."""

    cartons: Mapping[str, Carton]
    materials: Mapping[str, Material]

    def of_role(self, role: str) -> list[Material]:
        """The materials of a role, cheapest first."""
        found = [material for material in self.materials.values() if material.role == role]
        return sorted(found, key=lambda material: (material.cost_cents, material.code))


@dataclass(frozen=True, slots=True)
class Choice:
    """What a packer took for one parcel: a carton, and how many of each material."""

    carton: str
    materials: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a choice won't do: a stable code and what it is about. `stops` is False for mere advice."""

    code: str
    params: Params = field(default_factory=lambda: MappingProxyType({}))
    stops: bool = True


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an article lies in the carton: its nearest corner and its size as turned."""

    ref: str
    at_mm: Size
    size_mm: Size


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether goods fit, where they lie, why they don't, and how full the carton is (thousandths)."""

    ok: bool
    placed: tuple[Placed, ...] = ()
    problems: tuple[Problem, ...] = ()
    fill: int = 0


@dataclass(frozen=True, slots=True)
class Odds:
    """How often in a thousand such a parcel arrives damaged, in all and by cause."""

    permille: int
    shock: int = 0
    leak: int = 0
    spoil: int = 0


@dataclass(frozen=True, slots=True)
class ParcelPlan:
    """One parcel of a suggestion, ready to be packed. Weight is gross, size is what the carrier measures."""

    refs: tuple[str, ...]
    choice: Choice
    weight_g: int
    size_mm: Size
    cost_cents: int
    odds: Odds
    fill: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Parcels for all the goods. `notes` say why it is not one parcel, or not the cheapest."""

    parcels: tuple[ParcelPlan, ...]
    notes: tuple[Problem, ...] = ()

    @property
    def cost_cents(self) -> int:
        return sum(parcel.cost_cents for parcel in self.parcels)
