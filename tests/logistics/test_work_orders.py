"""Asking carriers, and their answers."""

from __future__ import annotations

import itertools

import pytest

from core.errors import IllegalTransition, Invalid, Refusal
from logistics.consignments.models import Consignment
from logistics.consignments.rules import STATES
from logistics.work_orders.models import CourierWorkOrder
from logistics.work_orders.queries import of_consignments, open_of
from logistics.work_orders.rules import ANSWER_WORD, KINDS, may_answer, may_open
from logistics.work_orders.service import answer_work_order, open_work_order, withdraw_work_order
from tests.logistics.build import go, parcel, roads

HOUR = 3_600_000

LEGAL = {
    ("chase", "label_created"), ("chase", "awaiting_collection"), ("chase", "collected"), ("chase", "in_transit"),
    ("chase", "arrived_city"), ("chase", "out_for_delivery"), ("chase", "ready_to_collect"), ("chase", "returning"),
    ("intercept", "collected"), ("intercept", "in_transit"), ("intercept", "arrived_city"),
    ("intercept", "out_for_delivery"), ("intercept", "ready_to_collect"),
    ("redirect", "label_created"), ("redirect", "awaiting_collection"), ("redirect", "collected"),
    ("redirect", "in_transit"), ("redirect", "arrived_city"),
    ("proof_of_delivery", "signed"),
    ("lost", "collected"), ("lost", "in_transit"), ("lost", "arrived_city"), ("lost", "out_for_delivery"),
    ("lost", "ready_to_collect"), ("lost", "returning"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "state"), list(itertools.product(KINDS, STATES)))
def test_each_question_is_asked_only_where_it_makes_sense(kind: str, state: str) -> None:
    if (kind, state) in LEGAL:
        may_open(kind, state, "suspected_loss")
    else:
        with pytest.raises(Refusal, match="work_order_not_applicable"):
            may_open(kind, state, "suspected_loss")


@pytest.mark.parametrize("silence", [None, "chase", "stalled"])
def test_a_parcel_is_not_called_lost_before_five_silent_days(silence: str | None) -> None:
    with pytest.raises(Refusal, match="parcel_not_silent_enough"):
        may_open("lost", "in_transit", silence)


def test_answers_belong_to_their_question_and_a_useless_one_fits_all() -> None:
    for kind, word in ANSWER_WORD.items():
        may_answer(kind, "useless")
        may_answer(kind, word + "anything")
        for other in set(ANSWER_WORD.values()) - {word}:
            with pytest.raises(Invalid, match="answer_does_not_fit"):
                may_answer(kind, other + "anything")


@pytest.fixture
def number(act) -> int:  # type: ignore[no-untyped-def]
    with act() as ctx:
        roads(ctx)
        number = parcel(ctx)
        go(ctx, number, "arrived")
        return number


def test_a_chase_is_on_record_with_who_asked_and_the_answer(act, number, pass_time) -> None:
    with act("agent:1") as ctx:
        order = open_work_order(ctx, consignment_id=number, kind="chase", note="birthday tomorrow")
    pass_time(HOUR)
    with act("carrier") as ctx:
        answer_work_order(
            ctx,
            work_order_id=order,
            answer_code="chase_backlog",
            answer_params={"until_ms": ctx.mall_ms + HOUR},
        )
    with act() as ctx:
        [row] = of_consignments(ctx, [number])[number]
        assert (row.opened_by, row.note, row.state) == ("agent:1", "birthday tomorrow", "answered")
        assert (row.answer_code, row.answered_ms - row.opened_ms) == ("chase_backlog", HOUR)


def test_the_same_question_is_not_asked_twice_while_it_waits(act, number) -> None:
    with act("agent:1") as ctx:
        first = open_work_order(ctx, consignment_id=number, kind="chase")
    with pytest.raises(Refusal, match="work_order_already_open") as refused, act("agent:2") as ctx:
        open_work_order(ctx, consignment_id=number, kind="chase")
    assert refused.value.params["work_order_id"] == first
    with act("carrier") as ctx:
        answer_work_order(ctx, work_order_id=first, answer_code="useless")
    with act("agent:1") as ctx:
        assert open_work_order(ctx, consignment_id=number, kind="chase") != first


def test_an_answer_is_given_once(act, number) -> None:
    with act("agent:1") as ctx:
        order = open_work_order(ctx, consignment_id=number, kind="chase")
    with act("carrier") as ctx:
        answer_work_order(ctx, work_order_id=order, answer_code="chase_moving")
    with pytest.raises(IllegalTransition), act("carrier") as ctx:
        answer_work_order(ctx, work_order_id=order, answer_code="chase_normal")
    with act() as ctx:
        assert ctx.get(CourierWorkOrder, order).answer_code == "chase_moving"


def test_a_withdrawn_question_is_not_answered(act, number) -> None:
    with act("agent:1") as ctx:
        order = open_work_order(ctx, consignment_id=number, kind="intercept")
        withdraw_work_order(ctx, work_order_id=order)
        assert open_of(ctx, consignment_id=number, kind="intercept") is None
    with pytest.raises(IllegalTransition), act("carrier") as ctx:
        answer_work_order(ctx, work_order_id=order, answer_code="intercept_ok")


def test_a_stopped_parcel_turns_round_by_the_answer(act, number) -> None:
    with act("agent:1") as ctx:
        order = open_work_order(ctx, consignment_id=number, kind="intercept")
    with act("carrier") as ctx:
        answer_work_order(ctx, work_order_id=order, answer_code="intercept_ok")
    with act() as ctx:
        assert ctx.get(Consignment, number).state == "returning"


def test_a_carrier_that_stops_a_signed_parcel_has_missed_it(act) -> None:
    with act() as ctx:
        roads(ctx)
        number = parcel(ctx)
        go(ctx, number, "out_for_delivery")
        order = open_work_order(ctx, consignment_id=number, kind="intercept")
    with act("carrier") as ctx:
        from logistics.consignments.service import add_scan

        add_scan(ctx, consignment_id=number, code="signed", params={"who": "self"})
        answer_work_order(ctx, work_order_id=order, answer_code="intercept_ok")
    with act() as ctx:
        assert ctx.get(CourierWorkOrder, order).answer_code == "intercept_missed"
        assert ctx.get(Consignment, number).state == "signed"


def test_a_loss_is_asked_after_five_silent_days_and_confirmed(act, number, pass_time) -> None:
    with pytest.raises(Refusal, match="parcel_not_silent_enough"), act("agent:1") as ctx:
        open_work_order(ctx, consignment_id=number, kind="lost")
    pass_time(120 * HOUR)
    with act("agent:1") as ctx:
        order = open_work_order(ctx, consignment_id=number, kind="lost")
    with act("carrier") as ctx:
        answer_work_order(ctx, work_order_id=order, answer_code="lost_confirmed")
    with act() as ctx:
        assert ctx.get(Consignment, number).state == "lost_closed"


def test_a_question_nobody_knows_is_malformed(act, number) -> None:
    with pytest.raises(Invalid, match="work_order_kind_unknown"), act("agent:1") as ctx:
        open_work_order(ctx, consignment_id=number, kind="hug")
