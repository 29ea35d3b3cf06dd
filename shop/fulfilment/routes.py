"""The warehouse over HTTP, from an agent's seat."""

import asyncio
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response

from core.http import DeskCommand, DeskRead, services
from logistics.waybills import labels as drawing
from logistics.waybills.values import Label
from shop.fulfilment import labels, queries
from shop.fulfilment import schemas as S

router = APIRouter(prefix="/api/desk/{seat}/warehouse", tags=["warehouse"])
PDF = "application/pdf"
PDF_ANSWER: dict[int | str, dict[str, Any]] = {200: {"content": {PDF: {}}}}
MOST_LABELS = 20
Id = Annotated[int, Path(ge=1, le=2**53 - 1)]
MATERIALS = r"^([\w-]+:\d{1,3}(,[\w-]+:\d{1,3})*)?$"
LINES = r"^(\d{1,15}(,\d{1,15})*)?$"
After = Annotated[int | None, Query(ge=1, le=2**53 - 1)]


@router.get("/queue", response_model=S.WarehouseQueue)
async def queue(read: DeskRead, after: After = None) -> Response:
    """Orders to be sent, the earliest deadline first."""
    return await read(queries.queue, after=after)


@router.post("/keeper", response_model=S.WarehouseKept)
async def keeper(body: S.WarehouseKeeper, call: DeskCommand) -> Response:
    """The trainee takes the warehouse over, or gives it back to the automatic one."""
    return await call("shop.take_warehouse", by=body.by)


@router.post("/waves", status_code=201, response_model=S.WaveView)
async def make_wave(body: S.WaveOrders, call: DeskCommand) -> Response:
    """Orders picked together."""
    return await call("shop.make_wave", status=201, order_ids=body.order_ids)


@router.get("/waves/{wave_id}", response_model=S.WaveView)
async def wave(wave_id: Id, read: DeskRead) -> Response:
    """A wave with its pick list."""
    return await read(queries.wave_view, wave_id=wave_id)


@router.post("/waves/{wave_id}/pick", response_model=S.WaveView)
async def pick(wave_id: Id, body: S.ScanBody, call: DeskCommand) -> Response:
    """One unit into the trolley."""
    return await call("shop.pick_unit", wave_id=wave_id, code=body.code)


@router.get("/orders/{order_id}", response_model=S.BenchOrderView)
async def order(order_id: Id, read: DeskRead) -> Response:
    """One order at the bench."""
    return await read(queries.bench_view, order_id=order_id)


@router.post("/orders/{order_id}/scan", response_model=S.BenchOrderView)
async def scan(order_id: Id, body: S.ScanBody, call: DeskCommand) -> Response:
    """One unit into the carton."""
    return await call("shop.scan_unit", order_id=order_id, code=body.code)


@router.post("/orders/{order_id}/pack", response_model=S.BenchOrderView)
async def pack(order_id: Id, body: S.PackBody, call: DeskCommand) -> Response:
    """The carton is closed."""
    return await call("shop.pack_order", order_id=order_id, parcels=_plain(body))


@router.post("/orders/{order_id}/unpack", response_model=S.BenchOrderView)
async def unpack(order_id: Id, call: DeskCommand) -> Response:
    """The carton is opened again."""
    return await call("shop.unpack_order", order_id=order_id)


@router.get("/orders/{order_id}/choice", response_model=S.JudgedCarton)
async def choice(
    order_id: Id,
    read: DeskRead,
    carton: Annotated[str, Query(max_length=40)],
    materials: Annotated[str, Query(max_length=400, pattern=MATERIALS)] = "",
    lines: Annotated[str, Query(max_length=2000, pattern=LINES)] = "",
) -> Response:
    """What the packing rules say about a carton ("PO-5"), materials ("BUBBLE:2,TAPE:1") and, of an order in
    several parcels, the lines in it ("17,18").
    """
    return await read(
        queries.choice_view,
        order_id=order_id,
        carton=carton,
        materials={
            code: int(n) for code, _, n in (one.partition(":") for one in materials.split(",") if one)
        },
        lines=[int(number) for number in lines.split(",") if number],
    )


@router.post("/orders/{order_id}/weigh", response_model=S.BenchOrderView)
async def weigh(order_id: Id, body: S.WeighBody, call: DeskCommand) -> Response:
    """What the parcel weighs."""
    return await call("shop.weigh_parcel", order_id=order_id, weight_g=body.weight_g, reason=body.reason)


@router.get("/orders/{order_id}/waybill", response_model=S.WaybillView)
async def waybill(order_id: Id, read: DeskRead) -> Response:
    """The waybill's form, filled in from the order, and who could carry the parcel."""
    return await read(queries.waybill_view, order_id=order_id)


@router.post("/orders/{order_id}/waybill", response_model=S.BenchOrderView)
async def make_waybill(order_id: Id, body: S.WaybillBody, call: DeskCommand) -> Response:
    """The waybill gets its number."""
    return await call(
        "shop.make_waybill",
        order_id=order_id,
        carrier_id=body.carrier_id,
        receiver=body.receiver.model_dump(),
    )


@router.post("/orders/{order_id}/print", response_model=S.BenchOrderView)
async def print_label(order_id: Id, body: S.PrintBody, call: DeskCommand) -> Response:
    """One copy of the label."""
    return await call("shop.print_label", order_id=order_id, size=body.size, reason=body.reason)


@router.post("/orders/{order_id}/ship", response_model=S.ParcelHandedOver)
async def ship(order_id: Id, call: DeskCommand) -> Response:
    """The parcel goes to the carrier."""
    return await call("shop.ship_order", order_id=order_id)


@router.get("/handover", response_model=S.Handover)
async def handover(read: DeskRead) -> Response:
    """What was handed over and stands on no manifest yet, by carrier."""
    return await read(queries.handover)


@router.get("/labels.pdf", response_class=Response, responses=PDF_ANSWER)
async def label_document(
    orders: Annotated[str, Query(pattern=r"^\d{1,15}(,\d{1,15})*$", max_length=400)],
    size: Annotated[Literal["100x180", "100x150", "76x130"], Query()],
    read: DeskRead,
    request: Request,
) -> Response:
    """The labels of up to 20 orders, a page a piece, as a document to be printed."""
    numbers = [int(number) for number in orders.split(",")][:MOST_LABELS]
    db = services(request).db

    def look() -> tuple[list[Label], str]:
        with db.reading(read.seat.mall_id, read.seat.actor) as ctx:
            return labels.labels_of(ctx, order_ids=numbers), ctx.mall.language

    found, language = await db.run(look)
    document = await asyncio.to_thread(drawing.pdf, found, size, language)
    headers = {
        "Content-Disposition": f'inline; filename="{found[0].tracking_no}.pdf"',
        "Cache-Control": "private, no-store",
    }
    return Response(document, 200, headers, PDF)


def _plain(body: S.PackBody) -> list[dict[str, object]]:
    return [parcel.model_dump(exclude_none=True) for parcel in body.parcels]
