"""Printing labels and handing parcels over: sole writer of the print register and the manifests."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from core.commands import command
from core.context import Ctx
from core.errors import Invalid, NotFound, Refusal
from core.jobs import enqueue
from logistics.carriers.models import Carrier
from logistics.carriers.queries import hubs
from logistics.consignments.models import Consignment
from logistics.consignments.rules import ENDED
from logistics.packing.queries import names_of
from logistics.waybills.events import LabelsPrinted, ManifestMade
from logistics.waybills.models import LabelPrint, Manifest
from logistics.waybills.queries import owner_of_batch, printed_before
from logistics.waybills.rules import segments
from logistics.waybills.values import SIZES, Label

MOST_AT_ONCE = 20
MOST_IN_BATCH = 500
MOST_ON_MANIFEST = 500
MOST_REASON = 120
RENDER = "logistics.render_labels"


@command("logistics.print_labels", actors={"agent", "lead"})
def print_labels(
    ctx: Ctx, *, consignment_ids: list[int], size: str, reason: str | None = None
) -> dict[str, Any]:
    """Prints the labels of up to 20 parcels, each whole; returns {"prints": [{id, consignment_id, copy}]}.

    Records LabelsPrinted. Raises Invalid `label_size_unknown` {sizes}, `labels_too_many` {most},
    `reprint_reason_too_long`; NotFound; Refusal `label_void` {tracking_no, state} for a parcel that has
    ended, `reprint_reason_missing` {tracking_no} for a label printed before.
    """
    return {"prints": _print(ctx, consignment_ids, size, reason, MOST_AT_ONCE)}


@command("logistics.print_batch", actors={"agent", "lead"})
def print_batch(
    ctx: Ctx, *, consignment_ids: list[int], size: str, reason: str | None = None
) -> dict[str, Any]:
    """Prints up to 500 labels into one document, made by a job; returns {"job_id", "prints"}.

    Records LabelsPrinted. Raises like print_labels.
    """
    prints = _print(ctx, consignment_ids, size, reason, MOST_IN_BATCH)
    ids = [one["id"] for one in prints]
    args = {"mall_id": ctx.mall_id, "print_ids": ids, "name": f"{ctx.mall_id}-{ids[0]}-{ids[-1]}"}
    job_id = enqueue(ctx, kind=RENDER, args=args, owner=owner_of_batch(ctx.mall_id, ctx.actor))
    return {"job_id": job_id, "prints": prints}


def render_batch(ctx: Ctx, *, labels: Sequence[Label], size: str) -> str:
    """Draws labels that stand in somebody's own book into one document, in a job; returns the job's id.

    Raises Invalid `label_size_unknown`, `labels_too_many` {most}.
    """
    _check(size, None)
    if not 1 <= len(labels) <= MOST_IN_BATCH:
        raise Invalid("labels_too_many", most=MOST_IN_BATCH)
    args = {
        "mall_id": ctx.mall_id,
        "size": size,
        "name": f"{ctx.mall_id}-{ctx.actor.replace(':', '-')}-{ctx.desk_ms}",
        "labels": [asdict(label) for label in labels],
    }
    return enqueue(ctx, kind=RENDER, args=args, owner=owner_of_batch(ctx.mall_id, ctx.actor))


def note_print(
    ctx: Ctx,
    *,
    consignment_id: int,
    reference: str,
    tracking_no: str,
    size: str,
    reason: str | None = None,
) -> dict[str, Any]:
    """Writes down that a label was printed whose number is reserved and whose parcel may not exist yet.

    Returns {"id", "copy"}. Records LabelsPrinted. Raises like print_labels.
    """
    _check(size, reason)
    parcel = ctx.row(Consignment, id=consignment_id)
    done = _register(ctx, [(consignment_id, reference, tracking_no, parcel)], size, reason)[0]
    return {"id": done["id"], "copy": done["copy"]}


@command("logistics.make_manifest", actors={"agent", "lead"})
def make_manifest(ctx: Ctx, *, carrier_id: int, consignment_ids: list[int]) -> dict[str, Any]:
    """Lists parcels for a carrier's signature (the hand-over slip); returns {"id", "manifest_no"}.

    Records ManifestMade. Raises NotFound; Invalid `manifest_empty`, `manifest_too_long` {most},
    `manifest_other_carrier` {tracking_no}; Refusal `label_void` {tracking_no, state}.
    """
    carrier = ctx.get(Carrier, carrier_id)
    if not consignment_ids:
        raise Invalid("manifest_empty")
    if len(consignment_ids) > MOST_ON_MANIFEST:
        raise Invalid("manifest_too_long", most=MOST_ON_MANIFEST)
    rows = _parcels(ctx, consignment_ids)
    for row in rows:
        if row.carrier_id != carrier_id:
            raise Invalid("manifest_other_carrier", tracking_no=row.tracking_no)
        if row.state == "cancelled":
            raise Refusal("label_void", tracking_no=row.tracking_no, state=row.state)
    known, names = hubs(ctx), names_of(ctx, [row.id for row in rows])
    lines = [
        {
            "consignment_id": row.id,
            "tracking_no": row.tracking_no,
            "reference": row.reference,
            "shown": names.get(row.id) or row.reference.rpartition(":")[2],
            "destination": row.city,
            "routing": list(segments(known[row.dest_hub_id].code, row.city, row.district, row.street)),
            "pieces": row.pieces,
            "weight_g": row.weight_g,
            "fee_cents": row.fee_cents,
        }
        for row in rows
    ]
    number = ctx.next_id("manifests")
    manifest_no = f"M{carrier.code}{number:06d}"
    ctx.insert(
        Manifest,
        id=number,
        manifest_no=manifest_no,
        carrier_id=carrier_id,
        lines=lines,
        parcels=len(lines),
        pieces=sum(row.pieces for row in rows),
        weight_g=sum(row.weight_g for row in rows),
        fee_cents=sum(row.fee_cents for row in rows),
        made_by=ctx.actor,
        made_ms=ctx.mall_ms,
    )
    ctx.record(
        ManifestMade(
            manifest_id=number,
            manifest_no=manifest_no,
            carrier_id=carrier_id,
            consignment_ids=[row.id for row in rows],
        )
    )
    return {"id": number, "manifest_no": manifest_no}


def _print(
    ctx: Ctx, consignment_ids: Sequence[int], size: str, reason: str | None, most: int
) -> list[dict[str, Any]]:
    _check(size, reason)
    if not 1 <= len(consignment_ids) <= most:
        raise Invalid("labels_too_many", most=most)
    rows = _parcels(ctx, consignment_ids)
    return _register(ctx, [(row.id, row.reference, row.tracking_no, row) for row in rows], size, reason)


def _check(size: str, reason: str | None) -> None:
    if size not in SIZES:
        raise Invalid("label_size_unknown", sizes=list(SIZES))
    if reason is not None and len(reason) > MOST_REASON:
        raise Invalid("reprint_reason_too_long", most=MOST_REASON)


def _parcels(ctx: Ctx, consignment_ids: Sequence[int]) -> list[Any]:
    """The rows in the order asked for, each once. Raises NotFound."""
    wanted = list(dict.fromkeys(consignment_ids))
    found = {row.id: row for row in ctx.rows(Consignment, id=wanted)}
    for number in wanted:
        if number not in found:
            raise NotFound("consignment", id=number)
    return [found[number] for number in wanted]


def _register(
    ctx: Ctx, asked: Sequence[tuple[int, str, str, Any]], size: str, reason: str | None
) -> list[dict[str, Any]]:
    why = (reason or "").strip() or None
    before = printed_before(ctx, [number for _, _, number, _ in asked])
    for _, _, tracking_no, parcel in asked:
        if parcel is not None and parcel.state in ENDED:
            raise Refusal("label_void", tracking_no=tracking_no, state=parcel.state)
        if before[tracking_no] and why is None:
            raise Refusal("reprint_reason_missing", tracking_no=tracking_no)
    rows: list[dict[str, Any]] = [
        {
            "consignment_id": consignment_id,
            "reference": reference,
            "tracking_no": tracking_no,
            "size": size,
            "copy": before[tracking_no] + 1,
            "reason": why if before[tracking_no] else None,
            "printed_by": ctx.actor,
            "printed_ms": ctx.mall_ms,
        }
        for consignment_id, reference, tracking_no, _ in asked
    ]
    ids = ctx.insert_many(LabelPrint, rows)
    ctx.record(
        LabelsPrinted(
            print_ids=ids,
            consignment_ids=[row["consignment_id"] for row in rows],
            references=[row["reference"] for row in rows],
            size=size,
            reason=why,
        )
    )
    return [
        {"id": number, "consignment_id": row["consignment_id"], "copy": row["copy"]}
        for number, row in zip(ids, rows, strict=True)
    ]
