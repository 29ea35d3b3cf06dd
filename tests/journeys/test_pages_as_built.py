"""Every page in a real browser before anybody is signed in: it starts, alone, readable for everyone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import screenshot, serious_violations, watch_requests
from tests.support.served import Served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    served = Served(tmp_path_factory.mktemp("pages"))
    served.start()
    yield served.base
    served.stop()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("entry", ["", "shop/1", "cockpit"])
def test_a_page_starts_alone_and_is_readable_for_everyone(
    browser: Browser, origin: str, entry: str, language: str, scheme: str
) -> None:
    with browser.new_context(locale=language, color_scheme=scheme) as context:  # type: ignore[arg-type]
        outside = watch_requests(context, origin)
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{origin}/{entry}")
        expect(page.get_by_role("heading").first).to_be_visible()
        assert page.locator("html").get_attribute("lang") == language
        screenshot(page, f"built-{entry or 'index'}-{language}-{scheme}")
        assert serious_violations(page) == []
        assert (outside, errors) == ([], [])


def test_a_browser_too_old_is_told_so_in_both_languages(browser: Browser, origin: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script("delete Array.prototype.at")
        page.goto(f"{origin}/")
        notice = page.get_by_role("alert")
        expect(notice).to_contain_text("浏览器版本过低")
        expect(notice).to_contain_text("too old")
