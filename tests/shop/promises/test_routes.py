"""Promises over HTTP: what the desk sees, what the shopper sees, and a slot booked once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from core.clock import SystemClock
from core.db.engine import Database, sqlite_url
from core.ids import SystemIds
from core.malls.service import create_mall, start_clock
from core.wire import at
from shop.promises import schemas as S
from shop.promises.service import watch
from tests.conftest import ON_POSTGRES, OPENED_MALL_MS, _empty
from tests.shop.build import LI, order, shelf
from tests.support.server import LiveServer, run_server

HOUR = 3_600_000


@dataclass
class Sides:
    """A server with a small shop: a desk, and a shopper with one order that is late and one to come."""

    server: LiveServer
    desk: httpx.Client
    shop: httpx.Client
    desk_seat: int
    shop_seat: int
    late: int
    fresh: int

    def get(self, side: str, path: str, **params: Any) -> httpx.Response:
        client, seat = (self.desk, self.desk_seat) if side == "desk" else (self.shop, self.shop_seat)
        return client.get(f"/api/{side}/{seat}/{path}", params=params)

    def book(self, side: str, slot_at: str, key: str | None = None) -> httpx.Response:
        client, seat = (self.desk, self.desk_seat) if side == "desk" else (self.shop, self.shop_seat)
        return client.post(
            f"/api/{side}/{seat}/orders/{self.fresh}/slot",
            json={"slot_at": slot_at},
            headers={"Idempotency-Key": key or self.server.key()},
        )


@pytest.fixture(scope="module")
def sides(empty_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sides]:
    folder, url = tmp_path_factory.mktemp("promises"), empty_database
    if not ON_POSTGRES:
        shutil.copyfile(empty_database.removeprefix("sqlite:///"), folder / "malldrill.db")
        url = sqlite_url(Path(folder) / "malldrill.db")
    db = Database(url, clock=SystemClock(), ids=SystemIds())
    with db.app_transaction() as app_ctx:
        mall_id = create_mall(
            app_ctx, language="en", seed=7, opened_mall_ms=OPENED_MALL_MS, exercise="test", label="mall",
            settings={"pledge_areas": ["CD"], "pledge_categories": ["home"]},
        )  # fmt: skip
    with db.transaction(mall_id, "system") as ctx:
        shelf(ctx)
        late, fresh = order(ctx, age_ms=50 * HOUR), order(ctx, variants=(1,))
        watch(ctx)
        start_clock(ctx)
    with run_server(db, folder) as server:
        agent, shopper = server.person("agent"), server.person("shopper")
        seats = server.seat(agent, mall_id, "agent", 1), server.seat(shopper, mall_id, "shopper", LI)
        with server.http(agent) as desk, server.http(shopper) as shop:
            yield Sides(server, desk, shop, *seats, late, fresh)
    db.close()
    if ON_POSTGRES:
        _empty(empty_database)


def test_the_desk_sees_what_was_broken_and_what_is_owed(sides) -> None:
    found = S.BrokenPromises.model_validate(sides.get("desk", "promises").json())
    assert [(one.order_id, one.rule) for one in found.items] == [(sides.late, "late_dispatch")]
    assert found.counts["late_dispatch"] == 1
    assert sides.get("desk", "promises", rule="day_or_free").json()["items"] == []
    assert sides.get("desk", "promises", rule="never").status_code == 422
    one = S.OrderPromises.model_validate(sides.get("desk", f"orders/{sides.late}/promises").json())
    assert one.owed is not None and one.owed.by == "payout" and one.owed.open_cents > 0
    assert sides.get("desk", "orders/999/promises").status_code == 404


def test_a_shopper_sees_the_clocks_of_an_order_and_not_the_till(sides) -> None:
    answer = sides.get("shop", f"orders/{sides.late}/promises").json()
    S.OwnPromises.model_validate(answer)
    assert "owed" not in answer
    assert [item["state"] for item in answer["items"]] == ["broken"]


def test_a_slot_is_booked_once_whoever_asks(sides) -> None:
    slot = at(OPENED_MALL_MS + 5 * HOUR)
    assert sides.book("shop", "tomorrow").status_code == 422
    assert sides.book("shop", at(OPENED_MALL_MS - HOUR)).json()["code"] == "slot_in_the_past"
    first = sides.book("shop", slot, key="slot-of-this-order")
    assert first.status_code == 201
    answer = S.OwnPromises.model_validate(first.json())
    assert answer.slot_at == slot and answer.items[0].rule == "day_or_free"
    assert answer.items[0].due_at == at(OPENED_MALL_MS + 29 * HOUR)
    assert sides.book("shop", slot, key="slot-of-this-order").json() == first.json()
    again = sides.book("desk", slot)
    assert (again.status_code, again.json()["code"]) == (409, "slot_booked")
