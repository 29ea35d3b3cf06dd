"""Printed labels are read again, as the scanners of a carrier and the eyes of a courier do."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from app.wording import from_pack
from core import words
from logistics.waybills import fonts, labels, manifests
from logistics.waybills.drawing import Sheet
from logistics.waybills.labels import FORMATS
from logistics.waybills.values import SIZES, ManifestLine, ManifestSheet
from tests.logistics.waybills.sample import RECEIVER, label

LANGUAGES = ("zh-CN", "en")
MM = 72 / 25.4
PRINTER_DPI = 203


@pytest.fixture(autouse=True)
def _words_of_the_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_providers", [from_pack])


@pytest.fixture
def without_fonts() -> Iterator[None]:
    fonts.typeface.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fonts, "candidates", list)
        yield
    fonts.typeface.cache_clear()


def read(document: bytes, page: int = 0) -> tuple[str, set[tuple[str, str]]]:
    """The text of a page and its codes, rendered as a thermal printer would."""
    shown = pypdfium2.PdfDocument(document)[page]
    picture = shown.render(scale=PRINTER_DPI / 72).to_pil()
    codes = {(str(code.format).replace(" ", ""), code.text) for code in zxingcpp.read_barcodes(picture)}
    return shown.get_textpage().get_text_bounded(), codes


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_both_codes_are_read_again_from_every_label(size: str, language: str) -> None:
    one = label(language)
    _, codes = read(labels.pdf([one], size, language))
    assert codes == {("Code128", "HY712345600012"), ("QRCode", "HY712345600012/CD-317-08/1-2")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_a_label_says_what_the_courier_needs_and_hides_who_it_is(size: str, language: str) -> None:
    text, _ = read(labels.pdf([label(language)], size, language))
    flat = "".join(text.split())
    who = RECEIVER[language]
    for wanted in ("CD317-08", "HY712345600012", "138****8821", "2026-06-1509:32", "DD2026061500017", "1.24kg",
                   "200.00", "1/2"):  # fmt: skip
        assert wanted in flat, wanted
    assert "".join(who.district.split()) in flat and who.phone not in flat
    assert who.name not in text
    for mark in {"zh-CN": ("易碎", "禁航空", "品名"), "en": ("FRAGILE", "NOTBYAIR", "Goods")}[language]:
        assert mark in flat


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_leaves_the_label(size: str, language: str) -> None:
    """Not even with the longest names an order can have."""
    long = label(
        language,
        receiver=label(language).receiver.__class__(
            "王**", "138****8821", "内蒙古自治区", "锡林郭勒盟", "西乌珠穆沁旗", "很长的街道名称" * 20
        ),
        goods_note="Stainless Steel Kitchen Knife Set with Bamboo Block, " * 4,
        hub_name="呼和浩特转运中心集包地" * 2,
        marks=("fragile", "this_side_up", "liquid", "battery", "not_by_air", "keep_cool"),
        copy=12,
    )
    page = pypdfium2.PdfDocument(labels.pdf([long], size, language))[0]
    form = FORMATS[size]
    assert page.get_size() == pytest.approx((form.width * MM, form.height * MM), abs=0.1)
    written = page.get_textpage()
    boxes = []
    for number in range(written.count_chars()):
        left, bottom, right, top = written.get_charbox(number)
        if right - left > 0.3 and top - bottom > 0.3:
            sign = written.get_text_range(number, 1)
            assert left >= 2 * MM and right <= (form.width - 2) * MM, sign
            assert bottom >= 2 * MM and top <= (form.height - 2) * MM, sign
            boxes.append((left, bottom, right, top, sign))
    assert len(boxes) > 250
    assert "".join(written.get_text_bounded().split()).count("很长的街道名称") == 20
    assert [pair for pair in itertools.combinations(boxes, 2) if _printed_over(*pair)] == []


def _printed_over(
    one: tuple[float, float, float, float, str], two: tuple[float, float, float, float, str]
) -> bool:
    """A third of the smaller sign lies under the other."""
    wide = min(one[2], two[2]) - max(one[0], two[0])
    high = min(one[3], two[3]) - max(one[1], two[1])
    least = min((sign[2] - sign[0]) * (sign[3] - sign[1]) for sign in (one, two))
    return wide > 0 and high > 0 and wide * high > least / 3


def test_a_reprint_says_so_and_a_single_piece_has_no_fraction() -> None:
    text, _ = read(labels.pdf([label("en", copy=3, pieces=1)], "100x150", "en"))
    assert "Reprint, copy 3" in text and "1/1" not in text and "Piece 1 of 1" in text


def test_every_piece_has_its_page_and_progress_is_told() -> None:
    told: list[int] = []
    pieces = [label(piece=piece, pieces=3) for piece in (1, 2, 3)]
    document = labels.pdf(pieces, "76x130", "zh-CN", told.append)
    assert told == [1, 2, 3] and len(pypdfium2.PdfDocument(document)) == 3
    assert {read(document, page)[1] & {("QRCode", f"HY712345600012/CD-317-08/{page + 1}-3")} != set()
            for page in range(3)} == {True}  # fmt: skip


def test_the_same_labels_are_the_same_bytes() -> None:
    assert labels.pdf([label()], "100x180", "zh-CN") == labels.pdf([label()], "100x180", "zh-CN")


def test_only_the_signs_used_are_embedded() -> None:
    if not fonts.typeface().embedded:
        pytest.skip("no Chinese TrueType font on this machine")
    assert len(labels.pdf([label()], "100x180", "zh-CN")) < 60_000
    batch = labels.pdf([label()] * 40, "100x180", "zh-CN")
    assert len(batch) < 40 * 8_000


def test_a_machine_without_a_chinese_font_still_prints(without_fonts: None) -> None:
    document = labels.pdf([label()], "100x180", "zh-CN")
    assert not fonts.typeface().embedded and fonts.typeface().name == "STSong-Light"
    text, codes = read(document)
    assert ("Code128", "HY712345600012") in codes and "王**" in text and len(document) < 30_000


def test_a_font_that_cannot_be_used_is_passed_over(tmp_path: Path) -> None:
    broken = tmp_path / "simhei.ttf"
    broken.write_bytes(b"no font at all")
    assert fonts.find([tmp_path / "missing.ttf", broken]).name == "STSong-Light"


def test_a_size_that_does_not_exist_and_nothing_to_print() -> None:
    with pytest.raises(KeyError):
        labels.pdf([label()], "a4", "zh-CN")
    with pytest.raises(ValueError, match="no label"):
        labels.pdf([], "100x180", "zh-CN")


def test_long_words_break_and_what_has_no_room_is_cut() -> None:
    sheet = Sheet(None, 100, 100, fonts.typeface().name)
    rows = sheet.broken("Donaudampfschifffahrtsgesellschaft one two", 10, 30)
    assert all(sheet.wide(row, 10) <= 30 for row in rows) and "".join(rows).replace(" ", "").endswith(
        "onetwo"
    )
    assert sheet.broken("四川省成都市武侯区", 10, 15) == ["四川省成", "都市武侯", "区"]
    cut = sheet.cut("四川省成都市武侯区", 10, 15)
    assert cut.endswith("…") and sheet.wide(cut, 10) <= 15
    assert sheet.cut("四川", 10, 15) == "四川"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_manifest_lists_all_parcels_with_totals_and_lines_to_sign(language: str) -> None:
    lines = tuple(
        ManifestLine(f"HY7123456{n:05d}", f"{n}", "成都市" if language == "zh-CN" else "Chengdu", "CD-317-08", 1, 500, 900)
        for n in range(60)
    )  # fmt: skip
    sheet = ManifestSheet("MHY000007", "禾邮快递", "练兵商城 金华市", "2026-06-15 18:00", "agent:1", lines)
    document = manifests.pdf(sheet, language)
    assert len(pypdfium2.PdfDocument(document)) == 3
    first, codes = read(document)
    last, _ = read(document, 2)
    assert ("Code128", "MHY000007") in codes
    assert "HY712345600000" in first and "HY712345600059" in last
    assert "30.00" in last and "540.00" in last and "60" in last
    signing = {"zh-CN": ("发货人签字", "揽收员签字"), "en": ("Handed over by", "Collected by")}[language]
    assert all(words_ in last and words_ not in first for words_ in signing)
