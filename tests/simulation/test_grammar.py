"""The phrasebooks: complete in both languages, varied, and never corrupting what a slot says."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rng import draw
from simulation.cases.wording import intents
from simulation.grammar import days
from simulation.grammar.cues import cues, foreign
from simulation.grammar.phrasebook import BadLine, Book, Line, book, fill, parse, slots, variants
from simulation.grammar.voices import voiced
from simulation.grammar.wording import Style, clean, remembered, word
from simulation.shoppers import speaking
from simulation.shoppers.briefs import NEEDS, STORIES
from tests.simulation.stage import NOW, SLOTS

LANGUAGES = ("zh-CN", "en")
VOICES = ("plain", "burst", "elder", "polite", "terse", "student", "dictated")
MOODS = ("calm", "annoyed", "angry")
KNOWN = set(SLOTS["en"]) | {"city"}


def lines(lexicon: Book) -> Iterator[tuple[str, str, Line]]:
    for intent, sections in lexicon.intents.items():
        for section, found in sections.items():
            for line in found:
                yield intent, section, line


def test_both_languages_say_the_same_things() -> None:
    assert set(book("zh-CN").intents) == set(book("en").intents)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_asks_only_for_known_slots_and_belongs_to_a_known_section(language: str) -> None:
    sections = {*VOICES, *MOODS, *(f"{v}.{m}" for v in VOICES for m in MOODS)}
    for intent, section, line in lines(book(language)):
        assert set(slots(line)) <= KNOWN, (intent, section)
        assert section in sections, (intent, section)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrasebook_is_written_in_its_language(language: str) -> None:
    chinese = re.compile(r"[一-鿿]")
    for intent, section, line in lines(book(language)):
        for number in range(min(variants(line), 40)):
            made = fill(line, number, dict.fromkeys(KNOWN, ""))
            text = clean(made[0]) if made else "".join(p for p in line if isinstance(p, str))
            if language == "en":
                assert not chinese.search(text), (intent, section, text)
            else:
                assert not re.search(r"[A-Za-z]{6,}", text), (intent, section, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_variant_of_any_line_is_clumsy(language: str) -> None:
    """No empty bubble, no doubled or leading comma, no double blank, no bracket left over."""
    values = SLOTS[language]
    for intent, section, line in lines(book(language)):
        for number in range(min(variants(line), 60)):
            made = fill(line, number, values)
            assert made is not None, (intent, section)
            for bubble in voiced(
                book(language), made[0], "plain", "calm", 0.0, 0.9, draw(1, 1, intent, "v", number)
            ):
                text = clean(bubble)
                assert text and text[0] not in "，,。." and not re.search(r"[，,]{2}|  |[()|<>]", text), (
                    intent,
                    section,
                    text,
                )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_move_a_shopper_can_make_has_words(language: str) -> None:
    have = book(language).intents
    moves = {*speaking.HOT, *speaking.PUSH, *speaking.ACKS, *speaking.RUNGS, "ok", "huh", "knock", "open", "story", "no_more",
             "not_solved", "thanks_warm", "thanks_plain", "end_cold", "calm_down", "choose_wait", "choose_refund", "walk_refund",
             "escalate_leave", "leave_words", "nudge_queue", "nudge_chat", "nudge_read", "filed_refund", "ask_human"}  # fmt: skip
    for truth, needs in NEEDS.items():
        for story in STORIES[truth]:
            case = type("Case", (), {"brief": {"reason": truth, "story": story}})()
            for move in {*moves, *(f"ask_{n}" for n in needs), *(f"again_{n}" for n in needs), "ask_amends", "again_amends", "ask_refund",
                         "again_refund", "a.happened"}:  # fmt: skip
                assert any(name in have for name in intents(move, case)), (move, truth, story)


@given(
    seed=st.integers(0, 10_000),
    voice=st.sampled_from(VOICES),
    mood=st.sampled_from(MOODS),
    language=st.sampled_from(LANGUAGES),
)
def test_typing_noise_never_touches_a_slot(seed: int, voice: str, mood: str, language: str) -> None:
    style = Style(voice, mood, noise=1.0, literacy=0.2)
    for intent in ("a.order_no", "a.phone", "ack_payout", "amount_differs", "a.address"):
        said = "".join(
            word(book(language), intent, style, SLOTS[language], set(), draw(seed, 1, "x", intent))
        )
        named = [
            s for s in ("order_no", "phone", "amount", "said_amount", "address") if SLOTS[language][s] in said
        ]
        assert named or not re.search(r"\d{3}", said), (intent, said)


@given(seed=st.integers(0, 2_000), voice=st.sampled_from(VOICES), language=st.sampled_from(LANGUAGES))
def test_nothing_is_said_twice_in_a_chat(seed: int, voice: str, language: str) -> None:
    said: set[str] = set()
    style = Style(voice, "annoyed", 0.2, 0.7)
    for turn in range(14):
        for bubble in word(
            book(language), "nudge_chat", style, SLOTS[language], said, draw(seed, 1, "x", "n", turn)
        ):
            assert remembered(bubble) not in said
            said.add(remembered(bubble))


@pytest.mark.parametrize("language", LANGUAGES)
def test_openings_differ_from_shopper_to_shopper(language: str) -> None:
    style = Style("plain", "calm", 0.1, 0.8)
    for truth in NEEDS:
        said = {
            tuple(
                word(book(language), f"open_{truth}", style, SLOTS[language], set(), draw(s, 1, "o", truth))
            )
            for s in range(40)
        }
        assert len(said) >= 8, truth


def test_lines_with_open_brackets_are_refused() -> None:
    for bad in ("(a|b", "<item", "a (b"):
        with pytest.raises(BadLine):
            parse(bad)


def test_days_are_named_as_people_name_them() -> None:
    day = 86_400_000
    zh, en = book("zh-CN"), book("en")
    assert [days.day(zh, NOW + n * day, NOW, "Asia/Shanghai") for n in (-1, 0, 1, 2, 3)] == [
        "昨天",
        "今天",
        "明天",
        "后天",
        "周四",
    ]
    assert [days.day(en, NOW + n * day, NOW, "Asia/Shanghai") for n in (-1, 0, 1, 3, 20)] == [
        "yesterday",
        "today",
        "tomorrow",
        "Thursday",
        "the 5th",
    ]
    assert days.counted(zh, 2) == "两" and days.counted(en, 5) == "five"


def test_things_are_called_by_their_plain_names() -> None:
    zh, en = book("zh-CN"), book("en")
    assert days.short_name(zh, "加厚铸铁平底煎锅 无涂层牛排锅 家用少烟煎饼锅") == "煎锅"
    assert days.short_name(zh, "新疆长绒棉四件套 全棉") == "四件套"
    assert days.short_name(en, "Heavy Cast-Iron Skillet, Uncoated Steak Pan") == "skillet"
    assert days.short_name(en, "Niche Eau de Parfum 50 ml, Gift Box") == "parfum"
    assert days.short_name(en, "Baking Tin Set for Beginners, Non-Stick") == "tin set"


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("麻烦提供一下订单号", "zh-CN", "q.order_no"),
        ("快递说放在青鸽驿站代收了", "zh-CN", "t.station"),
        ("放在邻居家代收了，麻烦您问一下隔壁", "zh-CN", "t.neighbour"),
        ("没办法保证具体哪一天", "zh-CN", "t.no_date"),
        ("您可以继续等，也可以申请退款", "zh-CN", "t.choice"),
        ("Could you share your order number, please?", "en", "q.order_no"),
        ("The carrier says it is at a parcel point.", "en", "t.station"),
        ("You may wait or ask for a refund.", "en", "t.choice"),
        ("I cannot promise a firm date.", "en", "t.no_date"),
    ],
)
def test_what_an_agent_asks_and_tells_is_heard(text: str, language: str, wanted: str) -> None:
    assert wanted in cues(text, language)


@pytest.mark.parametrize("text", ["是不是放在驿站了？", "有没有可能邻居代收了吗"])
def test_a_guess_is_not_taken_for_knowledge(text: str) -> None:
    assert not cues(text, "zh-CN") & {"t.station", "t.neighbour"}


def test_a_strange_language_is_not_understood() -> None:
    assert foreign("Your parcel is on its way", "zh-CN") and foreign("您的包裹正在路上呢", "en")
    assert not foreign("OK", "zh-CN")
