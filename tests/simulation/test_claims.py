"""Carriers answer claims by their terms, in their own time."""

from __future__ import annotations

from collections.abc import Callable

from core.events.log import read_log
from logistics.claims.queries import claims_of
from logistics.claims.service import file_claim, withdraw_claim
from logistics.consignments.service import add_scan
from tests.conftest import Act
from tests.logistics.build import go, parcel, roads

HOUR = 3_600_000


def test_a_claim_is_answered_within_sixty_hours_and_a_withdrawn_one_never(
    act: Act, pass_time: Callable[[int], int]
) -> None:
    with act("agent:1") as ctx:
        roads(ctx)
        numbers = []
        for name in ("sample:1", "sample:2"):
            number = parcel(ctx, name)
            go(ctx, number, "arrived")
            add_scan(ctx, consignment_id=number, code="lost")
            made = file_claim(ctx, consignment_id=number, kind="lost", value_cents=9_900, claimed_cents=9_900)
            numbers.append(number)
        withdraw_claim(ctx, claim_id=made["id"])
    pass_time(19 * HOUR)
    with act() as ctx:
        assert claims_of(ctx, numbers[0])[0]["state"] == "filed"
    pass_time(42 * HOUR)
    with act() as ctx:
        paid, withdrawn = (claims_of(ctx, number)[0] for number in numbers)
        assert (paid["state"], paid["answer_code"], paid["paid_cents"]) == (
            "paid",
            "paid_freight_limit",
            6_300,
        )
        assert withdrawn["state"] == "withdrawn"
        logged = read_log(ctx.session, ctx.mall_id, kinds=["logistics.claim.answered"])
        assert [row.actor for row in logged] == ["carrier"]
