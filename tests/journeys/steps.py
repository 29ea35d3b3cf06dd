"""What the journeys share: the words of both languages and the steps every story begins with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.support.browser import screenshot, serious_violations, watch_requests


@dataclass(frozen=True)
class Words:
    """What stands on the buttons, by language."""

    tag: str
    your_name: str
    make_mall: str
    begin: str
    next_one: str
    reply_box: str
    buyer_tab: str
    order_tab: str
    tracking: str
    on_its_way: str
    greeting: str
    chased: str
    submit_chase: str
    seller_note: str
    save: str
    ticket_title: str
    ticket_body: str
    ticket: str
    submit_ticket: str
    end: str
    submit_end: str
    see_result: str
    take_place: str
    open_shop: str
    open_chat: str
    shop_composer: str
    connected: str


CHINESE = Words(
    tag="zh-CN", your_name="您的名字", make_mall="建一座商城", begin="开始接待", next_one="接下一位", reply_box="回复买家",
    buyer_tab="买家", order_tab="订单", tracking="物流轨迹", on_its_way="运输中",
    greeting="您好，我已经打开您的订单，正在查物流，一分钟内告诉您结果。", chased="已经给快递开了催件工单，有答复我马上告诉您。",
    submit_chase="开催件工单", seller_note="已开催件工单，答应有消息就回复。", save="保存", ticket_title="标题",
    ticket_body="经过与约定", ticket="跟进快递答复", submit_ticket="建立工单", end="结束实训", submit_end="结束并看成绩", see_result="看成绩",
    take_place="坐到买家的位子上", open_shop="打开买家的商城", open_chat="联系客服", shop_composer="输入消息", connected="已连接",
)  # fmt: skip
ENGLISH = Words(
    tag="en", your_name="Your name", make_mall="Make my mall", begin="Start serving", next_one="Take next",
    reply_box="Reply to the shopper", buyer_tab="Shopper", order_tab="Order", tracking="Tracking", on_its_way="In transit",
    greeting="Hello, I have your order open and I am checking the tracking now.",
    chased="I have opened a chase order with the carrier and will tell you as soon as they answer.",
    submit_chase="Open: Chase", seller_note="Chase order opened, promised news.", save="Save", ticket_title="Title",
    ticket_body="What happened, what was agreed", ticket="Follow the carrier's answer", submit_ticket="Open ticket",
    end="End run", submit_end="End and see the result", see_result="See the result",
    take_place="Take the shopper's place", open_shop="Open the shopper's mall", open_chat="Chat", shop_composer="Message",
    connected="Connected",
)  # fmt: skip


@contextmanager
def window(
    browser: Browser, base: str, language: str, *, scheme: str = "light", width: int = 1366, height: int = 768
) -> Iterator[Page]:
    """A browser of its own; at the end nothing may have been asked of another origin and no script have failed."""
    options: dict[str, Any] = {
        "locale": language,
        "color_scheme": scheme,
        "viewport": {"width": width, "height": height},
    }
    with browser.new_context(**options) as context:
        outside = watch_requests(context, base)
        errors: list[str] = []
        context.on("weberror", lambda error: errors.append(str(error.error)))
        yield context.new_page()
        assert not outside and not errors, f"{outside} {errors}"


def clean(page: Page, name: str) -> None:
    """A screenshot is kept, and axe finds nothing serious."""
    screenshot(page, name)
    found = serious_violations(page)
    assert not found, f"{name}: " + "; ".join(found)


def from_first_page_to_desk(page: Page, base: str, words: Words, name: str) -> None:
    """Practise alone: a name, a mall is made, the run begins."""
    page.goto(base)
    page.get_by_label(words.your_name).first.fill("陈晓")
    clean(page, f"{name}-welcome")
    page.get_by_role("button", name=words.make_mall).click()
    begin = page.get_by_role("button", name=words.begin)
    expect(begin).to_be_visible(timeout=60_000)
    clean(page, f"{name}-start")
    begin.click()
    page.wait_for_url("**/desk/**")


def accept_next(page: Page, words: Words) -> None:
    """Waits for a shopper and takes them."""
    button = page.get_by_role("button", name=words.next_one)
    expect(button).to_be_enabled(timeout=90_000)
    button.click()
    expect(page.get_by_role("textbox", name=words.reply_box)).to_be_visible()


def say(page: Page, words: Words, text: str) -> None:
    box = page.get_by_role("textbox", name=words.reply_box)
    box.fill(text)
    box.press("Enter")
    expect(box).to_have_value("")
