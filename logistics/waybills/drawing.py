"""Drawing on a label: text that keeps inside its box, bars, square codes, marks. Millimetres from the top
left corner.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

ELLIPSIS = "…"
mm = 72 / 25.4  # points
POINT_MM: float = 1 / mm


class Sheet:
    """A page in hand. `font` is a name reportlab knows."""

    def __init__(self, canvas: Any, width: float, height: float, font: str) -> None:
        # Not at start: the library takes 100 ms to load, and most processes never print.
        from reportlab.pdfbase.pdfmetrics import stringWidth

        self.canvas = canvas
        self._width_of = stringWidth
        self._tokens: dict[str, list[tuple[str, float]]] = {}
        self.width, self.height, self.font = width, height, font

    def text(
        self, x: float, y: float, text: str, size: float, *, bold: bool = False, align: str = "left"
    ) -> float:
        """One line whose top is at y. Returns its width in millimetres."""
        canvas = self.canvas
        width: float = self.wide(text, size)
        left = x - (width if align == "right" else width / 2 if align == "middle" else 0)
        written = canvas.beginText(left * mm, (self.height - y) * mm - size * 0.86)
        written.setFont(self.font, size)
        # The usual fonts have no bold cut: the outline is drawn as well.
        written.setTextRenderMode(2 if bold else 0)
        if bold:
            canvas.setLineWidth(size * 0.035)
        written.textOut(text)
        written.setTextRenderMode(0)
        canvas.drawText(written)
        return width

    def box(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        size: float,
        *,
        lines: int = 1,
        high: float | None = None,
        least: float = 5.5,
        bold: bool = False,
        align: str = "left",
        gap: float = 1.16,
    ) -> float:
        """Text in at most so many lines (or as many as `high` millimetres hold), smaller if need be: down to
        `least` points, then cut off with an ellipsis. Returns the y below it.
        """

        def allowed() -> int:
            return lines if high is None else max(1, int(high / (size * gap * POINT_MM)))

        while size > least and len(self.broken(text, size, width)) > allowed():
            size -= 0.5
        rows, most = self.broken(text, size, width), allowed()
        if len(rows) > most:
            rows = [*rows[: most - 1], self.cut("".join(rows[most - 1 :]), size, width)]
        at = {"left": x, "right": x + width, "middle": x + width / 2}[align]
        for row in rows:
            self.text(at, y, row, size, bold=bold, align=align)
            y += float(size * gap * POINT_MM)
        return y

    def wide(self, text: str, size: float) -> float:
        return float(self._width_of(text, self.font, size)) * POINT_MM

    def cut(self, text: str, size: float, width: float) -> str:
        """As much of a line as has room, with an ellipsis when something is missing."""
        if self.wide(text, size) <= width:
            return text
        while text and self.wide(text + ELLIPSIS, size) > width:
            text = text[:-1]
        return text.rstrip() + ELLIPSIS

    def broken(self, text: str, size: float, width: float) -> list[str]:
        """Lines that fit: between Chinese signs anywhere, in other scripts between words if possible."""
        rows: list[str] = []
        row, wide = "", 0.0
        room = width / size  # widths grow with the size of type: they are measured once, at one point
        for token, token_wide in self._measured(text):
            if row and wide + token_wide > room:
                rows.append(row.rstrip())
                token = token.lstrip()
                row, wide = "", 0.0
            row += token
            wide = wide + token_wide if token else 0.0
            while wide > room and len(row) > 1:  # one word wider than the line
                fit = next((n for n in range(len(row) - 1, 0, -1) if self.wide(row[:n], 1) <= room), 1)
                rows.append(row[:fit])
                row = row[fit:]
                wide = self.wide(row, 1)
        if row.strip():
            rows.append(row.rstrip())
        return rows

    def _measured(self, text: str) -> list[tuple[str, float]]:
        """The text's tokens with their widths at one point."""
        known = self._tokens.get(text)
        if known is None:
            known = self._tokens[text] = [(token, self.wide(token, 1)) for token in tokens(text)]
        return known

    def line(self, y: float, *, x: float = 0, to: float | None = None, dashed: bool = False) -> None:
        """A horizontal rule."""
        canvas = self.canvas
        canvas.setLineWidth(0.6)
        if dashed:
            canvas.setDash(3, 2)
        level = (self.height - y) * mm
        canvas.line(x * mm, level, (self.width if to is None else to) * mm, level)
        if dashed:
            canvas.setDash()

    def upright(self, x: float, y: float, to: float) -> None:
        """A vertical rule from y down to `to`."""
        self.canvas.setLineWidth(0.6)
        self.canvas.line(x * mm, (self.height - y) * mm, x * mm, (self.height - to) * mm)

    def frame(self, margin: float) -> None:
        """The border of the label."""
        canvas = self.canvas
        canvas.setLineWidth(0.9)
        canvas.rect(margin * mm, margin * mm, (self.width - 2 * margin) * mm, (self.height - 2 * margin) * mm)

    def sign(self, x: float, y: float, side: float, text: str) -> float:
        """A black plate with a white word: receiver, sender. Returns where it ends."""
        canvas = self.canvas
        size = side * 1.5 if len(text) == 1 else side * 1.15
        width = max(side, self.wide(text, size) + 1.6)
        canvas.roundRect(x * mm, (self.height - y - side) * mm, width * mm, side * mm, side * 0.9, 0, 1)
        canvas.setFillGray(1)
        self.text(x + width / 2, y + (side - size * 0.353) / 2, text, size, align="middle")
        canvas.setFillGray(0)
        return x + width

    def chip(self, right: float, y: float, text: str, size: float) -> float:
        """White words on black that end at `right`. Returns where the next one may end."""
        canvas = self.canvas
        width, height = self.wide(text, size) + 2, size * POINT_MM + 1.4
        canvas.roundRect(
            (right - width) * mm, (self.height - y - height) * mm, width * mm, height * mm, 1.2, 0, 1
        )
        canvas.setFillGray(1)
        self.text(right - width + 1, y + 0.6, text, size)
        canvas.setFillGray(0)
        return right - width - 1

    def bars(self, x: float, y: float, width: float, height: float, value: str) -> None:
        """Code 128 in the middle of a box, as wide as whole tenths of a point allow (quiet zones outside)."""
        from reportlab.graphics.barcode.code128 import Code128

        modules = Code128(value, barWidth=1, barHeight=1, quiet=0, humanReadable=0).width
        module = min(width * mm / (modules + 20), 0.5 * mm)
        code = Code128(value, barWidth=module, barHeight=height * mm, quiet=0, humanReadable=0)
        left = (x + width / 2) * mm - modules * module / 2
        code.drawOn(self.canvas, left, (self.height - y - height) * mm)

    def square(self, x: float, y: float, side: float, value: str) -> None:
        """A QR code with its quiet zone of two modules inside the box."""
        rows = matrix(value)
        module = side / (len(rows) + 4)
        path = self.canvas.beginPath()
        for number, row in enumerate(rows):
            top = y + (2 + number) * module
            for start, length in runs(row):
                path.rect(
                    (x + (2 + start) * module) * mm,
                    (self.height - top - module) * mm,
                    length * module * mm,
                    module * mm,
                )
        self.canvas.drawPath(path, stroke=0, fill=1)

    def glass(self, x: float, y: float, height: float) -> None:
        """The wine glass of fragile goods."""
        canvas, unit = self.canvas, height / 10

        def at(dx: float, dy: float) -> tuple[float, float]:
            return (x + dx * unit) * mm, (self.height - y - dy * unit) * mm

        path = canvas.beginPath()
        path.moveTo(*at(0.6, 0))
        for dx, dy in ((5.4, 0), (5.2, 3.4), (3.5, 5.2), (3.5, 8.8), (5.2, 10), (0.8, 10), (2.5, 8.8)):
            path.lineTo(*at(dx, dy))
        for dx, dy in ((2.5, 5.2), (0.8, 3.4)):
            path.lineTo(*at(dx, dy))
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)


@lru_cache(maxsize=2048)
def matrix(value: str) -> tuple[bytes, ...]:
    """The square code's modules, row by row."""
    import segno

    return tuple(bytes(row) for row in segno.make(value, error="m", micro=False).matrix)


def runs(row: Sequence[int]) -> list[tuple[int, int]]:
    """(start, length) of each run of black modules."""
    found, start = [], None
    for number, module in enumerate([*row, 0]):
        if module and start is None:
            start = number
        elif not module and start is not None:
            found.append((start, number - start))
            start = None
    return found


def tokens(text: str) -> list[str]:
    """Pieces a line may be broken between: each Chinese sign, each word with the blank before it."""
    found: list[str] = []
    for sign in text:
        wide = unicodedata.east_asian_width(sign) in "WF"
        if not found or wide or sign == " " or unicodedata.east_asian_width(found[-1][-1]) in "WF":
            found.append(sign)
        else:
            found[-1] += sign
    return found
