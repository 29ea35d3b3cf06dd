"""What stands on a waybill. Weights in grams, sizes in millimetres, money in cents, instants in mall time."""

import dataclasses
from dataclasses import dataclass

SIZES = ("100x180", "100x150", "76x130")


@dataclass(frozen=True, slots=True)
class Party:
    """Sender or receiver. On a `Label` name and phone are masked already."""

    name: str
    phone: str
    province: str
    city: str
    district: str
    street: str

    @property
    def region(self) -> str:
        """Province, city and district as one line; a municipality is said once."""
        parts = (self.province, self.city, self.district)
        kept = [part for number, part in enumerate(parts) if part and part not in parts[:number]]
        chinese = any(sign >= "\u2e80" for part in kept for sign in part)
        return ("" if chinese else ", ").join(kept)


@dataclass(frozen=True, slots=True)
class Form:
    """A waybill as it is filled in, before it is checked."""

    sender: Party
    receiver: Party
    goods_note: str
    weight_g: int
    size_mm: tuple[int, int, int] | None = None
    pieces: int = 1
    flags: frozenset[str] = frozenset()
    insured_cents: int = 0


@dataclass(frozen=True, slots=True)
class Terms:
    """What a carrier takes. `provinces` None: everywhere; `bans`: flags of goods; limits None: no limit."""

    carrier: str
    provinces: frozenset[str] | None = None
    bans: frozenset[str] = frozenset()
    most_g: int | None = None
    longest_mm: int | None = None


@dataclass(frozen=True, slots=True)
class FormProblem:
    """A field of the form that stops it, by a stable code."""

    field: str
    code: str
    params: dict[str, int | str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Label:
    """One printed label: one piece of a parcel. `printed_at` as it is to be read; `copy` 2 and more are
    reprints; `marks` are codes of logistics.packing.needs.
    """

    tracking_no: str
    carrier_code: str
    carrier_name: str
    hotline: str
    segments: tuple[str, str, str]
    hub_name: str
    sender: Party
    receiver: Party
    goods_note: str
    reference: str
    weight_g: int
    printed_at: str
    piece: int = 1
    pieces: int = 1
    marks: tuple[str, ...] = ()
    insured_cents: int = 0
    copy: int = 1

    @property
    def routing(self) -> str:
        """The three-segment code as it is read aloud."""
        return " ".join((self.segments[0], "-".join(self.segments[1:])))

    @property
    def qr_text(self) -> str:
        """What the square code says: number, routing, piece of pieces. Capitals and digits keep it small."""
        return f"{self.tracking_no}/{'-'.join(self.segments)}/{self.piece}-{self.pieces}".upper()


@dataclass(frozen=True, slots=True)
class ManifestLine:
    """One parcel of a hand-over."""

    tracking_no: str
    reference: str
    destination: str
    routing: str
    pieces: int
    weight_g: int
    fee_cents: int


@dataclass(frozen=True, slots=True)
class ManifestSheet:
    """A hand-over slip as it is printed."""

    manifest_no: str
    carrier_name: str
    warehouse: str
    made_at: str
    made_by: str
    lines: tuple[ManifestLine, ...]
