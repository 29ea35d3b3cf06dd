"""Quotes over HTTP: what goes past the router says exactly what the usual way says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest

from core.clock import SystemClock
from core.db.engine import Database
from core.http import swift
from core.ids import SystemIds
from logistics.quotes.routes import question
from logistics.rates.service import import_tables
from tests.logistics.quotes.test_answers import asked
from tests.logistics.rates.build import document
from tests.logistics.rates.test_routes import Desk
from tests.support.server import run_server

Ask = tuple[httpx.Response, httpx.Response]


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[Desk]:
    database = Database(database_url, clock=SystemClock(), ids=SystemIds())
    with run_server(database, tmp_path) as server:
        made = Desk(server)

        def tables() -> None:
            with server.db.transaction(made.mall_id, "system") as ctx:
                import_tables(ctx, documents=[document()], source="t", activate_them=True)

        server.here(tables)
        yield made
    database.close()


def both(desk: Desk, client: httpx.Client, role: str, query: dict[str, Any]) -> Ask:
    """Swiftly, and the usual way (which a parameter nobody knows asks for)."""
    path = f"/api/desk/{desk.seats[role]}/quotes"
    return client.get(path, params=query), client.get(path, params={**query, "usual": "1"})


def test_both_ways_answer_alike(desk: Desk) -> None:
    rng = Random("swift")
    with httpx.Client(base_url=desk.server.base, headers=desk.people["agent"].headers) as client:
        for _ in range(25):
            made = asked(rng)
            piece = made.pop("pieces")[0]
            query = {**made, **piece, "flags": ",".join(made["flags"]), "pieces": rng.randint(1, 3)}
            swiftly, usual = both(desk, client, "agent", query)
            assert (swiftly.status_code, swiftly.json()) == (usual.status_code, usual.json()), query
            assert "etag" not in swiftly.headers and "etag" in usual.headers
            assert swiftly.headers["content-type"] == "application/json"
            assert "content-security-policy" in swiftly.headers and "x-request-id" in swiftly.headers


WRONG: list[dict[str, Any]] = [
    {"province": "Atlantis"}, {"province": ""}, {"weight_g": "0"}, {"weight_g": "heavy"}, {"weight_g": "1e3"},
    {"weight_g": "99999999999"}, {"pieces": "0"}, {"pieces": "201"}, {"length_mm": "-1"}, {"flags": "gold"},
    {"flags": "GOLD"}, {"insured_cents": "x"}, {"city": "x" * 61}, {"postcode": "1" * 13}, {"weight_g": None},
    {"weight_g": ["1", "2"]}, {"city": b"\xed\xa0\xbd"},
]  # fmt: skip


def test_what_is_wrong_is_refused_alike(desk: Desk) -> None:
    with httpx.Client(base_url=desk.server.base, headers=desk.people["agent"].headers) as client:
        for changes in WRONG:
            query = {"province": "51", "weight_g": "500", **changes}
            query = {name: value for name, value in query.items() if value is not None}
            answers = both(desk, client, "agent", query)
            seen = [(a.status_code, {**a.json(), "request_id": ""}) for a in answers]
            assert seen[0] == seen[1] and seen[0][0] in (200, 422), changes


def test_a_seat_that_is_not_ones_own_is_not_there(desk: Desk) -> None:
    query = {"province": "51", "weight_g": 500}
    path = f"/api/desk/{desk.seats['agent']}/quotes"
    with httpx.Client(base_url=desk.server.base) as client:
        assert client.get(path, params=query).status_code == 401
        assert client.get(path, params=query, headers=desk.people["lead"].headers).status_code == 404
        assert client.get(path, params=query, headers=desk.people["observer"].headers).status_code == 404
        shopper = desk.server.person("shopper")
        seat = desk.server.seat(shopper, desk.mall_id, "shopper", 1)
        seen = client.get(f"/api/desk/{seat}/quotes", params=query, headers=shopper.headers)
        assert (seen.status_code, seen.json()["code"]) == (404, "not_found")
        own = client.get(
            f"/api/desk/{desk.seats['observer']}/quotes",
            params=query,
            headers=desk.people["observer"].headers,
        )
        assert own.status_code == 200 and own.json()["items"][0]["fee_cents"] == 1400


def test_a_swift_read_is_known_by_the_path_of_its_route() -> None:
    assert [read.path for read in swift._reads.values()] == ["/api/desk/{seat}/quotes"]
    assert question({"province": "51", "weight_g": "500"}) is not None
    assert question({"province": "51", "weight_g": "500", "usual": "1"}) is None
