"""Printing over HTTP, as the desk does it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pypdfium2
import pytest
import zxingcpp

from app.wording import install_words
from core import files
from core.clock import SystemClock
from core.db.engine import Database
from core.ids import SystemIds
from core.malls.service import create_mall, start_clock
from logistics.packing.schemas import Shelf
from logistics.waybills import schemas as S
from tests.conftest import OPENED_MALL_MS
from tests.logistics.build import parcel, roads
from tests.support.server import LiveServer, run_server


class Bench:
    """A packer's browser in a mall with three parcels, and somebody else's in another mall."""

    def __init__(self, server: LiveServer) -> None:
        self.server = server
        self.parcels = server.here(self._made)
        packer, other = server.person("packer"), server.person("other")
        self.base = f"/api/desk/{server.seat(packer, self.mall_id, 'agent', 1)}"
        self.client = httpx.Client(base_url=server.base, headers=packer.headers, timeout=20)
        self.lead_base = f"/api/desk/{server.seat(other, self.mall_id, 'lead', 2)}"
        self.lead = httpx.Client(base_url=server.base, headers=other.headers, timeout=20)

    def _made(self) -> list[int]:
        with self.server.db.app_transaction() as app:
            self.mall_id = create_mall(
                app, language="zh-CN", seed=7, opened_mall_ms=OPENED_MALL_MS, exercise="test", label="mall"
            )
            ctx = app.mall(self.mall_id, "system")
            start_clock(ctx)
            roads(ctx)
            return [parcel(ctx, f"sample:{n}") for n in range(3)]

    def post(self, path: str, status: int, **body: Any) -> Any:
        key = {"Idempotency-Key": self.server.key()}
        answer = self.client.post(f"{self.base}/{path}", json=body, headers=key)
        assert answer.status_code == status, answer.text
        return answer.json()

    def get(self, path: str, status: int = 200) -> httpx.Response:
        answer = self.client.get(f"{self.base}/{path}")
        assert answer.status_code == status, answer.text
        return answer


@pytest.fixture
def bench(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    install_words()
    monkeypatch.setattr(files, "_folder", [tmp_path / "files"])
    database = Database(database_url, clock=SystemClock(), ids=SystemIds())
    with run_server(database, tmp_path) as server:
        yield Bench(server)
    database.close()


def test_labels_batches_and_manifests_over_http(bench: Bench) -> None:
    Shelf.model_validate(bench.get("packing/supplies").json())
    one, two, three = bench.parcels
    printed = S.Prints.model_validate(bench.post("labels", 201, consignment_ids=[one], size="100x180"))
    document = bench.get(f"labels.pdf?prints={printed.prints[0].id}")
    assert document.headers["content-type"] == "application/pdf"
    assert document.headers["cache-control"] == "private, no-store"
    page = pypdfium2.PdfDocument(document.content)[0]
    codes = {code.text for code in zxingcpp.read_barcodes(page.render(scale=203 / 72).to_pil())}
    tracking_no = next(text for text in codes if "/" not in text)
    entries = S.Register.model_validate(bench.get(f"labels/{tracking_no}/prints").json()).items
    assert [(entry.copy_no, entry.printed_by) for entry in entries] == [(1, "agent:1")]

    again = bench.post("labels", 409, consignment_ids=[one], size="100x180")
    assert again["code"] == "reprint_reason_missing" and again["params"]["tracking_no"] == tracking_no
    assert bench.post("labels", 422, consignment_ids=[one], size="a4")["code"] == "label_size_unknown"
    assert bench.get("labels.pdf?prints=99", 404).json()["code"] == "not_found"

    batch = S.Batch.model_validate(
        bench.post("label-batches", 202, consignment_ids=[two, three], size="76x130")
    )
    deadline = time.monotonic() + 15
    while (
        state := S.BatchJob.model_validate(bench.get(f"label-batches/{batch.job_id}").json())
    ).state != "done":
        assert state.state in ("queued", "running") and time.monotonic() < deadline
        time.sleep(0.02)
    assert state.progress == 100
    whole = bench.get(f"label-batches/{batch.job_id}/labels.pdf")
    assert len(pypdfium2.PdfDocument(whole.content)) == 2
    foreign = bench.lead.get(f"{bench.lead_base}/label-batches/{batch.job_id}/labels.pdf")
    assert foreign.status_code == 404

    made = S.ManifestMade.model_validate(
        bench.post("manifests", 201, carrier_id=1, consignment_ids=[one, two])
    )
    listed = S.Manifests.model_validate(bench.get("manifests").json())
    assert [row.manifest_no for row in listed.items] == [made.manifest_no]
    S.ManifestDetail.model_validate(bench.get(f"manifests/{made.id}").json())
    slip = bench.get(f"manifests/{made.id}/manifest.pdf")
    assert "快件交接单" in pypdfium2.PdfDocument(slip.content)[0].get_textpage().get_text_bounded()
