"""CSV and XLSX files to rows of text and back. What is too large is refused before it is read; no cell is
ever a formula: what begins like one is written with an apostrophe before it, and read without."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from decimal import Decimal

from core.errors import Invalid
from logistics.rates.columns import NUMBERS

MOST_BYTES = 180 * 1024
MOST_UNPACKED = 4 * 1024 * 1024
MOST_PARTS = 200
MOST_ROWS = 3_000
MOST_COLUMNS = 80
MOST_CELL = 2_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_REFERENCE = re.compile(rb"""[\s"']r\s*=\s*["']([^"']*)["']""")
_PLACE = re.compile(rb"([A-Z]{0,3})(\d{0,8})")
Rows = list[list[str]]


def read_file(name: str, content: bytes) -> Rows:
    """The rows of a file, by the ending of its name (.csv, .xlsx), trailing empty ones left out.

    Raises Invalid `file_too_large`, `file_kind_unknown`, `file_unreadable`, `too_many_rows`,
    `too_many_columns`, `cell_too_long`.
    """
    if len(content) > MOST_BYTES:
        raise Invalid("file_too_large", limit=MOST_BYTES)
    ending = name.rpartition(".")[2].lower()
    if ending not in ("csv", "xlsx"):
        raise Invalid("file_kind_unknown", known=["csv", "xlsx"])
    rows = _read_csv(content) if ending == "csv" else _read_xlsx(content)
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _read_csv(content: bytes) -> Rows:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")  # what spreadsheets save in China when nobody asks them
        except UnicodeDecodeError:
            raise Invalid("file_unreadable") from None
    if "\x00" in text:
        raise Invalid("file_unreadable")
    first = text.split("\n", 1)[0]
    rows: Rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ","):
            rows.append([_checked(cell) for cell in row])
            _bounded(len(rows), len(row))
    except csv.Error:
        raise Invalid("file_unreadable") from None
    return rows


def _read_xlsx(content: bytes) -> Rows:
    from python_calamine import CalamineWorkbook  # neither is needed to start

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _look_inside(parts)
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        _bounded(sheet.total_height, sheet.total_width)
        return [[_checked(_text(cell)) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    except (Invalid, MemoryError):
        raise
    except Exception:  # a damaged file fails in the unpacker or the reader as it likes
        raise Invalid("file_unreadable") from None


def _look_inside(parts: zipfile.ZipFile) -> None:
    """Refuses a workbook that would unpack to too much or claims cells far out, before anything reads it."""
    inside = parts.infolist()
    names = {part.filename for part in inside}
    if "xl/workbook.xml" not in names or names & {"xl/workbook.bin", "content.xml", "mimetype"}:
        raise Invalid("file_unreadable")
    if len(inside) > MOST_PARTS or sum(part.file_size for part in inside) > MOST_UNPACKED:
        raise Invalid("file_too_large", limit=MOST_UNPACKED)
    for part in inside:
        with parts.open(part) as stream:
            text = stream.read(part.file_size + 1)  # the size in the directory may lie
        if len(text) > part.file_size:
            raise Invalid("file_unreadable")
        if part.filename.endswith(".xml") and part.filename.startswith("xl/worksheets/"):
            if b"\x00" in text:
                raise Invalid("file_unreadable")
            for found in _REFERENCE.finditer(text):
                place = _PLACE.fullmatch(found[1])
                if not place:
                    raise Invalid("file_unreadable")
                _bounded(int(place[2] or 0), _column_number(place[1]))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        # The shortest decimal that is this number: what was typed.
        number = Decimal(repr(cell))
        return f"{int(cell)}" if number == number.to_integral_value() else f"{number:f}"
    isoformat = getattr(cell, "isoformat", None)
    if callable(isoformat):
        return str(isoformat()).removesuffix("T00:00:00")
    return str(cell)


def _checked(cell: str) -> str:
    if len(cell) > MOST_CELL:
        raise Invalid("cell_too_long", limit=MOST_CELL)
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA) else text


def _bounded(rows: int, columns: int) -> None:
    if rows > MOST_ROWS:
        raise Invalid("too_many_rows", limit=MOST_ROWS)
    if columns > MOST_COLUMNS:
        raise Invalid("too_many_columns", limit=MOST_COLUMNS)


def safe(cell: str) -> str:
    """A cell no program takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def write_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """CSV as spreadsheets like it: UTF-8 with its mark, lines ended by CR LF."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([safe(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def write_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """One sheet; numbers are numbers, everything else is text, the head stays in sight."""
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    sheet = book.add_worksheet("rates")
    bold = book.add_format({"bold": True, "bg_color": "#E9EDF2"})
    head = list(rows[0])
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if number and cell and head[column] in NUMBERS:
                sheet.write_number(number, column, float(cell))
            elif cell:
                sheet.write_string(number, column, safe(cell), bold if number == 0 else None)
    for column, name in enumerate(head):
        longest = max(len(row[column]) for row in rows)
        sheet.set_column(column, column, min(40, max(len(name), longest) + 2))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(rows) - 1), len(head) - 1)
    book.close()
    return out.getvalue()
