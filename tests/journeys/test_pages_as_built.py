"""The built pages in a real browser, before any server of ours: they start, alone, readable for everyone."""

import functools
import http.server
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import ROOT, screenshot, serious_violations, watch_requests

pytestmark = pytest.mark.browser

DIST = ROOT / "frontend" / "dist"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    assert (DIST / "index.html").exists(), "build the pages first: python3 scripts/run.py --setup-only"
    handler = functools.partial(Quiet, directory=str(DIST))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("entry", ["index", "shop", "cockpit"])
def test_a_page_starts_alone_and_is_readable_for_everyone(
    browser: Browser, origin: str, entry: str, language: str, scheme: str
) -> None:
    with browser.new_context(locale=language, color_scheme=scheme) as context:  # type: ignore[arg-type]
        outside = watch_requests(context, origin)
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{origin}/{entry}.html")
        expect(page.get_by_role("heading").first).to_be_visible()
        assert page.locator("html").get_attribute("lang") == language
        screenshot(page, f"built-{entry}-{language}-{scheme}")
        assert serious_violations(page) == []
        assert (outside, errors) == ([], [])


def test_a_browser_too_old_is_told_so_in_both_languages(browser: Browser, origin: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script("delete Array.prototype.at")
        page.goto(f"{origin}/index.html")
        notice = page.get_by_role("alert")
        expect(notice).to_contain_text("浏览器版本过低")
        expect(notice).to_contain_text("too old")
