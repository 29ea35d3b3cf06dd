"""The warehouse over HTTP: one order from the queue to its label, every shape as the document says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pypdfium2
import pytest
import zxingcpp

from core.clock import SystemClock
from core.db.engine import Database, sqlite_url
from core.ids import SystemIds
from core.malls.service import create_mall, start_clock
from shop.fulfilment import schemas as S
from tests.conftest import ON_POSTGRES, OPENED_MALL_MS, _empty
from tests.shop.build import order, shelf
from tests.support.server import LiveServer, run_server


@dataclass
class Bench:
    """A server with a small shop, and an agent at its bench."""

    server: LiveServer
    client: httpx.Client
    seat: int
    order_id: int

    def get(self, path: str, **params: object) -> httpx.Response:
        return self.client.get(f"/api/desk/{self.seat}/warehouse/{path}", params=params)

    def post(self, path: str, body: object = None, key: str | None = None) -> httpx.Response:
        return self.client.post(
            f"/api/desk/{self.seat}/warehouse/{path}",
            json={} if body is None else body,
            headers={"Idempotency-Key": key or self.server.key()},
        )

    def does(self, path: str, body: object = None, key: str | None = None) -> dict[str, Any]:
        answer = self.post(path, body, key)
        assert answer.is_success, answer.text
        return answer.json()  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def bench(empty_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder, url = tmp_path_factory.mktemp("bench"), empty_database
    if not ON_POSTGRES:
        shutil.copyfile(empty_database.removeprefix("sqlite:///"), folder / "malldrill.db")
        url = sqlite_url(Path(folder) / "malldrill.db")
    db = Database(url, clock=SystemClock(), ids=SystemIds())
    with db.app_transaction() as app_ctx:
        mall_id = create_mall(
            app_ctx, language="en", seed=7, opened_mall_ms=OPENED_MALL_MS, exercise="test", label="mall"
        )
    with db.transaction(mall_id, "system") as ctx:
        shelf(ctx)
        number = order(ctx, variants=(1, 3))
        start_clock(ctx)
    with run_server(db, folder) as server:
        person = server.person("agent")
        seat = server.seat(person, mall_id, "agent", 1)
        with server.http(person) as client:
            yield Bench(server, client, seat, number)
    db.close()
    if ON_POSTGRES:
        _empty(empty_database)


def test_an_order_goes_from_the_queue_to_its_label(bench) -> None:
    number = bench.order_id
    found = S.WarehouseQueue.model_validate(bench.get("queue").json())
    assert (found.by, [row.id for row in found.items]) == ("automatic", [number])
    assert bench.post("waves", {"order_ids": [number]}).json()["code"] == "warehouse_automatic"
    assert bench.does("keeper", {"by": "trainee"}) == {"by": "trainee"}

    wave = S.WaveView.model_validate(bench.does("waves", {"order_ids": [number]}))
    key = bench.server.key()
    for again in range(2):  # a scan sent twice under one key counts once
        wave = S.WaveView.model_validate(
            bench.does(f"waves/{wave.id}/pick", {"code": wave.lines[0].barcode}, key)
        )
        assert (again, wave.lines[0].picked) == (again, 1)
    bench.does(f"waves/{wave.id}/pick", {"code": wave.lines[1].sku})
    assert S.WaveView.model_validate(bench.get(f"waves/{wave.id}").json()).state == "picked"

    at = f"orders/{number}"
    for line in wave.lines:
        S.BenchOrderView.model_validate(bench.does(f"{at}/scan", {"code": line.sku}))
    view = S.BenchOrderView.model_validate(bench.get(at).json())
    assert view.suggestion is not None
    piece = view.suggestion.parcels[0]
    judged = S.JudgedCarton.model_validate(
        bench.get(
            f"{at}/choice",
            carton=piece.carton,
            materials=",".join(f"{code}:{count}" for code, count in piece.materials.items()),
        ).json()
    )
    assert judged.fits and judged.cost_cents == view.suggestion.cost_cents
    tight = bench.get(f"{at}/choice", carton="PO-13").json()
    assert not tight["fits"] and tight["problems"]
    for carton, materials in (("ORIGINAL", ""), ("NO-1", ""), (piece.carton, "GOLD:1")):
        answer = bench.get(f"{at}/choice", carton=carton, materials=materials).json()
        assert not S.JudgedCarton.model_validate(answer).fits and answer["size_mm"] == []
    bench.does(f"{at}/pack", {"parcels": [{"carton": piece.carton, "materials": piece.materials}]})
    packed = S.BenchOrderView.model_validate(bench.get(at).json())
    bench.does(f"{at}/weigh", {"weight_g": packed.scale_g})
    form = S.WaybillView.model_validate(bench.get(f"{at}/waybill").json())
    wrong = {**form.receiver.model_dump(), "phone": "1290000000"}
    refused = bench.post(f"{at}/waybill", {"carrier_id": form.carrier_id, "receiver": wrong})
    assert (refused.status_code, refused.json()["code"]) == (409, "waybill_form_wrong")
    assert bench.post(f"{at}/ship").json()["code"] == "waybill_missing"
    bench.does(f"{at}/waybill", {"carrier_id": form.carrier_id, "receiver": form.receiver.model_dump()})
    labelled = S.BenchOrderView.model_validate(bench.does(f"{at}/print", {"size": "100x180"}))
    assert labelled.waybill is not None

    document = bench.get("labels.pdf", orders=str(number), size="100x180")
    assert document.headers["content-type"] == "application/pdf"
    page = pypdfium2.PdfDocument(document.content)[0].render(scale=3).to_pil()
    read = {code.text.partition("/")[0] for code in zxingcpp.read_barcodes(page)}
    assert labelled.waybill.tracking_no in read

    done = S.ParcelHandedOver.model_validate(bench.does(f"{at}/ship"))
    assert done.consignment_id == labelled.waybill.consignment_id
    assert bench.get("queue").json()["items"] == []
    waiting = S.Handover.model_validate(bench.get("handover").json()).carriers[0]
    assert [parcel.consignment_id for parcel in waiting.parcels] == [done.consignment_id]
    made = bench.client.post(
        f"/api/desk/{bench.seat}/manifests",
        json={"carrier_id": waiting.id, "consignment_ids": [done.consignment_id]},
        headers={"Idempotency-Key": bench.server.key()},
    )
    assert made.status_code == 201
    assert bench.get("handover").json()["carriers"][0]["parcels"] == []
    assert bench.post(f"{at}/ship").status_code == 409


def test_what_makes_no_sense_is_refused_before_anything_happens(bench) -> None:
    assert bench.post("waves", {"order_ids": []}).status_code == 422
    assert bench.post("keeper", {"by": "nobody"}).status_code == 422
    assert bench.get(f"orders/{bench.order_id}/choice", carton="PO-5", materials="TAPE=1").status_code == 422
    assert bench.get("orders/999999").status_code == 404
    endless = {"parcels": [{"carton": "PO-5", "materials": {"TAPE": 2**53 - 1}}]}
    assert bench.post(f"orders/{bench.order_id}/pack", endless).status_code == 422
    assert bench.get("labels.pdf", orders="1", size="1x1").status_code == 422
