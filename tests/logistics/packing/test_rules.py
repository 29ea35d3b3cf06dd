"""Which carton, which materials, and what becomes of a teapot in a thin bag."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logistics.packing.fitting import Piece, Room, arrange
from logistics.packing.needs import marks
from logistics.packing.rules import check, cost_cents, damage_odds, fits, gross_g, outer_mm, suggest
from logistics.packing.values import Choice, Goods, Problem, Size
from tests.support.supplies import shelf

BENCH = shelf("en")


def goods(ref: str, size: Size, weight_g: int, *flags: str) -> Goods:
    return Goods(ref, size, weight_g, frozenset(flags))


TEAPOT = goods("teapot", (220, 180, 150), 620, "fragile")
SHIRT = goods("shirt", (300, 250, 30), 210, "soft")
BOOK = goods("book", (200, 140, 30), 400)
SHAMPOO = goods("shampoo", (220, 90, 70), 560, "liquid")
SPEAKER = goods("speaker", (200, 90, 90), 560, "battery")
CHERRIES = goods("cherries", (300, 220, 120), 1100, "fresh")
WELL = Choice("PO-3", {"AIR-COLUMN": 1, "FRAGILE": 1, "TAPE": 1, "FILLER": 3})
MIXED = [goods(f"i{n}", (60 + 7 * (n % 9), 50 + 11 * (n % 7), 30 + 13 * (n % 5)), 200 + n) for n in range(20)]


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def test_a_teapot_gets_an_air_column_bag_a_carton_and_a_fragile_label() -> None:
    made = suggest([TEAPOT], BENCH)
    assert len(made.parcels) == 1
    assert made.parcels[0].choice == WELL
    assert check([TEAPOT], made.parcels[0].choice, BENCH) == ()


def test_a_teapot_in_a_thin_bag_breaks_thirteen_times_as_often() -> None:
    bag = Choice("BAG-L")
    assert damage_odds([TEAPOT], bag, BENCH).permille == 350
    assert damage_odds([TEAPOT], WELL, BENCH).permille == 27
    stopping = [problem.code for problem in check([TEAPOT], bag, BENCH) if problem.stops]
    assert {"carton_not_allowed", "wrap_missing", "fragile_label_missing"} <= set(stopping)


def test_what_does_not_fit_says_which_article_which_side_and_by_how_much() -> None:
    fit = fits([BOOK, goods("lamp", (180, 180, 360), 520)], Choice("PO-5"), BENCH)
    assert not fit.ok
    assert fit.problems == (
        Problem("item_too_big", {"ref": "lamp", "side": "longest", "need_mm": 360, "have_mm": 290}),
    )


def test_padding_counts_against_the_room() -> None:
    cup = goods("cup", (110, 100, 90), 300, "fragile")
    assert fits([cup], Choice("PO-9"), BENCH).ok
    fit = fits([cup], Choice("PO-9", {"AIR-COLUMN": 1}), BENCH)
    assert codes(fit.problems) == ["item_too_big"]
    assert fit.problems[0].params == {"ref": "cup", "side": "middle", "need_mm": 150, "have_mm": 135}
    assert codes(fits([cup], Choice("PO-9", {"FOAM": 1}), BENCH).problems) == ["item_too_big"]


def test_a_carton_bears_only_so_much() -> None:
    weights = goods("dumbbell", (120, 100, 80), 3_000)
    fit = fits([weights], Choice("PO-8"), BENCH)
    assert fit.problems == (Problem("too_heavy", {"weight_g": 3_000, "limit_g": 2_500}),)


def test_articles_that_fit_one_by_one_but_not_together() -> None:
    pair = [goods("a", (250, 160, 100), 500), goods("b", (250, 160, 100), 500)]
    assert codes(fits(pair, Choice("PO-5"), BENCH).problems) == ["no_arrangement"]
    many = [goods(str(n), (200, 150, 100), 100) for n in range(4)]
    fit = fits(many, Choice("PO-5"), BENCH)
    assert fit.problems == (Problem("too_little_room", {"need_cm3": 12_000, "have_cm3": 9_367}),)


def test_a_bag_must_reach_round_what_is_in_it() -> None:
    thick = goods("jumper", (300, 200, 80), 500, "soft")
    fit = fits([thick], Choice("BAG-M"), BENCH)
    assert fit.problems == (Problem("bag_too_tight", {"ref": "jumper", "need_mm": 380, "have_mm": 320}),)
    assert fits([thick], Choice("BAG-L"), BENCH).ok


def test_only_soft_goods_are_sent_in_a_bag_by_themselves() -> None:
    assert suggest([SHIRT], BENCH).parcels[0].choice.carton == "BAG-L"
    assert "bag_for_hard_goods" in codes(check([BOOK], Choice("BAG-M"), BENCH))
    assert not any(problem.stops for problem in check([BOOK], Choice("BAG-M"), BENCH))


def test_liquids_are_sealed_and_never_lie_beside_batteries() -> None:
    made = suggest([SHAMPOO, SPEAKER], BENCH)
    assert [parcel.refs for parcel in made.parcels] == [("shampoo",), ("speaker",)]
    assert made.notes[0] == Problem("not_together", {"first": "battery", "second": "liquid"}, stops=False)
    assert made.parcels[0].choice.materials["WATERPROOF"] == 1
    assert made.parcels[1].choice.materials["BATTERY"] == 1
    together = Choice("PO-5", {"WATERPROOF": 1, "BATTERY": 1, "TAPE": 1, "FILLER": 2})
    assert codes(check([SHAMPOO, SPEAKER], together, BENCH)) == ["not_together"]
    assert marks([SHAMPOO]) == ("liquid", "this_side_up", "not_by_air")
    assert marks([SPEAKER]) == ("battery", "not_by_air")


def test_fresh_goods_travel_cold_and_alone() -> None:
    made = suggest([CHERRIES, BOOK], BENCH)
    cold = next(parcel for parcel in made.parcels if "cherries" in parcel.refs)
    assert cold.refs == ("cherries",)
    assert cold.choice.carton.startswith("EPS") and cold.choice.materials["ICE-PACK"] == 1
    warm = Choice("PO-3", {"TAPE": 1})
    assert "cooling_missing" in codes(check([CHERRIES], warm, BENCH))
    assert damage_odds([CHERRIES], warm, BENCH).spoil == 200
    assert cold.odds.spoil == 18


def test_each_missing_material_is_named() -> None:
    pots = [TEAPOT, goods("pot", (120, 110, 110), 380, "fragile")]
    found = check(pots, Choice("PO-2", {"AIR-COLUMN": 1}), BENCH)
    assert Problem("wrap_missing", {"have": 1, "need": 2}) in found
    assert Problem("tape_missing", {"have": 0, "need": 1}) in found
    assert Problem("material_unknown", {"material": "STRAW"}) in check(
        [BOOK], Choice("PO-5", {"STRAW": 1}), BENCH
    )
    assert codes(check([BOOK], Choice("PO-99"), BENCH)) == ["carton_unknown"]
    assert codes(check([], Choice("PO-5"), BENCH)) == ["nothing_packed"]


def test_goods_that_lie_loose_break_more_often_and_filler_helps() -> None:
    plain = Choice("PO-5", {"TAPE": 1})
    assert "loose" in codes(check([BOOK], plain, BENCH))
    filled = Choice("PO-5", {"TAPE": 1, "FILLER": 4})
    assert check([BOOK], filled, BENCH) == ()
    assert damage_odds([BOOK], plain, BENCH).shock == 14
    assert damage_odds([BOOK], filled, BENCH).shock == 9


@pytest.mark.parametrize(
    ("materials", "permille"),
    [
        ({}, 315),  # 350 x 0.6 x 1.5, for it lies loose
        ({"FILLER": 6}, 210),  # 350 x 0.6
        ({"FILLER": 6, "FRAGILE": 1}, 179),  # x 0.85
        ({"FILLER": 6, "FRAGILE": 1, "BUBBLE": 1}, 89),  # x 0.5
        ({"FILLER": 6, "FRAGILE": 1, "HONEYCOMB": 1}, 62),  # x 0.35
        ({"FILLER": 6, "FRAGILE": 1, "AIR-COLUMN": 1}, 27),  # x 0.15
        ({"FILLER": 6, "FRAGILE": 1, "AIR-COLUMN": 1, "FOAM": 1}, 11),  # x 0.15 x 0.4
    ],
)
def test_damage_by_hand(materials: dict[str, int], permille: int) -> None:
    assert damage_odds([TEAPOT], Choice("PO-3", materials), BENCH).permille == permille


def test_one_wrap_for_two_cups_leaves_one_bare() -> None:
    cups = [goods(name, (110, 100, 90), 300, "fragile") for name in ("one", "two")]
    one, two = (Choice("PO-3", {"AIR-COLUMN": n, "FILLER": 9}) for n in (1, 2))
    assert damage_odds(cups, one, BENCH).shock == 210
    assert damage_odds(cups, two, BENCH).shock == 32


def test_cost_weight_and_outer_size_of_a_choice() -> None:
    assert cost_cents(WELL, BENCH) == 260 + 120 + 5 + 8 + 3 * 15
    assert gross_g([TEAPOT], WELL, BENCH) == 620 + 490 + 25 + 1 + 10 + 3 * 30
    assert outer_mm([TEAPOT], WELL, BENCH) == (438, 218, 278)
    assert outer_mm([SHIRT], Choice("BAG-L"), BENCH) == (452, 352, 32)


def test_what_no_carton_takes_travels_in_its_own_box() -> None:
    broom = goods("broom", (900, 280, 80), 1_200)
    made = suggest([broom, BOOK], BENCH)
    assert {parcel.choice.carton for parcel in made.parcels} == {"ORIGINAL", "BUBBLE-M"}
    assert made.notes == (Problem("own_box", {"ref": "broom"}, stops=False),)
    assert outer_mm([broom], Choice("ORIGINAL"), BENCH) == (900, 280, 80)
    assert codes(check([broom, BOOK], Choice("ORIGINAL"), BENCH)) == ["own_box_is_for_one"]


def test_several_parcels_when_one_is_not_enough() -> None:
    bowls = [goods(f"bowl {n}", (190, 190, 140), 900, "fragile") for n in range(12)]
    made = suggest(bowls, BENCH)
    assert Problem("several_parcels", {"parcels": 3}, stops=False) in made.notes
    assert sorted(ref for parcel in made.parcels for ref in parcel.refs) == sorted(b.ref for b in bowls)
    for parcel in made.parcels:
        inside = [bowl for bowl in bowls if bowl.ref in parcel.refs]
        assert check(inside, parcel.choice, BENCH) == ()


def test_the_same_question_has_the_same_answer() -> None:
    assert suggest(MIXED, BENCH) == suggest(list(reversed(MIXED)), BENCH)
    room = Room((350, 190, 230), 20_000)
    pieces = [Piece(article.ref, article.size_mm, article.weight_g) for article in MIXED]
    assert arrange(pieces, room) == arrange(pieces, room)


def test_every_product_of_the_pack_can_be_packed() -> None:
    from seed.packs.loader import load_pack

    for product in load_pack("en").products:
        article = Goods(product.code, product.size_mm, product.weight_g, frozenset(product.flags))
        for parcel in suggest([article], BENCH).parcels:
            assert check([article], parcel.choice, BENCH) == (), product.title
            assert parcel.odds.permille <= 60, product.title


SIDE = st.integers(30, 260)
ARTICLE = st.tuples(
    SIDE,
    SIDE,
    SIDE,
    st.integers(20, 2_500),
    st.sets(st.sampled_from(["fragile", "liquid", "soft", "battery", "fresh"]), max_size=2),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(ARTICLE, min_size=1, max_size=6))
def test_a_suggestion_holds_everything_once_and_passes_its_own_check(
    drawn: list[tuple[int, int, int, int, set[str]]],
) -> None:
    articles = [goods(f"g{n}", (a, b, c), weight, *flags) for n, (a, b, c, weight, flags) in enumerate(drawn)]
    made = suggest(articles, BENCH)
    assert sorted(ref for parcel in made.parcels for ref in parcel.refs) == [a.ref for a in articles]
    for parcel in made.parcels:
        inside = [article for article in articles if article.ref in parcel.refs]
        assert not [problem for problem in check(inside, parcel.choice, BENCH) if problem.stops]
        placed = fits(inside, parcel.choice, BENCH).placed
        assert not [(a, b) for n, a in enumerate(placed) for b in placed[n + 1 :] if _overlap(a, b)]


def _overlap(a: object, b: object) -> bool:
    at_a, size_a, at_b, size_b = (getattr(one, name) for one in (a, b) for name in ("at_mm", "size_mm"))
    return all(
        at_a[axis] < at_b[axis] + size_b[axis] and at_b[axis] < at_a[axis] + size_a[axis] for axis in range(3)
    )
