"""Rate tables and quotes over HTTP, in the shapes the pages are written against."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from core.clock import SystemClock
from core.db.engine import Database
from core.ids import SystemIds
from core.malls.service import create_mall, start_clock
from logistics.quotes.schemas import Quotes
from logistics.rates import schemas as S
from logistics.rates.sheet_out import rows_of
from logistics.rates.sheets import write_csv, write_xlsx
from logistics.rates.values import RateTable
from tests.conftest import OPENED_MALL_MS
from tests.logistics.build import roads
from tests.logistics.rates.build import document
from tests.support.server import LiveServer, run_server


class Desk:
    """A mall with one carrier, and the browsers of an agent, a lead and an observer."""

    def __init__(self, server: LiveServer) -> None:
        self.server, self.mall_id = server, server.here(self._made, server)
        self.people = {role: server.person(role) for role in ("agent", "lead", "observer")}
        self.seats = {
            role: server.seat(person, self.mall_id, role, number)
            for number, (role, person) in enumerate(self.people.items(), start=1)
        }

    @staticmethod
    def _made(server: LiveServer) -> int:
        with server.db.app_transaction() as app:
            mall_id = create_mall(
                app, language="en", seed=7, opened_mall_ms=OPENED_MALL_MS, exercise="test", label="mall"
            )
            ctx = app.mall(mall_id, "system")
            start_clock(ctx)
            roads(ctx)
        return mall_id

    def ask(self, role: str, method: str, path: str, status: int = 200, **body: Any) -> Any:
        with httpx.Client(base_url=self.server.base, headers=self.people[role].headers, timeout=20) as client:
            sent: dict[str, Any] = {"params": body} if method == "GET" else {"json": body}
            answer = client.request(
                method,
                f"/api/desk/{self.seats[role]}/{path}",
                headers={"Idempotency-Key": self.server.key()},
                **sent,
            )
        assert answer.status_code == status, answer.text
        return answer.json() if "json" in answer.headers["content-type"] else answer.content


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[Desk]:
    database = Database(database_url, clock=SystemClock(), ids=SystemIds())
    with run_server(database, tmp_path) as server:
        yield Desk(server)
    database.close()


def csv_of(**changes: Any) -> dict[str, str]:
    content = write_csv(rows_of([RateTable.model_validate(document(**changes))]))
    return {"name": "hy.csv", "content": base64.b64encode(content).decode()}


def test_from_the_file_to_the_quote_over_http(desk: Desk) -> None:
    box = {"province": "四川", "weight_g": 3200, "length_mm": 400, "width_mm": 300, "height_mm": 300}
    assert Quotes.model_validate(desk.ask("agent", "GET", "quotes", **box)).items == []

    seen = S.Preview.model_validate(desk.ask("agent", "POST", "rate-tables/preview", **csv_of()))
    assert seen.errors == [] and seen.tables[0].changes[0].after_cents == 1400
    assert (
        desk.ask("agent", "POST", "rate-tables/import", 403, **csv_of(), activate=True)["code"] == "lead_only"
    )
    (number,) = desk.ask("lead", "POST", "rate-tables/import", 201, **csv_of(), activate=False)["ids"]
    listed = S.RateTableList.model_validate(desk.ask("observer", "GET", "rate-tables"))
    assert [(row.state, row.now) for row in listed.items] == [("draft", False)]
    assert (
        desk.ask("agent", "POST", f"rate-tables/{number}/activate", 403, end_previous=True)["code"]
        == "lead_only"
    )
    assert desk.ask("lead", "POST", f"rate-tables/{number}/activate", end_previous=True)["state"] == "active"

    (quote,) = Quotes.model_validate(desk.ask("agent", "GET", "quotes", **box)).items
    assert (quote.fee_cents, quote.zone, quote.chargeable_g) == (5400, "3", 6000)
    assert quote.steps[-1].zh.endswith("40.00 元") and quote.promised_at is not None
    (several,) = desk.ask("agent", "GET", "quotes", **box, pieces=2, flags="battery,liquid")["items"]
    assert several["fee_cents"] == 1400 + 11 * 800

    detail = S.RateTableDetail.model_validate(desk.ask("agent", "GET", f"rate-tables/{number}"))
    assert detail.columns[0] == "record" and detail.rows[0][0] == "table"
    again = desk.ask("agent", "GET", f"rate-tables/{number}.csv")
    assert again == base64.b64decode(csv_of()["content"])
    book = desk.ask("agent", "GET", f"rate-tables/{number}.xlsx")
    assert book == write_xlsx(rows_of([RateTable.model_validate(detail.document)])) or book[:2] == b"PK"

    dearer = S.Preview.model_validate(
        desk.ask(
            "lead",
            "POST",
            "rate-tables/preview",
            **csv_of(version=2, zones=[{**document()["zones"][0], "first_cents": 1500}]),
        )
    )
    assert (dearer.tables[0].replaces, dearer.tables[0].changes[0].before_cents) == (1, 1400)


def test_with_one_wrong_row_nothing_is_imported(desk: Desk) -> None:
    sound = base64.b64decode(csv_of()["content"]).decode("utf-8-sig")
    lines = sound.split("\r\n")
    wrong = "\r\n".join([*lines[:3], lines[2].replace(",3,", ",4,", 1), ""])
    file = {"name": "hy.csv", "content": base64.b64encode(wrong.encode()).decode()}
    seen = S.Preview.model_validate(desk.ask("lead", "POST", "rate-tables/preview", **file))
    refused = desk.ask("lead", "POST", "rate-tables/import", 422, **file, activate=True)
    assert refused["code"] == "rate_table_errors"
    assert refused["params"]["errors"] == [error.model_dump() for error in seen.errors] != []
    assert desk.ask("lead", "GET", "rate-tables")["items"] == []


def test_what_only_the_mall_knows_is_told_in_the_preview_and_refused_at_import(desk: Desk) -> None:
    desk.ask("lead", "POST", "rate-tables/import", 201, **csv_of(), activate=True)
    seen = desk.ask("lead", "POST", "rate-tables/preview", **csv_of())
    assert [(error["row"], error["code"]) for error in seen["errors"]] == [(2, "version_exists")]
    assert (
        desk.ask("lead", "POST", "rate-tables/import", 409, **csv_of(), activate=True)["code"]
        == "version_exists"
    )
    stranger = desk.ask("lead", "POST", "rate-tables/preview", **csv_of(code="ZZ"))
    assert [error["code"] for error in stranger["errors"]] == ["carrier_unknown"]
    assert (
        desk.ask("lead", "POST", "rate-tables/import", 422, **csv_of(code="ZZ"), activate=True)["code"]
        == "rate_table_errors"
    )


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ({"name": "hy.csv", "content": "no base64!"}, "file_unreadable"),
        ({"name": "hy.pdf", "content": ""}, "file_kind_unknown"),
        ({"name": "hy.csv", "content": base64.b64encode(b"a" * 184_321).decode()}, "file_too_large"),
    ],
)
def test_a_file_that_is_none_is_refused(desk: Desk, file: dict[str, str], code: str) -> None:
    assert desk.ask("agent", "POST", "rate-tables/preview", 422, **file)["code"] == code


def test_a_place_nobody_knows_is_refused(desk: Desk) -> None:
    assert (
        desk.ask("agent", "GET", "quotes", 422, province="Atlantis", weight_g=500)["code"]
        == "province_unknown"
    )
    assert desk.ask("agent", "GET", "quotes", 422, province="51", weight_g=0)["code"] == "invalid_input"
    assert desk.ask("agent", "GET", "rate-tables/99", 404)["code"] == "not_found"
