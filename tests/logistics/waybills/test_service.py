"""The print register and hand-overs."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from app.wording import from_pack
from core import files, words
from core.db.engine import Database
from core.errors import Invalid, NotFound, Refusal
from core.events.log import read_log
from core.jobs.service import job_view, run_job
from logistics.carriers.models import Carrier
from logistics.consignments.service import cancel_consignment
from logistics.packing.invariants import check_packing
from logistics.packing.models import Packing
from logistics.packing.service import pack
from logistics.waybills import labels
from logistics.waybills.invariants import check_waybills
from logistics.waybills.models import LabelPrint, Manifest
from logistics.waybills.queries import labels_of, manifest, manifest_sheet, owner_of_batch, prints_of
from logistics.waybills.service import make_manifest, note_print, print_batch, print_labels, render_batch
from tests.conftest import Act
from tests.logistics.build import go, parcel, roads
from tests.logistics.packing.test_service import PLAIN, WELL
from tests.logistics.waybills.sample import label
from tests.support.supplies import install_supplies


@pytest.fixture(autouse=True)
def _pack_and_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    install_supplies()
    monkeypatch.setattr(words, "_providers", [from_pack])
    monkeypatch.setattr(files, "_folder", [tmp_path / "files"])


def test_each_print_is_recorded_with_who_when_size_and_why_again(act: Act) -> None:
    with act("agent:1") as ctx:
        roads(ctx)
        number = parcel(ctx)
        assert print_labels(ctx, consignment_ids=[number], size="100x180") == {
            "prints": [{"id": 1, "consignment_id": number, "copy": 1}]
        }
        tracking_no = labels_of(ctx, [1])[0][0].tracking_no
    with act("lead:2") as ctx:
        with pytest.raises(Refusal, match="reprint_reason_missing"):
            print_labels(ctx, consignment_ids=[number], size="100x180", reason="  ")
        print_labels(ctx, consignment_ids=[number], size="76x130", reason="printer_jam")
        first, second = prints_of(ctx, tracking_no)["items"]
        assert (first["copy"], first["size"], first["reason"], first["printed_by"]) == (
            1,
            "100x180",
            None,
            "agent:1",
        )
        assert (second["copy"], second["size"], second["reason"]) == (2, "76x130", "printer_jam")
        assert second["printed_by"] == "lead:2" and second["printed_at"].startswith("2026-06-15T01:00")
    with act() as ctx:
        logged = read_log(ctx.session, ctx.mall_id, kinds=["logistics.labels.printed"])
        assert [row.actor for row in logged] == ["agent:1", "lead:2"]


def test_a_void_label_is_not_printed(act: Act) -> None:
    with act("agent:1") as ctx:
        roads(ctx)
        gone, done = parcel(ctx), parcel(ctx, "sample:2")
        cancel_consignment(ctx, consignment_id=gone)
        go(ctx, done, "signed")
        for number in (gone, done):
            with pytest.raises(Refusal, match="label_void"):
                print_labels(ctx, consignment_ids=[number], size="100x180")
        with pytest.raises(NotFound):
            print_labels(ctx, consignment_ids=[99], size="100x180")
        with pytest.raises(Invalid, match="label_size_unknown"):
            print_labels(ctx, consignment_ids=[gone], size="a4")
        with pytest.raises(Invalid, match="labels_too_many"):
            print_labels(ctx, consignment_ids=list(range(1, 30)), size="100x180")


def test_a_label_is_printed_before_its_parcel_exists_and_counted_on_afterwards(act: Act) -> None:
    with act("agent:1") as ctx:
        roads(ctx)
        kept = {
            "consignment_id": 1,
            "reference": "sample:1",
            "tracking_no": "HY000000000001",
            "size": "100x150",
        }
        assert note_print(ctx, **kept) == {"id": 1, "copy": 1}  # type: ignore[arg-type]
        with pytest.raises(Refusal, match="reprint_reason_missing"):
            note_print(ctx, **kept)  # type: ignore[arg-type]
        assert note_print(ctx, **kept, reason="unreadable")["copy"] == 2  # type: ignore[arg-type]


def test_a_label_carries_what_was_packed_masked_with_its_routing(act: Act) -> None:
    with act("agent:1") as ctx:
        roads(ctx)
        pack(ctx, reference="sample:7", parcels=[WELL, PLAIN], shown="DD2026061500017")
        number = parcel(ctx, "sample:7", addressee="王小满", phone="13800138821")
    with act("agent:1") as ctx:
        prints = print_labels(ctx, consignment_ids=[number], size="100x180")["prints"]
        found, size = labels_of(ctx, [prints[0]["id"]])
    first, second = found
    assert size == "100x180" and (first.piece, first.pieces, second.piece) == (1, 2, 2)
    assert (first.receiver.name, first.receiver.phone) == ("王**", "138****8821")
    assert first.sender.name == "练兵商城" and first.sender.phone == "129****8800"
    assert first.marks == ("fragile", "this_side_up") and second.marks == ()
    assert first.goods_note == "玻璃茶壶" and second.goods_note == "日用品"
    assert first.weight_g == 1_236 and first.reference == "DD2026061500017" and first.segments[0] == "CD"
    assert first.printed_at == "2026-06-15 09:00"


def test_a_batch_becomes_one_document_by_a_job_with_progress(db: Database, act: Act, tmp_path: Path) -> None:
    with act("agent:1") as ctx:
        roads(ctx)
        numbers = [parcel(ctx, f"sample:{n}") for n in range(30)]
    with act("agent:1") as ctx:
        made = print_batch(ctx, consignment_ids=numbers, size="76x130")
        mall_id = ctx.mall_id
    assert len(made["prints"]) == 30
    assert run_job(db, made["job_id"])
    with db.app_reading() as app:
        seen = job_view(app, job_id=made["job_id"], owners=frozenset({owner_of_batch(mall_id, "agent:1")}))
        with pytest.raises(NotFound):
            job_view(app, job_id=made["job_id"], owners=frozenset({owner_of_batch(mall_id, "agent:2")}))
    assert seen["state"] == "done" and seen["result"]["pages"] == 30
    document = files.path_of(seen["result"]["file"]).read_bytes()
    assert len(pypdfium2.PdfDocument(document)) == 30
    assert [path.suffix for path in (tmp_path / "files").iterdir()] == [".pdf"]


def test_labels_of_somebody_elses_book_become_a_document_too(db: Database, act: Act) -> None:
    with act("agent:1") as ctx:
        own = [label(piece=piece, pieces=3) for piece in (1, 2, 3)]
        job_id = render_batch(ctx, labels=own, size="100x150")
        with pytest.raises(Invalid, match="labels_too_many"):
            render_batch(ctx, labels=[], size="100x150")
    assert run_job(db, job_id)
    with db.app_reading() as app:
        seen = job_view(app, job_id=job_id, owners=frozenset({owner_of_batch(ctx.mall_id, "agent:1")}))
    assert files.path_of(seen["result"]["file"]).read_bytes() == labels.pdf(own, "100x150", "zh-CN")


def test_a_manifest_keeps_what_was_handed_over(act: Act) -> None:
    with act("agent:1") as ctx:
        roads(ctx)
        ctx.insert(Carrier, code="XD", name="Xingdu", hotline="1290-0020-02", active=True)
        one, two, other = (
            parcel(ctx),
            parcel(ctx, "sample:2", pieces=2),
            parcel(ctx, "sample:3", carrier_id=2),
        )
        made = make_manifest(ctx, carrier_id=1, consignment_ids=[one, two, one])
        assert made == {"id": 1, "manifest_no": "MHY000001"}
        seen = manifest(ctx, manifest_id=1)
        assert (seen["parcels"], seen["pieces"], seen["weight_g"], seen["fee_cents"]) == (2, 3, 1_600, 1_800)
        assert [line["reference"] for line in seen["lines"]] == ["sample:1", "sample:2"]
        sheet = manifest_sheet(ctx, manifest_id=1)
        assert sheet.carrier_name == "Heyou Express" and sheet.made_at == "2026-06-15 09:00"
        assert sheet.lines[1].pieces == 2 and sheet.lines[0].routing.startswith("CD-")
        with pytest.raises(Invalid, match="manifest_other_carrier"):
            make_manifest(ctx, carrier_id=1, consignment_ids=[one, other])
        with pytest.raises(Invalid, match="manifest_empty"):
            make_manifest(ctx, carrier_id=1, consignment_ids=[])
        cancel_consignment(ctx, consignment_id=one)
        with pytest.raises(Refusal, match="label_void"):
            make_manifest(ctx, carrier_id=1, consignment_ids=[one])


def test_what_the_checks_say_of_a_true_book_and_of_a_false_one(act: Act) -> None:
    with act("agent:1") as ctx:
        roads(ctx)
        pack(ctx, reference="sample:1", parcels=[WELL, PLAIN])
        number = parcel(ctx, "sample:1")
        print_labels(ctx, consignment_ids=[number], size="100x180")
        print_labels(ctx, consignment_ids=[number], size="100x180", reason="unreadable")
        make_manifest(ctx, carrier_id=1, consignment_ids=[number])
    checks = (check_packing, check_waybills)
    with act() as ctx:
        assert [finding for check in checks for finding in check(ctx.session, ctx.mall_id)] == []
        ctx.update(LabelPrint, 2, copy=5, reason=None)
        ctx.update(Manifest, 1, pieces=9)
        ctx.update(Packing, 2, piece=4, reference="sample:2")
    with act() as ctx:
        codes = {finding.code for check in checks for finding in check(ctx.session, ctx.mall_id)}
    assert codes == {
        "copy_misnumbered",
        "reprint_without_reason",
        "manifest_totals_wrong",
        "pieces_misnumbered",
        "packed_for_another",
    }
