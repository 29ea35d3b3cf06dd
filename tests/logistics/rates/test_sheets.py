"""Rate tables as files: what is written is read back the same, what is wrong is told with its row."""

from __future__ import annotations

import io
import zipfile
from random import Random

import pytest
import xlsxwriter

from core.errors import Invalid
from logistics.rates.rules import price
from logistics.rates.sheet_in import RowError, Sheet, read_rows
from logistics.rates.sheet_out import rows_of
from logistics.rates.sheets import MOST_BYTES, MOST_ROWS, read_file, write_csv, write_xlsx
from logistics.rates.values import RateTable
from logistics.rates.zones import Index
from seed.packs.loader import load_pack
from tests.logistics.rates import drawn
from tests.logistics.rates.test_reference import shipment

HEAD = "record,table,version,carrier,code,valid_from,valid_until,provinces,mode,from_kg,to_kg,first_kg,first_fee,step_kg,step_fee,fee,zones,relation,origin,divisor,percent"
TABLE = "table,T,1,HY,,2026-01-01"


def sheet(*lines: str) -> Sheet:
    return read_rows(read_file("t.csv", "\r\n".join([HEAD, *lines]).encode()))


def line(record: str, **cells: str) -> str:
    values = {"record": record, "table": "T", **cells}
    return ",".join(values.get(name, "") for name in HEAD.split(","))


def rest(**cells: str) -> str:
    return line(
        "zone", **{"code": "rest", "relation": "elsewhere", "first_fee": "10", "step_fee": "2", **cells}
    )


def told(found: Sheet) -> list[tuple[int, str | None, str]]:
    return [(error.row, error.column, error.code) for error in found.errors]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_tables_of_the_pack_come_back_as_they_went(kind: str) -> None:
    tables = load_pack("zh-CN").rate_tables
    content = write_csv(rows_of(tables)) if kind == "csv" else write_xlsx(rows_of(tables))
    found = read_rows(read_file(f"rates.{kind}", content))
    assert found.errors == [] and found.tables == tables


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_any_table_comes_back_pricing_the_same(kind: str) -> None:
    rng = Random(f"sheets/{kind}")
    for _ in range(40):
        table = RateTable.model_validate(drawn.table(rng))
        content = write_csv(rows_of([table])) if kind == "csv" else write_xlsx(rows_of([table]))
        found = read_rows(read_file(f"t.{kind}", content))
        assert found.errors == []
        (again,) = found.tables
        assert rows_of([again]) == rows_of([table])
        for _ in range(5):
            parcel, zone = shipment(drawn.parcel(rng)), rng.choice(table.zones).code
            assert price(Index(again), parcel, zone=zone) == price(Index(table), parcel, zone=zone)


def test_a_csv_opens_in_a_spreadsheet_and_no_cell_is_a_formula() -> None:
    wicked = RateTable.model_validate(
        {**load_pack("en").rate_tables[0].model_dump(mode="json"), "zh": '=HYPERLINK("x")', "en": "@SUM(A1)"}
    )
    content = write_csv(rows_of([wicked]))
    assert content.startswith(b"\xef\xbb\xbfrecord,") and b"\r\n" in content
    cells = [cell for row in content.decode("utf-8-sig").split("\r\n") for cell in row.split(",")]
    assert not [cell for cell in cells if cell.lstrip('"')[:1] in ("=", "+", "-", "@")]
    assert read_rows(read_file("t.csv", content)).tables == [wicked]
    book = write_xlsx(rows_of([wicked]))
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    assert read_rows(read_file("t.xlsx", book)).tables == [wicked]


