"""What an agent said, held against what the mall knows."""

from helpdesk.understanding import (
    AmountFact,
    DoneFact,
    Facts,
    MomentFact,
    NumberFact,
    StatusFact,
    StockFact,
    extract,
    ground,
)

NOW = 1_762_398_000_000
DAY = 86_400_000


def verdicts(text: str, facts: Facts) -> list[tuple[str, str, str | None]]:
    return [(g.statement.kind, g.verdict, g.record) for g in ground(extract(text, NOW), facts)]


def test_a_parcel_said_to_be_signed_while_it_is_stuck_is_contradicted_by_the_consignment() -> None:
    facts = Facts(NOW, statuses=(StatusFact("parcel", "stuck", "consignment:9"),))
    assert verdicts("您的包裹已经签收了", facts) == [("status", "contradicted", "consignment:9")]
    assert verdicts("您的包裹还没更新", facts) == [("status", "supported", "consignment:9")]


def test_a_chase_that_was_never_made_is_contradicted_and_one_that_was_is_supported() -> None:
    made = Facts(NOW, actions_done=(DoneFact("urged_carrier", NOW - 60_000, "work_order:4"),))
    later = Facts(NOW, actions_done=(DoneFact("urged_carrier", NOW + 60_000, "work_order:5"),))
    assert verdicts("已经帮您催了", made) == [("action_done", "supported", "work_order:4")]
    assert verdicts("已经帮您催了", later) == [("action_done", "contradicted", None)]


def test_an_amount_differing_from_the_payout_is_contradicted() -> None:
    facts = Facts(NOW, amounts=(AmountFact("refund_amount", 12.0, "CNY", "payout:3"),))
    assert verdicts("退您十二块", facts)[0] == ("refund_amount", "supported", "payout:3")
    assert verdicts("退您二十块", facts)[0] == ("refund_amount", "contradicted", "payout:3")


def test_an_arrival_told_for_tomorrow_is_held_against_the_eta() -> None:
    soon = Facts(NOW, moments=(MomentFact("arrival", NOW + DAY, NOW + DAY, "consignment:9"),))
    late = Facts(NOW, moments=(MomentFact("arrival", NOW + 4 * DAY, NOW + 4 * DAY, "consignment:9"),))
    assert verdicts("预计明天送到", soon)[-1] == ("date", "supported", "consignment:9")
    assert verdicts("预计明天送到", late)[-1] == ("date", "contradicted", "consignment:9")


def test_the_agents_own_reply_time_is_no_fact_of_the_mall() -> None:
    facts = Facts(NOW, moments=(MomentFact("arrival", NOW + 9 * DAY, NOW + 9 * DAY, "consignment:9"),))
    assert verdicts("我明天下午三点前给您回复", facts) == [("date", "unverifiable", None)]


def test_numbers_and_stock_are_checked_whole_or_by_their_tail() -> None:
    facts = Facts(
        NOW, order_numbers=(NumberFact("202511068821", "order:17"),), stock=(StockFact(0, "variant:2"),)
    )
    assert verdicts("订单尾号8821", facts) == [("order_no", "supported", "order:17")]
    assert verdicts("订单尾号9999", facts) == [("order_no", "contradicted", "order:17")]
    assert verdicts("还有现货", facts) == [("stock", "contradicted", "variant:2")]
