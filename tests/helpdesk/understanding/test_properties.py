"""Any text whatever may be typed at the desk; reading it must be safe and fast."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.understanding import extract, model, patterns, recognise

SAID = 1_762_398_000_000
PIECES = st.sampled_from(
    [
        "您好",
        "抱歉",
        "退款",
        "明天8点",
        "12元",
        "不是",
        "吗？",
        "\n",
        "，",
        "。",
        "sorry",
        "I'll",
        " refund",
        "$5",
        " by Friday",
        "😀",
        "»",
        "\x00",
        "/:087",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_no_text_makes_the_reading_fail_and_spans_lie_inside_it(text: str) -> None:
    for act in recognise(text):
        assert all(0 <= low <= high <= len(text) for low, high in act.spans)
    for statement in extract(text, SAID):
        assert 0 <= statement.span[0] <= statement.span[1] <= len(text)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(PIECES, min_size=1, max_size=20).map("".join), st.sampled_from([" ", "  ", "\n", "😀", " 🌸 "])
)
def test_surrounding_spaces_and_emoji_change_nothing(text: str, edge: str) -> None:
    plain, edged = recognise(text), recognise(edge + text + edge)
    assert [a.name for a in plain] == [a.name for a in edged]
    assert [(s.kind, s.value) for s in extract(text, SAID)] == [
        (s.kind, s.value) for s in extract(edge + text + edge, SAID)
    ]


@pytest.mark.parametrize("text", ["", "   ", "\x00\x01\x02", "😀😀", "，。！", "?" * 500])
def test_a_message_without_words_says_nothing(text: str) -> None:
    assert recognise(text) == []
    assert extract(text, SAID) == []


def test_a_megabyte_is_read_no_further_than_its_first_part() -> None:
    started = time.process_time()
    recognise("您好。" * 350_000)
    extract("您好。" * 350_000, SAID)
    assert time.process_time() - started < 1.0


MESSAGES = [
    "您好亲，您的包裹还在武汉中转站，我帮您催一下，明天下午三点前给您答复。",
    "I'm so sorry, your parcel is stuck in Ohio. I'll update you by 5 pm.",
]


def test_a_message_is_read_within_two_milliseconds() -> None:
    for text in MESSAGES:
        recognise(text), extract(text, SAID)
    started = time.process_time()
    for turn in range(100):
        for text in MESSAGES:
            recognise(f"{text} {turn}")
            extract(f"{text} {turn}", SAID)
    assert (time.process_time() - started) / 200 < 0.002 * 2


def test_ten_thousand_characters_take_a_tenth_of_a_second() -> None:
    long = (MESSAGES[0] * 400)[:10_000]
    recognise(long[:50])
    started = time.process_time()
    recognise(long)
    assert time.process_time() - started < 0.1 * 2


def test_patterns_and_weights_load_quickly() -> None:
    patterns.load.cache_clear()
    model.stored.cache_clear()
    started = time.process_time()
    model.stored()
    recognise("您好")
    assert time.process_time() - started < 0.15 * 2
