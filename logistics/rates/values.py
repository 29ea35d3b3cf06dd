"""What a rate table says and what a parcel is: plain values, whole numbers only.

Weights are grams, sizes millimetres, money cents, rates parts per million (1 % = 10 000 ppm). A table is a
document: what is kept in a mall, what a pack holds and what an import makes are the same shape.
"""

from datetime import date
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

MOST = 10**12
Count = Annotated[int, Field(strict=True, ge=-MOST, le=MOST)]
Slug = Annotated[str, Field(max_length=24, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]
Name = Annotated[str, Field(max_length=60)]
Place1 = Annotated[str, Field(min_length=1, max_length=80)]
Mode = Literal["first_step", "bands", "per_kg", "flat"]
Relation = Literal["", "same_city", "same_province", "elsewhere"]
FLAGS = ("battery", "liquid", "fresh")
Flag = Literal["battery", "liquid", "fresh"]


class Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Area(Value):
    """A set of places: province codes, cities as "33:name|other name", postcodes as their first digits."""

    provinces: tuple[Place1, ...] = ()
    cities: tuple[Place1, ...] = ()
    postcodes: tuple[Place1, ...] = ()


class Rounding(Value):
    """How a chargeable weight becomes a charged one (rates-sources rule 3).

    exact: not at all. up: up to the next `step_g`. half_kg: up to half a kilogram below `limit_g`, from there
    half up to whole kilograms. 2378: below 10 kg to one decimal, half up; from 10 kg the first decimal falls
    to .0 (0-2), becomes .5 (3-7) or rises (8-9); from `limit_g` whole kilograms, half up.
    """

    kind: Literal["exact", "up", "half_kg", "2378"] = "up"
    step_g: Count = 1000
    limit_g: Count = 100_000


class Band(Value):
    """Above `from_g` up to and including `to_g` it costs this much."""

    from_g: Count
    to_g: Count
    cents: Count


class Origin(Area):
    """From where prices of their own hold."""

    code: Slug
    zh: Name = ""
    en: Name = ""


class Zone(Area):
    """Destinations of one price. `origin` is the code of an origin, or "" for any.

    first_step: the first weight, then steps. bands: a ladder, then steps. per_kg: `step_cents` for each
    `step_g`, at least `min_cents`. flat: `first_cents` whatever the weight. Steps count each one begun;
    `proportional` ones count by the gram. `transit_h`: hours on the road where no timetable knows better.
    """

    code: Slug
    zh: Name = ""
    en: Name = ""
    origin: str = ""
    relation: Relation = ""
    mode: Mode = "first_step"
    first_g: Count = 1000
    first_cents: Count = 0
    step_g: Count = 1000
    step_cents: Count = 0
    proportional: bool = False
    bands: tuple[Band, ...] = ()
    min_cents: Count = 0
    divisor: Count | None = None
    transit_h: Annotated[int, Field(ge=0, le=2400)] | None = None
    rounding: Rounding | None = None


class Bounds(Value):
    """What a piece may be at most: weight, longest side, girth (longest side + twice the other two)."""

    weight_g: Count | None = None
    longest_mm: Count | None = None
    girth_mm: Count | None = None


class Surcharge(Area):
    """Paid on top in these zones and places (none named: everywhere), where a piece exceeds `over` if given.

    Either `cents` per parcel, per piece or per started kilogram, or `ppm` of the freight.
    """

    code: Slug
    zh: Name = ""
    en: Name = ""
    zones: tuple[str, ...] = ()
    over: Bounds | None = None
    per: Literal["parcel", "piece", "kg"] = "parcel"
    cents: Count = 0
    ppm: Count = 0


class Discount(Value):
    """`cents_per_kg` off for every kilogram above `from_g`, at most `most_ppm` of the freight."""

    from_g: Count
    cents_per_kg: Count
    most_ppm: Count


class Insurance(Value):
    """Declared value x `ppm`, at least `min_cents`; `most_cents` may be declared at most."""

    ppm: Count
    min_cents: Count = 0
    most_cents: Count | None = None


class Free(Value):
    """Nothing to pay where the goods are worth at least this much, in these zones (none named: all)."""

    from_cents: Count
    zones: tuple[str, ...] = ()


class Limit(Bounds):
    """What is carried at most, in these zones (none named: all)."""

    zones: tuple[str, ...] = ()


class Ban(Value):
    """Goods that are not carried, in these zones (none named: all)."""

    flag: Flag
    zones: tuple[str, ...] = ()


class Service(Value):
    """When a carrier works. Minutes are counted from midnight in the mall's zone.

    Handed over by `cutoff_min` on a working day it leaves the same day; what reaches the last hub by
    `delivery_min` is delivered that day. `weekdays` are ISO numbers, `closed` first and last days.
    `slack_days` are added to what is promised; nothing is promised to the `excluded` places.
    """

    cutoff_min: Annotated[int, Field(ge=0, le=1440)] = 18 * 60
    delivery_min: Annotated[int, Field(ge=0, le=1440)] = 14 * 60
    weekdays: tuple[Annotated[int, Field(ge=1, le=7)], ...] = (1, 2, 3, 4, 5, 6, 7)
    closed: tuple[tuple[date, date], ...] = ()
    slack_days: Annotated[int, Field(ge=0, le=60)] = 0
    excluded: Area = Area()


class RateTable(Value):
    """One version of a table. `carrier` "" is a table of the shop's own: what the buyer pays.

    Valid from the beginning of `valid_from` to the end of `valid_until` (None: until another follows).
    """

    code: Slug
    version: Annotated[int, Field(strict=True, ge=1, le=9999)] = 1
    carrier: str = ""
    zh: Name = ""
    en: Name = ""
    valid_from: date
    valid_until: date | None = None
    divisor: Count = 6000
    rounding: Rounding = Rounding()
    whole_yuan: bool = False
    not_served: tuple[Place1, ...] = ()
    origins: tuple[Origin, ...] = ()
    zones: tuple[Zone, ...]
    surcharges: tuple[Surcharge, ...] = ()
    discount: Discount | None = None
    insurance: Insurance | None = None
    free: tuple[Free, ...] = ()
    limits: tuple[Limit, ...] = ()
    bans: tuple[Ban, ...] = ()
    service: Service = Service()


class Place(NamedTuple):
    """Where a parcel comes from or goes to: province code ("51"), city name, postcode ("" when unknown)."""

    province: str
    city: str = ""
    postcode: str = ""


class Piece(NamedTuple):
    """One box. `volume_mm3` stands for the sides where only the volume is known."""

    weight_g: int
    size_mm: tuple[int, int, int] = (0, 0, 0)
    volume_mm3: int = 0

    def volume(self) -> int:
        length, width, height = self.size_mm
        return length * width * height or self.volume_mm3

    def longest(self) -> int:
        return max(self.size_mm)

    def girth(self) -> int:
        """The longest side and twice the other two."""
        return 2 * sum(self.size_mm) - max(self.size_mm)


class Parcel(NamedTuple):
    """One shipment: parent and child pieces, what is in them, what they are worth."""

    pieces: tuple[Piece, ...]
    flags: frozenset[str] = frozenset()
    insured_cents: int = 0
    goods_cents: int = 0


class Step(NamedTuple):
    """One line of the calculation; steps without an amount tell weights. The amounts add up to the fee."""

    code: str
    params: dict[str, Any]
    amount_cents: int | None = None


class Priced(NamedTuple):
    fee_cents: int
    zone: str
    chargeable_g: int
    steps: tuple[Step, ...]


class Refused(NamedTuple):
    """A carrier's no: a stable code and its parameters."""

    code: str
    params: dict[str, Any]


class Problem(NamedTuple):
    """What is wrong with a table: where in it, a stable code and parameters."""

    where: str
    code: str
    params: dict[str, Any]
