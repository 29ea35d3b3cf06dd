"""A trainee takes the warehouse over and sends ten orders without touching the mouse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Browser, Page, expect

from tests.journeys.steps import CHINESE, ENGLISH, Words, clean, from_first_page_to_desk, window
from tests.support.served import Served

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Said:
    """What stands on the pages of the warehouse."""

    take: str
    scan: str
    carton: str
    close: str
    weight: str
    number: str
    phone: str
    phone_wrong: str
    printing: str
    send: str
    handover: str
    make_list: str
    all_labels: str


SAID = {
    "zh-CN": Said("我来管仓库", "扫商品条码", "箱子", "封箱", "记录重量", "取号", "电话", "应为 11 位", "打印", "发出", "交接", "生成清单",
                  "全部面单一份 PDF"),
    "en": Said("Take the warehouse over", "Scan the barcode", "Carton", "Close the carton", "Weight to write down",
               "Get the number", "Phone", "should have 11", "Print", "Hand over", "Handover", "Make the list", "All labels as one PDF"),
}  # fmt: skip


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    server = Served(tmp_path_factory.mktemp("warehouse"))
    server.start()
    yield server
    server.stop()


def into_the_warehouse(page: Page, served: Served, words: Words, name: str) -> Said:
    """Alt+4 from the desk, and the warehouse is the trainee's."""
    said = SAID[words.tag]
    from_first_page_to_desk(page, served.base, words, name)
    expect(page.get_by_text(words.connected).first).to_be_visible()
    page.keyboard.press("Alt+Digit4")
    expect(page.get_by_role("button", name=said.take)).to_be_focused()
    clean(page, f"{name}-automatic")
    page.keyboard.press("Enter")
    expect(page.locator("[data-order]").first).to_be_focused()
    return said


def scan_all(page: Page, said: Said) -> None:
    """Enter on the empty field scans the marked unit: as often as units are missing."""
    expect(page.get_by_label(re.compile(said.scan))).to_be_focused()
    counts = page.locator("tr[data-done], li[data-done]").all_inner_texts()
    pairs = [re.findall(r"(\d+)/(\d+)\s*$", text)[0] for text in counts if "/" in text]
    for _ in range(sum(int(wanted) - int(have) for have, wanted in pairs)):
        page.keyboard.press("Enter")
    expect(
        page.locator('tr[aria-current="step"], li[data-done][aria-current="step"]:has(img)')
    ).to_have_count(0)


def send(page: Page, said: Said, name: str | None) -> bytes:
    """One order over the bench: scanned, packed as suggested, weighed, labelled, printed, handed over. Returns
    the printed document."""

    def seen(step: str) -> None:
        if name is not None:
            clean(page, f"{name}-{step}")

    scan_all(page, said)
    expect(page.get_by_label(said.carton, exact=True).first).to_be_focused()
    page.keyboard.press("Enter")  # nothing chosen: what is suggested
    expect(page.get_by_role("button", name=said.close)).to_be_visible()
    if name is not None:
        expect(page.get_by_role("status").filter(has_text="g").first).to_be_visible()
    seen("carton")
    page.keyboard.press("Enter")
    expect(page.get_by_label(re.compile(said.weight))).to_be_focused()
    seen("scales")
    page.keyboard.press("Enter")  # nothing typed: what the scales show
    expect(page.get_by_role("button", name=said.number)).to_be_visible()
    expect(page.locator('input[name="carrier"]:checked')).to_be_focused()
    seen("waybill")
    page.keyboard.press("Enter")
    printing = page.get_by_role("button", name=said.printing)
    expect(printing).to_be_focused()
    seen("print")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    document = download.value.path().read_bytes()
    expect(page.get_by_role("button", name=said.send, exact=False).last).to_be_focused()
    seen("ship")
    page.keyboard.press("Enter")
    return document


def numbers_on(document: bytes) -> set[str]:
    """The tracking numbers a barcode reader finds on the printed pages."""
    found: set[str] = set()
    for page in pypdfium2.PdfDocument(document):
        picture = page.render(scale=3).to_pil()
        found |= {code.text.partition("/")[0] for code in zxingcpp.read_barcodes(picture)}
    return found


def test_ten_orders_are_packed_weighed_printed_and_sent_by_keyboard_alone(
    browser: Browser, served: Served
) -> None:
    words = CHINESE
    with window(browser, served.base, words.tag) as page:
        said = into_the_warehouse(page, served, words, "warehouse-zh")
        page.evaluate("window.mice = 0; addEventListener('mousedown', () => (window.mice += 1), true)")
        page.keyboard.press("KeyA")
        clean(page, "warehouse-zh-queue")
        page.keyboard.press("Enter")
        page.wait_for_url("**/warehouse/wave/*")
        expect(page.get_by_label(re.compile(said.scan))).to_be_focused()
        page.keyboard.type("KT-999-9\n")
        expect(page.locator("#warehouse-scan-hint")).to_contain_text("KT-999-9")
        clean(page, "warehouse-zh-wave")
        scan_all(page, said)
        clean(page, "warehouse-zh-picked")
        page.keyboard.press("Enter")
        sent: set[str] = set()
        for count in range(10):
            page.wait_for_url("**/warehouse/order/*")
            here = page.url
            document = send(page, said, "warehouse-zh" if count == 0 else None)
            sent |= numbers_on(document)
            page.wait_for_url(lambda url, here=here: url != here)
        assert len(sent) == 10, sent
        page.wait_for_url(re.compile("/warehouse$"))
        assert page.evaluate("window.mice") == 0


def test_a_phone_with_a_missing_digit_is_stopped_at_its_field(browser: Browser, served: Served) -> None:
    words = ENGLISH
    with window(browser, served.base, words.tag, scheme="dark") as page:
        said = into_the_warehouse(page, served, words, "warehouse-en")
        page.keyboard.press("Space")
        clean(page, "warehouse-en-queue")
        page.keyboard.press("Enter")
        page.wait_for_url("**/warehouse/wave/*")
        clean(page, "warehouse-en-wave")
        scan_all(page, said)
        page.keyboard.press("Enter")
        page.wait_for_url("**/warehouse/order/*")
        scan_all(page, said)
        clean(page, "warehouse-en-bench")
        for _ in range(2):
            page.keyboard.press("Enter")
            page.wait_for_timeout(150)
        expect(page.get_by_label(re.compile(said.weight))).to_be_focused()
        page.keyboard.type("9999\n")
        expect(page.get_by_role("textbox").last).to_be_focused()
        clean(page, "warehouse-en-weight-off")
        page.keyboard.type("Two parcels taped together\n")
        phone = page.get_by_label(said.phone)
        phone.press("End")
        phone.press("Backspace")
        phone.press("Enter")
        expect(page.get_by_text(said.phone_wrong)).to_be_visible()
        expect(phone).to_be_focused()
        clean(page, "warehouse-en-phone")
        page.keyboard.type("8\n")
        expect(page.get_by_role("button", name=said.printing)).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=said.send).last).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/warehouse$"))
        page.get_by_role("button", name=said.handover).click()
        page.get_by_role("button", name=said.all_labels).click()
        page.keyboard.type("Reader broken")
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        assert len(numbers_on(download.value.path().read_bytes())) == 1
        clean(page, "warehouse-en-waiting")
        page.get_by_role("button", name=said.make_list).click()
        expect(page.get_by_role("link", name="PDF")).to_be_visible()
        clean(page, "warehouse-en-handover")
