"""What stands on labels and manifests, read for printing; who printed what."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from core.context import Ctx
from core.errors import NotFound
from core.wire import at
from core.words import say
from logistics.carriers.queries import carriers, hubs
from logistics.consignments.models import Consignment
from logistics.packing.models import Packing
from logistics.waybills.models import LabelPrint, Manifest
from logistics.waybills.rules import masked, segments
from logistics.waybills.values import Label, ManifestLine, ManifestSheet, Party


def sender(language: str) -> Party:
    """The shop's warehouse, as the pack of that language calls it."""
    return Party(*(say(language, "sender", part) for part in _PARTS))


_PARTS = ("name", "phone", "province", "city", "district", "street")


def printed_before(ctx: Ctx, tracking_nos: Sequence[str]) -> dict[str, int]:
    """How often each label was printed."""
    found = dict.fromkeys(tracking_nos, 0)
    for row in ctx.rows(LabelPrint, tracking_no=list(found)):
        found[row.tracking_no] += 1
    return found


def prints_of(ctx: Ctx, tracking_no: str) -> dict[str, Any]:
    """The register's entries of one label, oldest first."""
    rows = ctx.rows(LabelPrint, tracking_no=tracking_no, order_by="id")
    return {
        "items": [
            {
                "id": row.id,
                "copy": row.copy,
                "size": row.size,
                "reason": row.reason,
                "printed_by": row.printed_by,
                "printed_at": at(row.printed_ms),
            }
            for row in rows
        ]
    }


def labels_of(ctx: Ctx, print_ids: Sequence[int]) -> tuple[list[Label], str]:
    """The labels of these entries, a page for each piece, and their size. Raises NotFound."""
    wanted = list(dict.fromkeys(print_ids))
    entries = {row.id: row for row in ctx.rows(LabelPrint, id=wanted)}
    missing = next((number for number in wanted if number not in entries), None)
    if missing is not None or not wanted:
        raise NotFound("label_print", id=missing)
    ids = [entries[number].consignment_id for number in wanted]
    parcels = {row.id: row for row in ctx.rows(Consignment, id=ids)}
    packed: dict[int, list[Any]] = {}
    for row in ctx.rows(Packing, consignment_id=list(parcels), order_by=("consignment_id", "piece")):
        packed.setdefault(row.consignment_id, []).append(row)
    maker = _Maker(ctx)
    labels: list[Label] = []
    for number in wanted:
        entry = entries[number]
        parcel = parcels.get(entry.consignment_id)
        if parcel is None:
            raise NotFound("consignment", id=entry.consignment_id)
        labels += maker.labels(entry, parcel, packed.get(parcel.id, []))
    return labels, entries[wanted[0]].size


class _Maker:
    """What the labels of one document share."""

    def __init__(self, ctx: Ctx) -> None:
        self.carriers, self.hubs = carriers(ctx), hubs(ctx)
        self.zone = ZoneInfo(ctx.mall.zone)
        self.language = ctx.mall.language
        home = sender(self.language)
        # A shop is no private person; its telephone is masked all the same.
        self.sender = Party(home.name, masked(home).phone, *(getattr(home, part) for part in _PARTS[2:]))

    def labels(self, entry: Any, parcel: Any, packed: Sequence[Any]) -> list[Label]:
        carrier, hub = self.carriers[parcel.carrier_id], self.hubs[parcel.dest_hub_id]
        who = Party(
            parcel.addressee, parcel.phone, parcel.province, parcel.city, parcel.district, parcel.street
        )
        pieces = max(parcel.pieces, len(packed), 1)
        made = []
        for piece in range(1, pieces + 1):
            own = packed[piece - 1] if piece <= len(packed) else None
            made.append(
                Label(
                    tracking_no=parcel.tracking_no,
                    carrier_code=carrier.code,
                    carrier_name=carrier.name,
                    hotline=carrier.hotline,
                    segments=segments(hub.code, parcel.city, parcel.district, parcel.street),
                    hub_name=hub.name,
                    sender=self.sender,
                    receiver=masked(who),
                    goods_note=(own and own.note) or say(self.language, "label", "general_goods"),
                    reference=own.shown if own else parcel.reference.rpartition(":")[2],
                    weight_g=own.weight_g if own else parcel.weight_g // pieces,
                    printed_at=local_time(entry.printed_ms, self.zone),
                    piece=piece,
                    pieces=pieces,
                    marks=tuple(own.marks) if own else (),
                    copy=entry.copy,
                )
            )
        return made


def local_time(mall_ms: int, zone: ZoneInfo) -> str:
    """As it stands on paper: 2026-06-15 09:32."""
    return datetime.fromtimestamp(mall_ms / 1000, zone).strftime("%Y-%m-%d %H:%M")


def owner_of_batch(mall_id: int, actor: str) -> str:
    """Whose a batch's job is: this person's in this mall."""
    return f"mall:{mall_id}:{actor}"


def manifests(ctx: Ctx) -> dict[str, Any]:
    """The newest fifty hand-overs."""
    rows = ctx.rows(Manifest, order_by="-id", limit=50)
    return {"items": [_manifest_row(row) for row in rows]}


def manifest(ctx: Ctx, *, manifest_id: int) -> dict[str, Any]:
    """One hand-over with its lines. Raises NotFound."""
    row = ctx.get(Manifest, manifest_id)
    return {**_manifest_row(row), "lines": row.lines}


def manifest_sheet(ctx: Ctx, *, manifest_id: int) -> ManifestSheet:
    """One hand-over as it is printed. Raises NotFound."""
    row = ctx.get(Manifest, manifest_id)
    home = sender(ctx.mall.language)
    return ManifestSheet(
        manifest_no=row.manifest_no,
        carrier_name=carriers(ctx)[row.carrier_id].name,
        warehouse=f"{home.name} {home.city} {home.street}",
        made_at=local_time(row.made_ms, ZoneInfo(ctx.mall.zone)),
        made_by=row.made_by,
        lines=tuple(
            ManifestLine(
                line["tracking_no"],
                line["shown"],
                line["destination"],
                "-".join(line["routing"]),
                line["pieces"],
                line["weight_g"],
                line["fee_cents"],
            )
            for line in row.lines
        ),
    )


def _manifest_row(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "manifest_no": row.manifest_no,
        "carrier_id": row.carrier_id,
        "parcels": row.parcels,
        "pieces": row.pieces,
        "weight_g": row.weight_g,
        "fee_cents": row.fee_cents,
        "made_by": row.made_by,
        "made_at": at(row.made_ms),
    }
