"""A class: the instructor opens the link, students join, one incident hits all malls, at the end there is one table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from python_calamine import CalamineWorkbook

from tests.journeys.steps import CHINESE, accept_next, clean, say, window
from tests.support.served import Served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    server = Served(tmp_path_factory.mktemp("class"))
    server.start()
    yield server
    server.stop()


def join(page: Page, base: str, code: str, name: str) -> None:
    page.goto(f"{base}/join/{code}")
    page.get_by_label("您的名字").last.fill(name)
    page.get_by_label("PIN 码").fill("2468")
    page.get_by_role("button", name="进入班级").click()
    page.wait_for_url(re.compile(r"/runs/\d+"))


def test_a_class_from_the_link_to_the_table(browser: Browser, served: Served, tmp_path: Path) -> None:
    with (
        window(browser, served.base, "zh-CN") as teacher,
        window(browser, served.base, "zh-CN") as wang,
        window(browser, served.base, "zh-CN", scheme="dark") as li,
    ):
        teacher.goto(served.instructor_link())
        clean(teacher, "class-link")
        teacher.get_by_role("button").click()
        teacher.wait_for_url("**/cockpit**")
        expect(teacher.get_by_role("heading", name="班级", exact=True)).to_be_visible()
        clean(teacher, "class-list")
        teacher.get_by_role("button", name="新建班级").first.click()
        dialog = teacher.get_by_role("dialog")
        dialog.get_by_label("班级名称").fill("电商 2 班")
        clean(teacher, "class-create")
        dialog.get_by_role("button", name="创建").click()
        teacher.wait_for_url(re.compile(r"/cockpit/\d+"))
        spoken = teacher.get_by_text(re.compile("^加入码：")).first
        expect(spoken).to_be_attached()
        letters = spoken.inner_text().removeprefix("加入码：").strip()
        expect(teacher.get_by_text("HOST=0.0.0.0").first).to_be_visible()

        join(wang, served.base, letters, "王小明")
        join(li, served.base, letters, "李红")
        expect(wang.get_by_text("等老师开始").first).to_be_visible(timeout=60_000)
        expect(li.get_by_text("等老师开始").first).to_be_visible(timeout=60_000)
        expect(teacher.get_by_text("王小明").first).to_be_visible()
        clean(teacher, "class-joined")
        clean(li, "class-waiting-dark")

        teacher.get_by_role("button", name="全体开始").click()
        teacher.get_by_role("dialog").get_by_role("button", name="全体开始").click()
        wang.wait_for_url("**/desk/**", timeout=20_000)
        li.wait_for_url("**/desk/**", timeout=20_000)

        hub = teacher.get_by_label("转运中心").first
        expect(hub).to_be_visible()
        hub.click()
        teacher.get_by_role("option").filter(has_text=re.compile(r"[1-9]\d* 单")).first.click()
        expect(teacher.get_by_text(re.compile(r"每座商城影响 \d+ 单，共 2 座商城")).first).to_be_visible()
        clean(teacher, "class-incident")
        teacher.get_by_role("button", name="投放到全班").click()
        teacher.get_by_role("dialog").get_by_role("button", name="投放到全班").click()
        expect(teacher.get_by_text(re.compile(r"影响 \d+ 单")).first).to_be_visible()
        li.get_by_role("link", name=re.compile("公告")).or_(
            li.get_by_role("button", name=re.compile("公告"))
        ).first.click()
        expect(li.get_by_text("未宣布不可抗力").first).to_be_visible()
        clean(li, "class-bulletin-dark")

        accept_next(wang, CHINESE)
        say(wang, CHINESE, "您好，我已经打开您的订单，正在查物流。")
        row = teacher.get_by_role("row").filter(has_text="王小明")
        expect(row.get_by_text(re.compile(r"\d+ 秒")).first).to_be_visible(timeout=15_000)
        clean(teacher, "class-wall")

        teacher.get_by_role("button", name="全体暂停").click()
        teacher.get_by_role("dialog").get_by_role("button", name="全体暂停").click()
        expect(wang.get_by_text("实训已暂停").first).to_be_visible()
        teacher.get_by_role("button", name="全体继续").click()
        teacher.get_by_role("dialog").get_by_role("button", name="全体继续").click()
        expect(wang.get_by_text("实训已暂停").first).to_be_hidden()

        teacher.get_by_role("button", name="结束本场").click()
        teacher.get_by_role("dialog").get_by_role("button", name="结束本场").click()
        expect(wang.get_by_role("button", name="看成绩")).to_be_visible()
        teacher.get_by_role("link", name="成绩", exact=True).or_(
            teacher.get_by_role("radio", name="成绩", exact=True)
        ).or_(teacher.get_by_role("tab", name="成绩", exact=True)).first.click(force=True)
        expect(teacher.get_by_role("row").filter(has_text="王小明").first).to_be_visible(timeout=30_000)
        clean(teacher, "class-results")
        with teacher.expect_download() as download:
            teacher.get_by_text("下载 Excel").first.click()
        target = tmp_path / "class.xlsx"
        download.value.save_as(target)
        rows = CalamineWorkbook.from_path(str(target)).get_sheet_by_index(0).to_python()
        assert {"王小明", "李红"} <= {cell for row_ in rows for cell in row_}
