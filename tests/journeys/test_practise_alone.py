"""A trainee practises alone: from the first page to the result, with a human in a shopper's place on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.steps import (
    CHINESE,
    ENGLISH,
    Words,
    accept_next,
    clean,
    from_first_page_to_desk,
    say,
    window,
)
from tests.support.browser import screenshot
from tests.support.served import Served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    server = Served(tmp_path_factory.mktemp("alone"))
    server.start()
    yield server
    server.stop()


@pytest.mark.parametrize(("words", "scheme"), [(CHINESE, "light"), (ENGLISH, "dark")], ids=["zh-CN", "en"])
def test_a_late_parcel_from_the_first_message_to_the_result(
    browser: Browser, served: Served, words: Words, scheme: str
) -> None:
    with window(browser, served.base, words.tag, scheme=scheme) as page:
        from_first_page_to_desk(page, served.base, words, f"alone-{words.tag}")
        accept_next(page, words)
        order = page.get_by_role("tabpanel", name=words.order_tab)
        if not order.get_by_text(words.tracking).first.is_visible():
            # The shopper wrote without an order: take the one that is on its way.
            order.get_by_role("button", name=re.compile(words.on_its_way)).first.click()
        expect(order.get_by_text(words.tracking).first).to_be_visible()
        say(page, words, words.greeting)
        page.wait_for_timeout(1_500)
        clean(page, f"alone-{words.tag}-chat")

        page.keyboard.press("Alt+KeyU")
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("button", name=words.submit_chase).click()
        expect(dialog).to_be_hidden()
        say(page, words, words.chased)
        expect(page.get_by_text(words.chased).last).to_be_visible()

        page.keyboard.press("Alt+KeyI")
        dialog.get_by_role("textbox").fill(words.seller_note)
        clean(page, f"alone-{words.tag}-note")
        dialog.get_by_role("button", name=words.save).click()
        expect(dialog).to_be_hidden()
        expect(order.get_by_text(words.seller_note)).to_be_visible()

        page.keyboard.press("Alt+KeyT")
        dialog.get_by_label(words.ticket_title).fill(words.ticket)
        dialog.get_by_label(words.ticket_body).fill(words.seller_note)
        dialog.get_by_role("button", name=words.submit_ticket).click()
        expect(dialog).to_be_hidden()
        clean(page, f"alone-{words.tag}-worked")

        page.get_by_role("button", name=words.end).click()
        dialog.get_by_role("button", name=words.submit_end).click()
        page.get_by_role("button", name=words.see_result).click()
        page.wait_for_url(re.compile(r"/runs/\d+/result"))
        expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)
        # What was said is there, marked with the record that bears it out.
        expect(page.get_by_role("main").locator("mark").first).to_be_visible()
        clean(page, f"alone-{words.tag}-result")


def test_a_human_in_the_shoppers_place_sees_what_the_desk_does(browser: Browser, served: Served) -> None:
    words = CHINESE
    with window(browser, served.base, words.tag) as page:
        from_first_page_to_desk(page, served.base, words, "change-sides")
        accept_next(page, words)
        page.get_by_role("tab", name=words.buyer_tab).click()
        page.get_by_role("button", name=words.take_place).click()
        with page.context.expect_page() as opened:
            page.get_by_role("link", name=words.open_shop).click()
        shop: Page = opened.value
        shop.set_viewport_size({"width": 390, "height": 844})
        expect(shop.get_by_role("banner")).to_be_visible()
        clean(shop, "change-sides-home")
        shop.get_by_role("button", name=words.open_chat).click()
        box = shop.get_by_role("textbox", name=words.shop_composer)
        box.fill("我是真人，帮我看看这个快递")
        box.press("Enter")
        expect(page.get_by_role("log").get_by_text("我是真人，帮我看看这个快递")).to_be_visible()
        say(page, words, "收到，我马上查。")
        expect(shop.get_by_role("log").get_by_text("收到，我马上查。")).to_be_visible()
        shop.wait_for_timeout(600)
        clean(shop, "change-sides-chat")


def test_the_page_still_knows_everything_after_a_reload_and_a_killed_server(
    browser: Browser, served: Served
) -> None:
    words = CHINESE
    with window(browser, served.base, words.tag) as page:
        from_first_page_to_desk(page, served.base, words, "killed")
        accept_next(page, words)
        say(page, words, "您好，我在。")
        page.reload()
        expect(page.get_by_role("log").get_by_text("您好，我在。")).to_have_count(1)
        served.kill()
        say(page, words, "断线时写的这一句也不能丢。")
        served.start()
        expect(page.get_by_text(words.connected).first).to_be_visible(timeout=40_000)
        expect(page.get_by_role("log").get_by_text("断线时写的这一句也不能丢。")).to_have_count(
            1, timeout=20_000
        )
        page.reload()
        expect(page.get_by_role("log").get_by_text("断线时写的这一句也不能丢。")).to_have_count(1)
        expect(page.get_by_role("log").get_by_text("您好，我在。")).to_have_count(1)
        screenshot(page, "killed-after")


def test_a_browser_that_lost_the_network_catches_up_without_doubles(browser: Browser, served: Served) -> None:
    words = CHINESE
    with window(browser, served.base, words.tag) as page:
        from_first_page_to_desk(page, served.base, words, "offline")
        accept_next(page, words)
        page.context.set_offline(True)
        say(page, words, "这句是断网时写的。")
        page.wait_for_timeout(4_000)
        clean(page, "offline-desk")
        page.context.set_offline(False)
        expect(page.get_by_role("log").get_by_text("这句是断网时写的。")).to_have_count(1, timeout=20_000)
        page.reload()
        expect(page.get_by_role("log").get_by_text("这句是断网时写的。")).to_have_count(1)
