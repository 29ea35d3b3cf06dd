"""Waybills on paper: express labels of 100 x 180, 100 x 150 and 76 x 130 mm as a PDF, one page a piece.

The order of the bands is that of electronic waybills everywhere in the trade: carrier, routing code in large
type, hub and marks, receiver, sender, bars, signature and square code; below the tear line a slip stays with
the receiver.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType

from core.words import say
from logistics.waybills.drawing import Sheet, mm
from logistics.waybills.fonts import drawing, typeface
from logistics.waybills.values import Label, Party


@dataclass(frozen=True, slots=True)
class Format:
    """Width and height of a label, the heights of its bands from the top, sizes of type in points."""

    width: float
    height: float
    bands: tuple[float, float, float, float, float, float, float]
    code: float
    name: float
    address: float
    small: float
    square: float


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "100x180": Format(100, 180, (13, 18, 9, 29, 17, 27, 25), 40, 14, 12, 8, 22),
        "100x150": Format(100, 150, (11, 16, 8, 25, 15, 23, 23), 36, 13, 11, 7.5, 20),
        "76x130": Format(76, 130, (10, 14, 7.5, 23, 14, 20, 20), 29, 11, 9.5, 6.5, 18),
    }
)
MARGIN = 2.0
INSET = 2.0
WORDS = "label"


def pdf(
    labels: Sequence[Label], size: str, language: str, on_page: Callable[[int], None] | None = None
) -> bytes:
    """A document with a page for each label; `on_page(done)` is called after each.

    Raises KeyError for a size that does not exist, ValueError when there is no label.
    """
    from reportlab.pdfgen.canvas import Canvas

    form = FORMATS[size]
    if not labels:
        raise ValueError("no label to print")
    out = BytesIO()
    canvas = Canvas(out, pagesize=(form.width * mm, form.height * mm), invariant=1, pageCompression=1)
    canvas.setTitle(labels[0].tracking_no if len(labels) == 1 else f"{len(labels)} labels")
    canvas.setCreator("malldrill")
    for done, label in enumerate(labels, start=1):
        with drawing:  # for a page only: a single label need not wait for a whole batch
            _Page(Sheet(canvas, form.width, form.height, typeface().name), form, label, language).draw()
            canvas.showPage()
        if on_page is not None:
            on_page(done)
    with drawing:
        canvas.save()
    return out.getvalue()


class _Page:
    """One label being drawn."""

    def __init__(self, sheet: Sheet, form: Format, label: Label, language: str) -> None:
        self.sheet, self.form, self.label, self.language = sheet, form, label, language
        self.left, self.right = MARGIN + INSET, form.width - MARGIN - INSET
        self.wide = self.right - self.left

    def say(self, code: str, **params: object) -> str:
        return say(self.language, WORDS, code, params)

    def draw(self) -> None:
        sheet, bands = self.sheet, self.form.bands
        sheet.frame(MARGIN)
        y = MARGIN
        parts = (
            self._carrier,
            self._routing,
            self._hub,
            self._receiver,
            self._sender,
            self._bars,
            self._signature,
        )
        for part, height in zip(parts, bands, strict=True):
            part(y, height)
            y += height
            sheet.line(y, x=MARGIN, to=self.form.width - MARGIN, dashed=part == self._signature)
        self._slip(y, self.form.height - MARGIN - y)

    def _carrier(self, y: float, height: float) -> None:
        label, small = self.label, self.form.small
        right = 30 * self.form.width / 100
        self.sheet.box(
            self.left, y + height * 0.22, self.wide - right, label.carrier_name, self.form.name + 6, bold=True
        )
        words = self.say("reprint", copy=label.copy) if label.copy > 1 else self.say("standard")
        step = (height - 1) / 3
        for number, row in enumerate((label.printed_at, words, label.hotline)):
            self.sheet.text(self.right, y + 0.7 + number * step, row, min(small, step * 2.5), align="right")

    def _routing(self, y: float, height: float) -> None:
        size = self.form.code
        top = y + (height - size * 0.36) / 2
        self.sheet.box(
            self.left, top, self.wide, self.label.routing, size, bold=True, align="middle", least=14
        )

    def _hub(self, y: float, height: float) -> None:
        chips = [self.say(f"mark_{mark}") for mark in self.label.marks]
        rows, size = self._rows_of_chips(chips)
        step = (height - 1) / max(1, len(rows))
        end = self.right
        for number, row in enumerate(rows):
            at = self.right
            for chip in reversed(row):
                at = self.sheet.chip(
                    at, y + 0.5 + number * step + (step - size * 0.353 - 1.4) / 2, chip, size
                )
            end = min(end, at)
        name = self.form.small + 3
        top = y + (height - name * 0.36) / 2
        self.sheet.box(self.left, top, end - self.left - 1, self.label.hub_name, name, least=5)

    def _rows_of_chips(self, chips: list[str]) -> tuple[list[list[str]], float]:
        """Marks in one row, in two when they would leave the hub's name no room; and their size of type."""
        room, size = self.wide * 0.7, self.form.small + 1
        rows = [chips]
        while max(sum(self.sheet.wide(chip, size) + 3 for chip in row) for row in rows) > room and size > 4:
            size -= 0.5
            if size < 5.5 and len(rows) == 1:
                half = -(-len(chips) // 2)
                rows = [chips[:half], chips[half:]]
        return rows, size

    def _receiver(self, y: float, height: float) -> None:
        self._party(y, height, self.label.receiver, "to", self.form.name, self.form.address, bold=True)

    def _sender(self, y: float, height: float) -> None:
        self._party(y, height, self.label.sender, "from", self.form.small + 1, self.form.small, bold=False)

    def _party(
        self, y: float, height: float, party: Party, role: str, name: float, address: float, *, bold: bool
    ) -> None:
        sheet = self.sheet
        x = 1.8 + sheet.sign(self.left, y + 1.8, 6.8 if bold else 5.6, self.say(role))
        width = self.right - x
        below = sheet.box(x, y + 1.8, width, f"{party.name}  {party.phone}", name, bold=bold, gap=1.3)
        sheet.box(x, below, width, _address(party), address, high=y + height - 0.8 - below)

    def _bars(self, y: float, height: float) -> None:
        number = self.form.small + 3
        bars = height - 3.5 - number * 0.4
        self.sheet.bars(self.left, y + 2, self.wide, bars, self.label.tracking_no)
        spaced = " ".join(_fours(self.label.tracking_no))
        self.sheet.text(self.form.width / 2, y + 2.6 + bars, spaced, number, bold=True, align="middle")
        if self.label.pieces > 1:
            piece = f"{self.label.piece}/{self.label.pieces}"
            self.sheet.text(self.right, y + 2.6 + bars, piece, number + 1, bold=True, align="right")

    def _signature(self, y: float, height: float) -> None:
        sheet, label, small = self.sheet, self.label, self.form.small
        side = self.form.square
        x = self.right - side + 1
        sheet.square(x, y + (height - side) / 2, side, label.qr_text)
        sheet.upright(x - 1, y, y + height)
        width = x - 3 - self.left
        if "fragile" in label.marks:
            sheet.glass(x - 2.5 - height * 0.33, y + 1.6, height * 0.5)
            width -= height * 0.4
        below = sheet.box(self.left, y + 1.5, width, self.say("signature"), small, lines=2)
        below = sheet.box(self.left, below + 1.4, width, self.say("signed_at"), small)
        foot = small - 1.5
        top = y + height - 2 * foot * 1.16 * 0.353 - 0.8
        sheet.box(self.left, top, x - 3 - self.left, self.say("consent"), foot, lines=2, least=4.5)

    def _slip(self, y: float, height: float) -> None:
        sheet, label, small = self.sheet, self.label, self.form.small
        if height > 36:  # room for the number once more, so that the slip can be scanned by itself
            sheet.box(self.left, y + 2, self.wide * 0.36, label.carrier_name, self.form.name, bold=True)
            sheet.bars(self.left + self.wide * 0.36, y + 1.8, self.wide * 0.64, 9, label.tracking_no)
            sheet.text(self.right - self.wide * 0.32, y + 11.4, label.tracking_no, small, align="middle")
            y += 15
            sheet.line(y, x=MARGIN, to=self.form.width - MARGIN)
        y += 1.2
        rows = [
            f"{self.say('to')}: {label.receiver.name}  {label.receiver.phone}",
            self.say("goods", note=label.goods_note),
        ]
        for row in rows:
            y = sheet.box(self.left, y, self.wide, row, small, lines=2) + 0.5
        facts = [
            self.say("piece", piece=label.piece, pieces=label.pieces),
            self.say("weight", kg=f"{label.weight_g / 1000:.2f}"),
            self.say("reference", reference=label.reference),
        ]
        if label.insured_cents:
            facts.append(self.say("insured", amount=f"{label.insured_cents / 100:.2f}"))
        sheet.box(self.left, y, self.wide, "   ".join(facts), small, lines=2)


def _address(party: Party) -> str:
    if party.region and party.region[0] >= "\u2e80":
        return f"{party.region} {party.street}"
    parts = dict.fromkeys((party.district, party.city, party.province))
    return ", ".join(part for part in (party.street, *parts) if part)


def _fours(number: str) -> list[str]:
    head, rest = number[:2], number[2:]
    return [head, *(rest[start : start + 4] for start in range(0, len(rest), 4))]
