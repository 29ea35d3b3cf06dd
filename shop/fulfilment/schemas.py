"""The warehouse over HTTP."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from core.http import Body

Code = Field(min_length=1, max_length=40)
Word = Field(min_length=1, max_length=40)
Reason = Field(default="", max_length=400)
Text = Field(default="", max_length=200)
Number = Field(ge=1, le=2**53 - 1)


class WarehouseKeeper(Body):
    """Who keeps the warehouse."""

    by: Literal["automatic", "trainee"]


class WarehouseKept(BaseModel):
    by: str


class WaveOrders(Body):
    """The orders to be picked together."""

    order_ids: list[int] = Field(min_length=1, max_length=30)


class ScanBody(Body):
    """What the scanner read, or what was typed: a barcode or a SKU."""

    code: str = Code


class PackParcel(Body):
    """One carton: the units in it by their lines (none: all of them), and what they are packed in."""

    lines: list[int] | None = Field(default=None, max_length=200)
    carton: str = Word
    materials: dict[str, Annotated[int, Field(ge=0, le=999)]] = Field(default_factory=dict, max_length=20)


class PackBody(Body):
    """An order's cartons."""

    parcels: list[PackParcel] = Field(min_length=1, max_length=20)


class WeighBody(Body):
    """What the scales showed, in grams; a reason where it is far off."""

    weight_g: int = Field(ge=1, le=1_000_000)
    reason: str = Reason


class WaybillReceiver(Body):
    """Where a parcel goes."""

    name: str = Text
    phone: str = Text
    province: str = Text
    city: str = Text
    district: str = Text
    street: str = Text


class WaybillBody(Body):
    """The waybill as filled in."""

    carrier_id: int = Number
    receiver: WaybillReceiver


class PrintBody(Body):
    """One label out of the printer; from the second copy on with a reason."""

    size: Literal["100x180", "100x150", "76x130"]
    reason: str = Reason


class OpenWave(BaseModel):
    id: int
    orders: int
    wanted: int
    picked: int
    made_at: str


class WarehouseOrderRow(BaseModel):
    """step: waiting, to_pick, picked, packed, weighed, labelled or held; standing: late, soon, fine or
    none.
    """

    id: int
    order_no: str
    state: str
    step: str
    wave_id: int | None
    paid_at: str | None
    due_at: str | None
    standing: str
    promised_at: str | None
    province: str
    city: str
    flag: str | None
    buyer_note: str
    shopper_nick: str
    units: int
    title: str
    picture: str | None
    flags: list[str]


class WarehouseQueue(BaseModel):
    by: str
    now_at: str
    counts: dict[str, int]
    items: list[WarehouseOrderRow]
    next: int | None
    waves: list[OpenWave]


class ShelfArticle(BaseModel):
    variant_id: int
    sku: str
    barcode: str
    title: str
    options: dict[str, Any]
    picture: str
    location: str
    weight_g: int
    size_mm: list[int]
    flags: list[str]


class PickLine(ShelfArticle):
    wanted: int
    picked: int


class WaveOrder(BaseModel):
    id: int
    order_no: str
    state: str
    step: str


class ScannedUnit(BaseModel):
    variant_id: int
    sku: str
    left: int


class WaveView(BaseModel):
    id: int
    state: str
    made_at: str
    picked_at: str | None
    lines: list[PickLine]
    orders: list[WaveOrder]
    scanned: ScannedUnit | None = None


class PackingNote(BaseModel):
    code: str
    params: dict[str, int | str]
    stops: bool


class JudgedCarton(BaseModel):
    """A carton with its materials: what it costs, weighs and measures, and what is wrong with it."""

    carton: str
    materials: dict[str, int]
    problems: list[PackingNote]
    fits: bool
    cost_cents: int
    weight_g: int
    size_mm: list[int]
    permille: int
    fill: int


class SuggestedPiece(JudgedCarton):
    lines: list[int]


class SuggestedBoxes(BaseModel):
    parcels: list[SuggestedPiece]
    notes: list[PackingNote]
    cost_cents: int


class PackedPiece(BaseModel):
    carton: str
    materials: dict[str, int]
    weight_g: int
    size_mm: list[int]
    cost_cents: int
    permille: int


class BenchLine(ShelfArticle):
    line_ids: list[int]
    wanted: int
    scanned: int


class BenchNote(BaseModel):
    id: int
    text: str
    flag: str | None
    by: str
    at: str


class WaybillReceiverView(BaseModel):
    name: str
    phone: str
    province: str
    city: str
    district: str
    street: str


class BenchWaybill(BaseModel):
    consignment_id: int
    tracking_no: str
    carrier_id: int
    carrier_name: str
    routing: list[str]
    fee_cents: int
    receiver: WaybillReceiverView
    prints: int
    made_at: str


class BenchOrderView(BaseModel):
    id: int
    order_no: str
    state: str
    step: str
    wave_id: int | None
    shopper_nick: str
    due_at: str | None
    standing: str
    promised_at: str | None
    buyer_note: str
    flag: str | None
    notes: list[BenchNote]
    lines: list[BenchLine]
    flags: list[str]
    suggestion: SuggestedBoxes | None
    parcels: list[PackedPiece]
    expected_g: int | None
    scale_g: int | None
    tolerance_g: int | None
    weight_g: int | None
    weight_reason: str | None
    waybill: BenchWaybill | None
    scanned: ScannedUnit | None = None


class CarrierRefusal(BaseModel):
    """A carrier's no, worded in both languages."""

    code: str
    zh: str
    en: str


class CarrierOffer(BaseModel):
    id: int
    code: str
    name: str
    fee_cents: int | None
    refusal: CarrierRefusal | None
    promised_at: str | None


class WaybillProblem(BaseModel):
    field: str
    code: str
    params: dict[str, Any]


class WaybillView(BaseModel):
    order_id: int
    receiver: WaybillReceiverView
    carrier_id: int
    carriers: list[CarrierOffer]
    weight_g: int
    pieces: int
    problems: list[WaybillProblem]


class ParcelHandedOver(BaseModel):
    order_id: int
    consignment_id: int


class HandedOverRow(BaseModel):
    consignment_id: int
    tracking_no: str
    order_no: str
    city: str
    weight_g: int
    fee_cents: int
    shipped_at: str


class CarrierHandover(BaseModel):
    id: int
    code: str
    name: str
    parcels: list[HandedOverRow]


class Handover(BaseModel):
    carriers: list[CarrierHandover]
