"""The hand-over slip on paper: A4, thirty parcels a page, totals, and lines for both signatures."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from core.words import say
from logistics.waybills.drawing import Sheet, mm
from logistics.waybills.fonts import drawing, typeface
from logistics.waybills.values import ManifestLine, ManifestSheet

WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 14.0
ROW, TOP, ON_A_PAGE = 6.6, 62.0, 28
# Left edges of the columns and whether figures stand at the right.
COLUMNS = (
    ("row", 14.0, 24.0, "right"),
    ("tracking_no", 26.0, 66.0, "left"),
    ("reference", 67.0, 92.0, "left"),
    ("destination", 93.0, 125.0, "left"),
    ("routing", 126.0, 150.0, "left"),
    ("pieces", 150.0, 163.0, "right"),
    ("weight", 163.0, 180.0, "right"),
    ("fee", 180.0, 196.0, "right"),
)


def pdf(sheet: ManifestSheet, language: str) -> bytes:
    """The slip as a document; totals and signatures stand on the last page."""
    from reportlab.pdfgen.canvas import Canvas

    pages = [sheet.lines[start : start + ON_A_PAGE] for start in range(0, len(sheet.lines), ON_A_PAGE)] or [
        ()
    ]
    with drawing:
        face = typeface()
        out = BytesIO()
        canvas = Canvas(out, pagesize=(WIDTH * mm, HEIGHT * mm), invariant=1, pageCompression=1)
        canvas.setTitle(sheet.manifest_no)
        canvas.setCreator("malldrill")
        for number, lines in enumerate(pages, start=1):
            page = _Page(Sheet(canvas, WIDTH, HEIGHT, face.name), sheet, language)
            page.head(number, len(pages))
            y = page.table(lines, (number - 1) * ON_A_PAGE)
            if number == len(pages):
                page.foot(y)
            canvas.showPage()
        canvas.save()
        return out.getvalue()


class _Page:
    """One page being drawn."""

    def __init__(self, paper: Sheet, sheet: ManifestSheet, language: str) -> None:
        self.paper, self.sheet, self.language = paper, sheet, language
        self.right = WIDTH - MARGIN

    def say(self, code: str, **params: object) -> str:
        return say(self.language, "manifest", code, params)

    def head(self, number: int, pages: int) -> None:
        paper, sheet = self.paper, self.sheet
        paper.text(WIDTH / 2, 14, self.say("title"), 20, bold=True, align="middle")
        paper.bars(self.right - 66, 25, 66, 11, sheet.manifest_no)
        paper.text(self.right - 33, 37, sheet.manifest_no, 9, align="middle")
        facts = (
            ("carrier", sheet.carrier_name),
            ("warehouse", sheet.warehouse),
            ("made_at", sheet.made_at),
            ("made_by", sheet.made_by),
        )
        y = 26.0
        for code, value in facts:
            paper.text(MARGIN, y, self.say(code), 9.5)
            paper.box(MARGIN + 30, y, self.right - 66 - MARGIN - 32, value, 9.5, lines=2)
            y += 7
        paper.text(self.right, HEIGHT - 10, self.say("page", page=number, pages=pages), 8, align="right")
        paper.line(TOP - 7.5, x=MARGIN, to=self.right)
        for code, left, right, side in COLUMNS:
            paper.box(left, TOP - 5.8, right - left, self.say(code), 9, bold=True, align=side)
        paper.line(TOP - 1, x=MARGIN, to=self.right)

    def table(self, lines: Sequence[ManifestLine], before: int) -> float:
        y = TOP
        for number, line in enumerate(lines, start=before + 1):
            cells = (
                str(number),
                line.tracking_no,
                line.reference,
                line.destination,
                line.routing,
                str(line.pieces),
                f"{line.weight_g / 1000:.2f}",
                f"{line.fee_cents / 100:.2f}",
            )
            for (_, left, right, side), cell in zip(COLUMNS, cells, strict=True):
                self.paper.box(left, y + 1.2, right - left, cell, 9, align=side)
            y += ROW
        self.paper.line(y, x=MARGIN, to=self.right)
        return y

    def foot(self, y: float) -> None:
        paper, lines = self.paper, self.sheet.lines
        paper.text(MARGIN, y + 1.6, self.say("total"), 10, bold=True)
        paper.text(26, y + 1.6, self.say("parcels", parcels=len(lines)), 10, bold=True)
        totals = (
            ("pieces", str(sum(line.pieces for line in lines))),
            ("weight", f"{sum(line.weight_g for line in lines) / 1000:.2f}"),
            ("fee", f"{sum(line.fee_cents for line in lines) / 100:.2f}"),
        )
        ends = {code: right for code, _, right, _ in COLUMNS}
        for code, value in totals:
            paper.text(ends[code], y + 1.6, value, 10, bold=True, align="right")
        paper.line(y + 7.2, x=MARGIN, to=self.right)
        paper.box(MARGIN, y + 10, self.right - MARGIN, self.say("count_note"), 9, lines=2)
        for start, code in ((MARGIN, "handed_over"), (WIDTH / 2 + 4, "collected")):
            paper.text(start, y + 22, self.say(code), 10)
            paper.line(y + 27, x=start + 34, to=start + 84)
            paper.text(start, y + 32, self.say("date"), 10)
            paper.line(y + 37, x=start + 34, to=start + 84)
