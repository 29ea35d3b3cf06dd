"""A shopper follows a delayed parcel: from the list to its line of hubs, where the delay appears while they look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from core.clock import SystemClock
from core.db.engine import Database
from core.identity.service import create_seat
from core.ids import SystemIds
from tests.journeys.steps import CHINESE, accept_next, clean, window
from tests.journeys.test_class import join
from tests.support.served import Served

pytestmark = pytest.mark.browser

LINE, DETAILS, BACK, FIND = "途经站点", "查看完整物流", "返回订单", "按订单号或买家查找"
HELD = "海关查验"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    server = Served(tmp_path_factory.mktemp("tracking"))
    server.start()
    yield server
    server.stop()


def ask(page: Page, base: str, path: str, body: Any = None) -> Any:
    """What the server answers this page's own session; with a body it is told to do it."""
    if body is None:
        reply = page.request.get(f"{base}{path}")
    else:
        headers = {"Idempotency-Key": f"tracking-{path}", "Origin": base}
        reply = page.request.post(f"{base}{path}", data=body, headers=headers)
    assert reply.ok, reply.text()
    return reply.json()


def lend_seat(served: Served, me: dict[str, Any], at_desk: int, shopper: int) -> int:
    """A place as this shopper, in the mall of that desk, for the person signed in."""
    db = Database(f"sqlite:///{served.folder / 'malldrill.sqlite3'}", clock=SystemClock(), ids=SystemIds())
    mall = next(seat["mall_id"] for seat in me["seats"] if seat["id"] == at_desk)
    with db.app_transaction("system") as app:
        return create_seat(
            app, mall_id=mall, account_id=me["account"]["id"], role="shopper", member_id=shopper
        )


def test_a_shopper_follows_a_delayed_parcel(browser: Browser, served: Served) -> None:
    base, words = served.base, CHINESE
    with window(browser, base, "zh-CN") as teacher, window(browser, base, "zh-CN") as desk:
        teacher.goto(served.instructor_link())
        teacher.get_by_role("button").click()
        teacher.wait_for_url("**/cockpit**")
        room = ask(teacher, base, "/api/cockpit/classes", {"name": "物流 1 班", "language": "zh-CN"})
        join(desk, base, room["join_code"], "王小明")
        expect(desk.get_by_text("等老师开始").first).to_be_visible(timeout=60_000)
        ask(teacher, base, f"/api/cockpit/classes/{room['id']}/start", {})
        desk.wait_for_url("**/desk/**", timeout=20_000)

        # One of those an incident would hit: they get a place of their own, on a phone.
        incident = {"kind": "customs_hold", "count": 5}
        room_url = f"/api/cockpit/classes/{room['id']}/incidents"
        hit = ask(teacher, base, f"{room_url}/preview", incident)["sample"][0]
        accept_next(desk, words)
        (at_desk,) = re.findall(r"/desk/(\d+)", desk.url)
        found = ask(desk, base, f"/api/desk/{at_desk}/orders?q={hit['order_no']}")["items"][0]
        shopper = ask(desk, base, f"/api/desk/{at_desk}/orders/{found['id']}")["shopper"]["id"]
        shop = desk.context.new_page()
        shop.goto(f"{base}/shop/{lend_seat(served, ask(desk, base, '/api/me'), int(at_desk), shopper)}")
        shop.set_viewport_size({"width": 390, "height": 844})

        shop.get_by_role("link", name="订单", exact=True).click()
        row = shop.get_by_role("listitem").filter(has_text=hit["order_no"]).first
        row.get_by_role("heading").get_by_role("link").click()
        expect(shop.get_by_role("list", name=LINE)).to_be_visible()
        clean(shop, "tracking-order")
        shop.get_by_role("link", name=DETAILS).click()
        shop.wait_for_url("**/tracking")
        line = shop.get_by_role("list", name=LINE)
        here = line.get_by_role("listitem").and_(line.locator("[aria-current]"))
        expect(here).to_have_count(1)

        # Customs keeps it: the page says so without being asked again.
        expect(shop.get_by_text(HELD)).to_have_count(0)
        ask(teacher, base, room_url, incident)
        expect(shop.get_by_role("status").get_by_text(HELD, exact=True)).to_be_visible(timeout=15_000)
        expect(here.get_by_text(HELD)).to_be_visible()
        clean(shop, "tracking-delayed")

        # The clerk sees the same parcel the same way, with what may be said about it.
        desk.bring_to_front()
        desk.get_by_role("tab", name=words.order_tab).click()
        side = desk.get_by_role("tabpanel", name=words.order_tab)
        side.get_by_label(FIND).fill(hit["order_no"])
        side.get_by_role("button", name=re.compile(hit["order_no"])).first.click()
        seen = side.get_by_role("list", name=LINE)
        expect(seen.get_by_text(HELD)).to_be_visible()
        expect(side.get_by_role("status").get_by_text(HELD, exact=True)).to_be_visible()
        seen.scroll_into_view_if_needed()
        clean(desk, "tracking-desk")

        shop.bring_to_front()
        shop.get_by_role("link", name=BACK).click()
        expect(shop.get_by_role("heading", name="订单详情")).to_be_visible()
