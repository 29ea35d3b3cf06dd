"""The results of a class as an XLSX workbook. Names come from people, so no cell is ever read as a formula
or link.
"""

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import yaml


@cache
def words(language: str) -> dict[str, Any]:
    """Headings and the words of codes in one language."""
    short = "zh" if language.startswith("zh") else "en"
    loaded: dict[str, Any] = yaml.safe_load(
        (files("classroom.reports") / f"sheet.{short}.yaml").read_text("utf-8")
    )
    return loaded


def workbook(data: dict[str, Any]) -> bytes:
    """Two sheets: one row per place, and one row per case with its blocks and the fault named first."""
    said, out = words(data["language"]), BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    import xlsxwriter  # not needed to start

    book = xlsxwriter.Workbook(out, options)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "0.0"})
    percent = book.add_format({"num_format": "0%"})
    _places(book.add_worksheet(said["sheets"]["places"]), data["rows"], said, head, number, percent)
    _cases(book.add_worksheet(said["sheets"]["cases"]), data["cases"], said, head, number)
    book.set_properties({"title": data["name"]})
    book.close()
    return out.getvalue()


def _places(
    sheet: Any, rows: list[dict[str, Any]], said: dict[str, Any], head: Any, number: Any, percent: Any
) -> None:
    keys = ("name", "score", "cases_scored", "csat", "first_reply_ms", "average_reply_ms", "answered_3m",
    "contradicted", "knock_outs")  # fmt: skip
    for column, key in enumerate(keys):
        sheet.write_string(0, column, said["places"][key], head)
    for line, row in enumerate(rows, start=1):
        for column, key in enumerate(keys):
            value = row[key]
            if value is None:
                continue
            if key == "name":
                sheet.write_string(line, column, str(value))
            elif key.endswith("_ms"):
                sheet.write_number(line, column, value / 1000, number)
            else:
                sheet.write_number(line, column, value, percent if key == "answered_3m" else number)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, len(keys) - 1, 14)
    sheet.freeze_panes(1, 1)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(keys) - 1)


def _cases(sheet: Any, cases: list[dict[str, Any]], said: dict[str, Any], head: Any, number: Any) -> None:
    plain = ("name", "code", "truth", "persona", "order_no", "outcome", "rating", "score")
    blocks = ("outcome", "truth", "process", "timeliness", "communication", "records")
    heads = [said["cases"][key] for key in plain] + [said["blocks"][b] for b in blocks]
    for column, text in enumerate([*heads, said["cases"]["fault"], said["cases"]["better"]]):
        sheet.write_string(0, column, text, head)
    for line, case in enumerate(cases, start=1):
        for column, key in enumerate(plain):
            _cell(sheet, line, column, _word(said, key, case.get(key)), number)
        scores = {block["block"]: block["score"] for block in case["blocks"]}
        for column, block in enumerate(blocks, start=len(plain)):
            _cell(sheet, line, column, scores.get(block), number)
        fault = case.get("first_fault") or {}
        column = len(plain) + len(blocks)
        _cell(sheet, line, column, said["rules"].get(fault.get("rule"), fault.get("rule")), number)
        _cell(sheet, line, column + 1, fault.get("better"), number)
    sheet.set_column(0, len(plain) + len(blocks) - 1, 13)
    sheet.set_column(len(plain) + len(blocks), len(plain) + len(blocks) + 1, 40)
    sheet.freeze_panes(1, 2)


def _word(said: dict[str, Any], key: str, value: Any) -> Any:
    return said.get(f"{key}s", {}).get(value, value) if isinstance(value, str) else value


def _cell(sheet: Any, line: int, column: int, value: Any, number: Any) -> None:
    if isinstance(value, (int, float)):
        sheet.write_number(line, column, value, number)
    elif value is not None:
        sheet.write_string(line, column, str(value))
