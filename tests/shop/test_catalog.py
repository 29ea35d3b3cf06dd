"""The shelves of a mall that opens."""

from __future__ import annotations

import orjson
import pytest

from core.errors import NotFound
from shop.catalog.models import Variant
from shop.catalog.queries import home, product, product_card, products, weight_of
from shop.catalog.schemas import Home, ProductDetail, ProductPage


def all_of(ctx, **wanted):  # type: ignore[no-untyped-def]
    found, after = [], 0
    while True:
        page = products(ctx, after=after, **wanted)
        ProductPage.model_validate(page, strict=True)
        found += page["items"]
        if page["next"] is None:
            return found
        after = page["next"]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_front_page_shows_every_category_and_one_thing_of_each(act, opening, language) -> None:
    opening(language)
    with act() as ctx:
        page = home(ctx)
        Home.model_validate(page, strict=True)
        assert orjson.loads(orjson.dumps(page)) == page
        assert len(page["categories"]) == 12
        assert sum(category["products"] for category in page["categories"]) == 300
        assert {card["category_id"] for card in page["featured"]} == {c["id"] for c in page["categories"]}


def test_a_category_is_leafed_through_without_gaps(act, opening) -> None:
    opening()
    with act() as ctx:
        assert [card["id"] for card in all_of(ctx)] == list(range(1, 301))
        for category in home(ctx)["categories"]:
            assert len(all_of(ctx, category=category["id"])) == category["products"]


def test_a_search_finds_every_product_by_its_own_title(act, opening) -> None:
    opening()
    with act() as ctx:
        for card in all_of(ctx)[::17]:
            assert card in all_of(ctx, q=card["title"]), card["title"]


def test_chinese_words_are_found_inside_titles_and_in_another_order(act, opening) -> None:
    opening()
    with act() as ctx:
        assert all("围巾" in card["title"] for card in all_of(ctx, q="围巾"))
        assert all_of(ctx, q="围巾")
        assert all_of(ctx, q="太阳镜 防紫外线") == all_of(ctx, q="防紫外线 太阳镜")
        assert all_of(ctx, q="量子纠缠") == []
        assert all(
            "%" in card["title"] + product(ctx, product_id=card["id"])["summary"]
            for card in all_of(ctx, q="%")
        )


def test_english_is_found_whatever_its_case(act, opening) -> None:
    opening("en")
    with act() as ctx:
        title = product(ctx, product_id=1)["title"]
        assert all_of(ctx, q=title.upper()) == all_of(ctx, q=title.lower()) != []


def test_a_product_page_says_what_is_left_and_not_what_it_costs_the_shop(act, opening) -> None:
    opening()
    with act() as ctx:
        for number in (1, 118, 300):
            page = product(ctx, product_id=number)
            ProductDetail.model_validate(page, strict=True)
            assert set(page) == set(ProductDetail.model_fields)
            assert page["stock"] == sum(v["stock"] for v in page["variants"])
            assert product_card(ctx, product_id=number)["stock"] == page["stock"]
            for variant in page["variants"]:
                row = ctx.get(Variant, variant["id"])
                assert variant["stock"] == row.on_hand - row.allocated


def test_a_product_that_does_not_exist_is_not_found(act, opening) -> None:
    opening()
    for look in (product, product_card):
        with pytest.raises(NotFound), act() as ctx:
            look(ctx, product_id=301)


def test_units_weigh_what_their_products_weigh(act, opening) -> None:
    opening()
    with act() as ctx:
        one = weight_of(ctx, {1: 1})
        assert one == product(ctx, product_id=ctx.get(Variant, 1).product_id)["weight_g"]
        assert weight_of(ctx, {1: 3}) == 3 * one
