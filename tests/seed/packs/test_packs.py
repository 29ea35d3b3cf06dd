"""The content of a mall: complete in both languages, and the compiled files up to date."""

import re
import time
from collections import Counter

import orjson
import pytest

from seed.packs.build import (
    HERE,
    PackError,
    compile_pack,
    initials_of,
    read_yaml,
    spell,
)
from seed.packs.loader import load_pack
from seed.packs.models import Pack

LANGUAGES = ("zh-CN", "en")
CHINESE = re.compile(r"[一-鿿]")
VARIABLES = {"buyer", "order_no", "eta", "carrier", "tracking_no", "last_scan", "amount", "agent"}
LATE_PARCEL_RULES = {"P3", "P4", "P6", "P8", "P9", "P10", "P11", "P14"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_pack_is_what_the_yaml_says(language: str) -> None:
    assert (HERE / "built" / f"basic.{language}.json").read_bytes() == compile_pack("basic", language), (
        "run: python -m seed.packs.build"
    )


def test_a_pack_loads_in_150_milliseconds() -> None:
    raw = (HERE / "built" / "basic.zh-CN.json").read_bytes()
    start = time.process_time()
    Pack.model_validate(orjson.loads(raw))
    assert time.process_time() - start < 0.15


def test_a_language_without_a_pack_is_refused() -> None:
    with pytest.raises(KeyError):
        load_pack("fr")


def test_a_value_without_a_word_stops_the_build() -> None:
    with pytest.raises(PackError):
        spell("unheard_of", {}, "zh")


def test_counting_values_are_spelt_in_both_languages() -> None:
    assert [spell("n6", {}, short) for short in ("zh", "en")] == ["6 件", "6 pcs"]
    assert [spell("mo12", {}, short) for short in ("zh", "en")] == ["12 个月", "12 months"]
    assert [spell("yr1", {}, short) for short in ("zh", "en")] == ["1 年", "1 yr"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_300_products_in_12_categories(language: str) -> None:
    pack = load_pack(language)
    assert len(pack.products) == 300
    assert Counter(p.category for p in pack.products) == {c.code: 25 for c in pack.categories}
    assert len(pack.categories) == 12
    assert len({p.title for p in pack.products}) == 300


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_product_has_all_a_page_needs(language: str) -> None:
    for product in load_pack(language).products:
        assert product.title and product.summary and product.faq[0].q and product.faq[0].a
        assert 2 <= len(product.points) <= 3 and 3 <= len(product.attributes) <= 5
        assert 1 <= len(product.variants) <= 6
        assert len({tuple(v.options.values()) for v in product.variants}) == len(product.variants)
        assert all(v.stock > 0 and v.price_cents >= product.price_cents for v in product.variants)
        assert 0 < product.cost_cents < product.price_cents
        assert product.weight_g > 0 and all(side > 0 for side in product.size_mm)
        assert set(product.flags) <= {
            "battery",
            "liquid",
            "fragile",
            "fresh",
            "personal_care",
            "custom",
            "soft",
        }


def test_the_two_languages_sell_the_same_goods() -> None:
    zh, en = load_pack("zh-CN").products, load_pack("en").products
    same = [
        (
            p.code,
            p.picture,
            p.price_cents,
            p.cost_cents,
            p.weight_g,
            p.flags,
            len(p.variants),
            [v.price_cents for v in p.variants],
            len(p.attributes),
        )
        for p in zh
    ]
    assert same == [
        (
            p.code,
            p.picture,
            p.price_cents,
            p.cost_cents,
            p.weight_g,
            p.flags,
            len(p.variants),
            [v.price_cents for v in p.variants],
            len(p.attributes),
        )
        for p in en
    ]


def test_the_english_pack_has_no_chinese_in_it() -> None:
    content = orjson.loads((HERE / "built" / "basic.en.json").read_bytes())
    content.pop("rate_tables")  # their zones and surcharges have both names: steps are told in both languages
    assert CHINESE.findall(orjson.dumps(content).decode()) == []


def test_chinese_titles_are_chinese() -> None:
    pack = load_pack("zh-CN")
    assert all(CHINESE.search(p.title) and CHINESE.search(p.summary) for p in pack.products)
    assert all(CHINESE.search(a.name) for p in pack.products for a in p.attributes if a.name not in ("DPI",))


def test_an_attribute_of_a_product_appears_once() -> None:
    for language in LANGUAGES:
        for product in load_pack(language).products:
            names = [a.name for a in product.attributes]
            assert len(names) == len(set(names)), (product.code, names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_quick_replies_use_only_known_variables_and_own_shortcuts(language: str) -> None:
    replies = load_pack(language).quick_replies
    assert len(replies) >= 30
    assert len({r.shortcut for r in replies}) == len(replies)
    for reply in replies:
        assert set(re.findall(r"{(\w+)}", reply.text)) <= VARIABLES
        assert reply.initials


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_quick_reply_promises_what_nobody_can_know(language: str) -> None:
    text = " ".join(r.text for r in load_pack(language).quick_replies)
    for phrase in (
        "保证明天",
        "一定能到",
        "肯定到",
        "耐心等待",
        "guaranteed",
        "for sure",
        "definitely",
        "be patient",
    ):
        assert phrase not in text


def test_chinese_quick_replies_are_found_by_pinyin_initials() -> None:
    assert initials_of("久等致歉", "zh") == "jdzq"
    assert initials_of("Sorry to keep you", "en") == "stky"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_about_late_parcels_are_there_with_their_limits(language: str) -> None:
    policies = {p.code: p for p in load_pack(language).policies}
    assert set(policies) >= LATE_PARCEL_RULES
    assert policies["P3"].limits["credit_pct"] == 5 and policies["P3"].limits["credit_max_cents"] == 3000
    assert (policies["P6"].limits["agent_cents"], policies["P6"].limits["lead_cents"]) == (5000, 20000)
    assert all(p.title and p.rule and p.agent_may for p in policies.values())


def test_both_languages_know_the_same_codes() -> None:
    zh, en = load_pack("zh-CN").phrases, load_pack("en").phrases
    for part in ("scans", "signers", "states", "work_order_answers"):
        assert set(getattr(zh, part)) == set(getattr(en, part))
        for code, words in getattr(zh, part).items():
            assert set(re.findall(r"{(\w+)}", words)) == set(
                re.findall(r"{(\w+)}", getattr(en, part)[code])
            ), code
    assert set(zh.scans) >= {
        "label_created",
        "collected",
        "departed",
        "arrived",
        "arrived_city",
        "out_for_delivery",
        "ready_to_collect",
        "signed",
        "delayed",
        "backlog",
        "storm_hold",
        "address_problem",
        "refused",
        "damaged",
        "lost",
        "intercepted",
        "returning",
        "returned",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_31_provinces_have_cities_with_districts_and_a_road_to_them(language: str) -> None:
    pack = load_pack(language)
    assert len(pack.provinces) == 31
    municipalities = {"11", "12", "31", "50"}
    for province in pack.provinces:
        assert len(province.cities) >= (1 if province.code in municipalities else 2)
        assert all(len(city.districts) >= 2 for city in province.cities)
        assert province.code in pack.network.routes
    assert (HERE / "divisions.json").stat().st_size < 150_000


def test_troubled_hubs_serve_a_province_and_let_nothing_else_through() -> None:
    network = load_pack("zh-CN").network
    passed = {hub for route in network.routes.values() for hub in route.hubs[:-1]}
    served = {route.hubs[-1] for route in network.routes.values()}
    for hub in (*network.backlog_hubs, *network.storm_hubs):
        assert hub in served and hub not in passed


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_names_enough_for_a_class_of_malls(language: str) -> None:
    people = load_pack(language).people
    assert len(people.surnames) * len(people.given) > 5000
    assert len(set(people.nicknames)) >= 150 and len(set(people.streets)) >= 60


@pytest.mark.parametrize("short", ["zh", "en"])
def test_no_word_is_given_twice(short: str) -> None:
    path = HERE / "basic" / f"terms.{short}.yaml"
    keys = re.findall(r'^  "?([^\s"]+)"?: ', path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert sum(len(part) for part in read_yaml(path).values()) == len(keys)
