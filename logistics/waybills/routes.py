"""Printing labels and handing over, over HTTP. Documents are drawn beside the loop, in no transaction."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import FileResponse

from core import files
from core.errors import Invalid, NotFound, Refusal
from core.http import DeskCommand, DeskRead, services
from core.jobs.service import job_view
from logistics.waybills import labels, manifests, queries
from logistics.waybills import schemas as S
from logistics.waybills.service import MOST_AT_ONCE

router = APIRouter(prefix="/api/desk/{seat}", tags=["warehouse"])
PDF = "application/pdf"
PDF_ANSWER: dict[int | str, dict[str, Any]] = {200: {"content": {PDF: {}}}}
Number = Annotated[int, Path(ge=1, le=2**53 - 1)]
JobId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


@router.post("/labels", response_model=S.Prints, status_code=201)
async def print_labels(body: S.PrintLabels, call: DeskCommand) -> Response:
    """Prints up to 20 labels; the document is at labels.pdf?prints=…"""
    return await call("logistics.print_labels", status=201, **body.model_dump())


@router.get("/labels.pdf", response_class=Response, responses=PDF_ANSWER)
async def label_document(
    prints: Annotated[str, Query(pattern=r"^\d{1,15}(,\d{1,15})*$", max_length=400)],
    read: DeskRead,
    request: Request,
) -> Response:
    """The labels of these entries of the print register, a page a piece."""
    ids = [int(number) for number in prints.split(",")]
    if len(ids) > MOST_AT_ONCE:
        raise Invalid("labels_too_many", most=MOST_AT_ONCE)
    found, size, language = await _look(
        request, read, lambda ctx: (*queries.labels_of(ctx, ids), ctx.mall.language)
    )
    document = await asyncio.to_thread(labels.pdf, found, size, language)
    return _document(document, f"{found[0].tracking_no}.pdf")


@router.get("/labels/{tracking_no}/prints", response_model=S.Register)
async def register(tracking_no: Annotated[str, Path(max_length=40)], read: DeskRead) -> Response:
    """Every print of one label: who, when, how large, why again."""
    return await read(queries.prints_of, tracking_no=tracking_no)


@router.post("/label-batches", response_model=S.Batch, status_code=202)
async def print_batch(body: S.PrintBatch, call: DeskCommand) -> Response:
    """Prints up to 500 labels into one document, in a job."""
    return await call("logistics.print_batch", status=202, **body.model_dump())


@router.get("/label-batches/{job_id}", response_model=S.BatchJob)
async def batch(job_id: JobId, read: DeskRead) -> Response:
    """How far the batch has come; its owner's only."""
    owners = frozenset({queries.owner_of_batch(read.seat.mall_id, read.seat.actor)})
    return await read(job_view, job_id=job_id, owners=owners)


@router.get("/label-batches/{job_id}/labels.pdf", response_class=Response, responses=PDF_ANSWER)
async def batch_document(job_id: JobId, read: DeskRead, request: Request) -> Response:
    """The document of a finished batch; it is kept for a day."""
    owners = frozenset({queries.owner_of_batch(read.seat.mall_id, read.seat.actor)})
    seen = await _look(request, read, lambda ctx: job_view(ctx, job_id=job_id, owners=owners))
    if seen["state"] != "done":
        raise Refusal("labels_not_ready", state=seen["state"], progress=seen["progress"])
    path = files.path_of(seen["result"]["file"])
    if not path.is_file():
        raise NotFound("file")
    return FileResponse(
        path, media_type=PDF, filename=path.name, headers={"Cache-Control": "private, no-store"}
    )


@router.post("/manifests", response_model=S.ManifestMade, status_code=201)
async def make_manifest(body: S.MakeManifest, call: DeskCommand) -> Response:
    """Lists parcels for a carrier's signature."""
    return await call("logistics.make_manifest", status=201, **body.model_dump())


@router.get("/manifests", response_model=S.Manifests)
async def list_manifests(read: DeskRead) -> Response:
    """The newest hand-overs."""
    return await read(queries.manifests)


@router.get("/manifests/{manifest_id}", response_model=S.ManifestDetail)
async def one_manifest(manifest_id: Number, read: DeskRead) -> Response:
    """A hand-over with its parcels."""
    return await read(queries.manifest, manifest_id=manifest_id)


@router.get("/manifests/{manifest_id}/manifest.pdf", response_class=Response, responses=PDF_ANSWER)
async def manifest_document(manifest_id: Number, read: DeskRead, request: Request) -> Response:
    """The hand-over slip for both signatures."""
    sheet, language = await _look(
        request, read, lambda ctx: (queries.manifest_sheet(ctx, manifest_id=manifest_id), ctx.mall.language)
    )
    return _document(await asyncio.to_thread(manifests.pdf, sheet, language), f"{sheet.manifest_no}.pdf")


async def _look(request: Request, read: DeskRead, fn: Any) -> Any:
    """A reading transaction whose answer stays here."""
    db = services(request).db

    def look() -> Any:
        with db.reading(read.seat.mall_id, read.seat.actor) as ctx:
            return fn(ctx)

    return await db.run(look)


def _document(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response(content, 200, headers, PDF)
