"""The facts an agent asserts, by the conventions of the labelling guide."""

import pytest

from helpdesk.understanding import extract


def stated(text: str) -> list[tuple[str, object, str | None]]:
    return [(s.kind, s.value, s.unit) for s in extract(text, 1_762_398_000_000)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "首公斤12,续每公斤5,您这个按4公斤算共27元",
            [("fee", 12, "CNY"), ("fee", 5, "CNY/kg"), ("fee", 27, "CNY")],
        ),
        ("来回邮费都算我们的", [("fee", 0, None)]),
        ("We cover the postage both ways", [("fee", 0, None)]),
        ("送您一张满100减15的券,月底前有效", [("coupon", 15, "CNY")]),
        ("全场九折", [("coupon", 10, "percent")]),
        ("10% off everything", [("coupon", 10, "percent")]),
        ("给您加200积分", [("coupon", 200, "point")]),
        ("大概四十块的样子", [("price", "~40", "CNY")]),
        ("藏青M码还有货,米色就剩3件", [("stock", ">0", "piece"), ("stock", 3, "piece")]),
        ("后天晚上八点前送到", [("date", "+2T20:00", "day_offset")]),
        ("12月3号发", [("date", "12-03", "MM-DD")]),
        ("3号发", [("date", "03", "DD")]),
        ("下周三之前", [("date", "next_wed", "weekday")]),
        ("今天15:30前付款都算", [("date", "+0T15:30", "day_offset")]),
        ("一年质保", [("duration", 1, "year")]),
        ("48小时内", [("duration", 48, "hour")]),
        ("订单尾号8821已经取消了", [("order_no", "*8821", None), ("status", "cancelled", "order")]),
        (
            "申通 7730 1182 45,在路上,到广州了",
            [("tracking_no", "7730118245", "STO"), ("status", "in_transit", "parcel")],
        ),
        ("要是周五没到,我赔您10块", []),
        ("您说的是59元吗?", []),
        ("不是59,是49", [("price", 49, "CNY")]),
        ("I'll have it out before Friday noon", [("date", "friT12:00", "weekday")]),
        ("If it is late I'll refund $10", []),
    ],
)
def test_the_examples_of_the_guide_are_read_as_labelled(
    text: str, wanted: list[tuple[str, object, str | None]]
) -> None:
    assert sorted(map(str, stated(text))) == sorted(map(str, wanted))


def test_money_back_in_words_is_an_amount_and_a_status() -> None:
    found = stated("已退您六十六块五,原路返回,2到4个工作日")
    assert ("refund_amount", 66.5, "CNY") in found
    assert ("status", "refunded", "refund") in found
    assert ("duration", "2-4", "workday") in found


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("已帮您催了", "urged_carrier"),
        ("给您备注好了", "noted"),
        ("I've chased the courier", "urged_carrier"),
    ],
)
def test_what_is_already_done_is_a_statement(text: str, done: str) -> None:
    assert ("action_done", done, None) in stated(text)


@pytest.mark.parametrize("text", ["帮您催一下", "I'll chase it", "我马上给您备注"])
def test_what_is_only_announced_is_not_done(text: str) -> None:
    assert not [kind for kind, _, _ in stated(text) if kind == "action_done"]


def test_tomorrow_evening_is_resolved_in_the_zone_of_the_mall() -> None:
    said = 1_762_398_000_000  # 2025-11-06 11:00 in Shanghai
    (one,) = extract("明晚八点前给您答复", said)
    assert one.at == (said, said + 33 * 3_600_000)
    assert one.about == "reply"


def test_workdays_skip_the_weekend() -> None:
    thursday = 1_762_398_000_000
    (one,) = extract("3个工作日内处理", thursday)
    assert one.at == (thursday, thursday + 5 * 86_400_000)