def test_what_excel_saves_in_china_is_read_too() -> None:
    text = "\r\n".join(
        [
            HEAD.replace(",", ";"),
            TABLE.replace(",", ";").replace("2026-01-01", "2026/1/1"),
            rest().replace(",", ";"),
        ]
    )
    found = read_rows(read_file("t.csv", (text + "\r\nnot_served;T;;;;;;香港 澳门").encode("gb18030")))
    assert found.errors == []
    assert found.tables[0].not_served == ("81", "82") and str(found.tables[0].valid_from) == "2026-01-01"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # overlaps and gaps of zones
        ([TABLE, rest(), line("zone", code="a", provinces="51 65", first_fee="1", step_fee="1"),
          line("zone", code="b", provinces="四川", first_fee="1", step_fee="1")], [(5, None, "zone_overlaps")]),
        ([TABLE, line("zone", code="a", provinces="51", first_fee="1", step_fee="1")], [(2, "provinces", "provinces_missing")]),
        ([TABLE, rest(), rest()], [(4, "code", "zone_twice")]),
        ([TABLE, rest(), rest(code="b")], [(4, None, "zone_overlaps")]),
        # bands
        ([TABLE, rest(mode="bands", first_fee=""), line("band", code="rest", from_kg="0", to_kg="1", fee="2"),
          line("band", code="rest", from_kg="2", to_kg="3", fee="4")], [(5, "from_kg", "band_gap")]),
        ([TABLE, rest(mode="bands", first_fee=""), line("band", code="rest", from_kg="0", to_kg="2", fee="2"),
          line("band", code="rest", from_kg="1", to_kg="3", fee="4")], [(5, "from_kg", "band_overlaps")]),
        ([TABLE, rest(mode="bands", first_fee=""), line("band", code="rest", from_kg="0", to_kg="0", fee="2")], [(4, "to_kg", "band_reversed")]),
        ([TABLE, rest(mode="bands", first_fee="")], [(3, "mode", "no_bands")]),
        # steps
        ([TABLE, rest(step_kg="0")], [(3, "step_kg", "step_weight_wrong")]),
        ([TABLE, rest(step_kg="-1")], [(3, "step_kg", "step_weight_wrong")]),
        ([TABLE, rest(step_fee="0")], [(3, "step_fee", "step_fee_wrong")]),
        ([TABLE, rest(step_fee="-2")], [(3, "step_fee", "step_fee_wrong")]),
        ([TABLE, rest(first_fee="-0.01")], [(3, "first_fee", "fee_wrong")]),
        ([TABLE, rest(first_kg="0")], [(3, "first_kg", "first_weight_wrong")]),
        # words and numbers
        ([TABLE, rest(first_fee="ten")], [(3, "first_fee", "number_wrong")]),
        ([TABLE, rest(first_fee="1e999999999")], [(3, "first_fee", "number_wrong")]),
        ([TABLE, rest(first_fee="NaN")], [(3, "first_fee", "number_wrong")]),
        ([TABLE, rest(first_fee="1.005")], [(3, "first_fee", "number_too_fine")]),
        ([TABLE, rest(provinces="Atlantis")], [(3, "provinces", "province_unknown")]),
        ([TABLE, rest(mode="auction")], [(3, "mode", "mode_unknown")]),
        ([TABLE, rest(origin="JX")], [(2, "provinces", "provinces_missing"), (3, "origin", "origin_unknown")]),
        ([TABLE, rest(), line("surcharge", code="far", fee="1", zones="9")], [(4, "zones", "zone_unknown")]),
        ([TABLE, rest(), line("band", code="9", from_kg="0", to_kg="1", fee="1")], [(4, "code", "zone_unknown")]),
        ([TABLE, rest(), line("ban", code="gold")], [(4, "code", "goods_unknown")]),
        ([TABLE, rest(percent="5")], [(3, "percent", "cell_not_used")]),
        ([TABLE, rest(step_fee="")], [(3, "step_fee", "cell_missing"), (3, "step_fee", "step_fee_wrong")]),
        ([TABLE, rest(divisor="6")], [(3, "divisor", "divisor_wrong")]),
        ([TABLE, rest(), "discount2,T"], [(4, "record", "record_unknown")]),
        ([TABLE, rest(), "zone,U,,,1"], [(4, "table", "table_unknown")]),
        (["table,T,1,HY,,yesterday", rest()], [(2, "valid_from", "date_wrong")]),
        (["table,T,1,HY,,2026-02-01,2026-01-31", rest()], [(2, "valid_until", "validity_reversed")]),
        ([TABLE, TABLE, rest()], [(3, "table", "table_twice")]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_row_and_column(
    lines: list[str], expected: list[tuple[int, str | None, str]]
) -> None:
    found = sheet(*lines)
    assert told(found) == expected
    assert found.tables == []


def test_several_errors_are_told_at_once_and_rows_may_stand_in_any_order() -> None:
    found = sheet(rest(step_kg="0"), TABLE, rest(code="b", relation="", provinces="Nowhere", first_fee="x"))
    assert told(found)[0] == (2, "step_kg", "step_weight_wrong")
    assert {(4, "provinces", "province_unknown"), (4, "first_fee", "number_wrong")} <= set(told(found))
    assert sheet(rest(), TABLE).errors == []


@pytest.mark.parametrize("head", ["record,table,colour", "record,code", "record,table,table"])
def test_a_head_that_is_none_is_told(head: str) -> None:
    found = read_rows(read_file("t.csv", head.encode()))
    assert {error.row for error in found.errors} == {1} and found.tables == []


def test_an_empty_file_has_no_tables() -> None:
    assert read_rows(read_file("t.csv", b"")).errors[0].code == "column_missing"
    assert read_rows(read_file("t.csv", HEAD.encode())).errors == [RowError(1, None, "no_tables", {})]


def book_with(*cells: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    made = book.add_worksheet()
    for row, column in cells:
        made.write_string(row, column, "x")
    book.close()
    return out.getvalue()


def repacked(content: bytes, **changed: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name, old.read(name)))
        for name in changed.keys() - set(old.namelist()):
            new.writestr(name, changed[name])
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("t.csv", b"x" * (MOST_BYTES + 1), "file_too_large"),
        ("t.csv", b"a\r\n" * (MOST_ROWS + 1), "too_many_rows"),
        ("t.csv", b"," * 100, "too_many_columns"),
        ("t.csv", b"x" * 3000, "cell_too_long"),
        ("t.csv", b"\xff\xff\xff\x00", "file_unreadable"),
        ("t.ods", b"", "file_kind_unknown"),
        ("t.xlsx", b"PK\x03\x04 no zip", "file_unreadable"),
        ("t.xlsx", book_with((0, 0), (1_048_575, 16_383)), "too_many_rows"),
        ("t.xlsx", book_with((0, 0), (0, 16_383)), "too_many_columns"),
        ("t.xlsx", repacked(book_with((0, 0)), **{"xl/media/pad.bin": b"\0" * 5_000_000}), "file_too_large"),
        ("t.xlsx", repacked(book_with((0, 0)), **{"xl/worksheets/sheet1.xml": b"<worksheet><"}), "file_unreadable"),
    ],
)  # fmt: skip
def test_what_is_too_large_or_broken_is_refused_before_it_is_read(
    name: str, content: bytes, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        read_file(name, content)
    assert refused.value.code == code
