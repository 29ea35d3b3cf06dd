"""The storefront over HTTP: one's own things, no others, and every shape as the document says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from core.clock import SystemClock
from core.db.engine import Database, sqlite_url
from core.ids import SystemIds
from core.malls.service import create_mall, start_clock
from shop.catalog.schemas import Home, ProductDetail, ProductPage
from shop.coupons.schemas import CouponPage
from shop.order_files.schemas import OrderDetail
from shop.orders.models import Order
from shop.orders.schemas import OrderPage
from tests.conftest import ON_POSTGRES, OPENED_MALL_MS, _empty
from tests.shop.conftest import fill, plan_of
from tests.support.server import LiveServer, run_server


@dataclass(frozen=True)
class Counter:
    """A server with an open mall, and one shopper at its counter. `on_road` and `delivered` are theirs."""

    server: LiveServer
    client: httpx.Client
    seat: int
    shopper_id: int
    on_road: int
    delivered: int
    others: int

    def get(self, path: str, **params: object) -> httpx.Response:
        return self.client.get(f"/api/shop/{self.seat}/{path}", params=params)

    def post(self, path: str, body: object = None, key: str | None = None) -> httpx.Response:
        return self.client.post(
            f"/api/shop/{self.seat}/{path}",
            json={} if body is None else body,
            headers={"Idempotency-Key": key or self.server.key()},
        )


@pytest.fixture(scope="module")
def counter(empty_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    folder, url = tmp_path_factory.mktemp("counter"), empty_database
    if not ON_POSTGRES:
        shutil.copyfile(empty_database.removeprefix("sqlite:///"), folder / "malldrill.db")
        url = sqlite_url(Path(folder) / "malldrill.db")
    db = Database(url, clock=SystemClock(), ids=SystemIds())
    plan = plan_of("zh-CN")
    with db.app_transaction() as app_ctx:
        mall_id = create_mall(
            app_ctx, language="zh-CN", seed=7, opened_mall_ms=OPENED_MALL_MS, exercise="test", label="mall"
        )
    with db.transaction(mall_id, "system") as ctx:
        fill(ctx, plan)
        start_clock(ctx)
        on_road = plan.case_orders["not_late"][0]
        shopper_id = ctx.get(Order, on_road).shopper_id
        delivered, others = plan.case_orders["signed_not_received"][:2]
        ctx.update(Order, delivered, shopper_id=shopper_id)
    with run_server(db, folder) as server:
        person = server.person("shopper")
        seat = server.seat(person, mall_id, "shopper", shopper_id)
        with server.http(person) as client:
            yield Counter(server, client, seat, shopper_id, on_road, delivered, others)
    db.close()
    if ON_POSTGRES:
        _empty(empty_database)


def test_the_shelves_are_there(counter) -> None:
    home = Home.model_validate(counter.get("home").json())
    page = ProductPage.model_validate(counter.get("products", category=home.categories[0].id).json())
    assert {item.category_id for item in page.items} == {home.categories[0].id}
    found = ProductPage.model_validate(counter.get("products", q="太阳镜").json())
    assert found.items
    ProductDetail.model_validate(counter.get(f"products/{found.items[0].id}").json())
    assert counter.get("products/9999").status_code == 404


@pytest.mark.parametrize(
    "params", [{"category": "x"}, {"category": 0}, {"after": -1}, {"q": "x" * 101}, {"category": 2**60}]
)
def test_a_malformed_question_is_422(counter, params) -> None:
    assert counter.get("products", **params).status_code == 422


def test_a_shopper_sees_their_own_orders_and_nobody_elses(counter) -> None:
    page = OrderPage.model_validate(counter.get("orders").json())
    assert {counter.on_road, counter.delivered} <= {item.id for item in page.items}
    detail = counter.get(f"orders/{counter.on_road}")
    assert OrderDetail.model_validate(detail.json()).shopper.id == counter.shopper_id
    assert "blame" not in detail.text and "seller_flag" not in detail.text
    for path in (f"orders/{counter.others}", "orders/99999"):
        refused = counter.get(path)
        assert (refused.status_code, refused.json()["code"]) == (404, "not_found")
    CouponPage.model_validate(counter.get("coupons").json())


def test_what_has_not_changed_is_not_sent_again(counter) -> None:
    first = counter.get(f"orders/{counter.on_road}")
    again = counter.client.get(first.request.url, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_asking_the_money_back_and_taking_the_wish_back(counter) -> None:
    path = f"orders/{counter.on_road}/refund-requests"
    key = counter.server.key()
    made = counter.post(path, {"reason": "late_delivery"}, key)
    assert (made.status_code, made.json()["state"]) == (201, "requested")
    twice = counter.post(path, {"reason": "late_delivery"}, key)
    assert (twice.status_code, twice.json()) == (201, made.json())
    other = counter.post(path, {"reason": "late_delivery"})
    assert (other.status_code, other.json()["code"]) == (409, "return_already_open")
    detail = OrderDetail.model_validate(counter.get(f"orders/{counter.on_road}").json())
    assert [(r.id, r.state) for r in detail.returns] == [(made.json()["return_id"], "requested")]
    back = counter.post(f"returns/{made.json()['return_id']}/cancel")
    assert (back.status_code, back.json()["state"]) == (200, "cancelled")
    assert counter.post(f"returns/{made.json()['return_id']}/cancel").status_code == 409


@pytest.mark.parametrize(
    "body", [{}, {"reason": ""}, {"reason": 5}, {"reason": "late", "amount_cents": 1}, [], "x"]
)
def test_a_malformed_wish_is_422(counter, body) -> None:
    assert counter.post(f"orders/{counter.on_road}/refund-requests", body).status_code == 422


def test_a_reason_that_is_no_code_is_422_and_changes_nothing(counter) -> None:
    refused = counter.post(f"orders/{counter.on_road}/refund-requests", {"reason": "Too late!"})
    assert (refused.status_code, refused.json()["code"]) == (422, "reason_malformed")


def test_confirming_receipt_once_and_only_of_what_has_arrived(counter) -> None:
    early = counter.post(f"orders/{counter.on_road}/confirm")
    assert (early.status_code, early.json()["code"]) == (409, "illegal_transition")
    done = counter.post(f"orders/{counter.delivered}/confirm")
    assert (done.status_code, done.json()["state"]) == (200, "completed")
    assert counter.post(f"orders/{counter.delivered}/confirm").status_code == 409
    assert counter.post(f"orders/{counter.others}/confirm").status_code == 404
