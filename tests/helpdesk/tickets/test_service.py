"""Tickets: work that outlives the chat."""

from __future__ import annotations

from typing import Any

import pytest

from core.errors import IllegalTransition, Invalid, NotFound
from helpdesk.tickets.queries import of_order, own_tickets, ticket, tickets
from helpdesk.tickets.rules import MOVES
from tests.helpdesk.conftest import ANN, DAY, LI_SAYS, MINUTE, WANG_SAYS, Desk
from tests.shop.build import LI


def opened(desk: Desk, **more: Any) -> dict[str, Any]:
    args = {
        "shopper_id": LI,
        "order_id": desk.order_id,
        "title": "晚到",
        "body": "已催件，等快递答复",
        "category": "late",
    }
    return desk.do(ANN, "open_ticket", **{**args, **more})


def test_who_opens_a_ticket_has_it(desk: Desk) -> None:
    made = opened(desk, priority="high")
    assert made["state"] == "open"
    assert made["agent_id"] == 1
    assert made["ticket_no"].startswith("T20260615")
    assert made["order_no"]
    assert desk.read(of_order, order_id=desk.order_id)[0]["title"] == "晚到"


def test_the_shopper_sees_number_title_and_state_but_not_what_the_desk_wrote(desk: Desk) -> None:
    made = opened(desk)
    desk.do(ANN, "note_ticket", ticket_id=made["id"], text="客户语气很急")
    mine = desk.read(own_tickets, LI_SAYS)["items"]
    assert [set(t) for t in mine] == [{"id", "ticket_no", "title", "state", "resolution", "opened_at"}]
    assert desk.read(own_tickets, WANG_SAYS)["items"] == []
    for row in desk.log():
        if row.kind.startswith("helpdesk.ticket.") and "shopper:1" in row.audience.split():
            assert "语气" not in row.data
            assert "等快递答复" not in row.data


def test_a_remark_is_added_under_the_name_of_who_wrote_it(desk: Desk) -> None:
    made = opened(desk)
    noted = desk.do(ANN, "note_ticket", ticket_id=made["id"], text="已电话联系站点")
    assert [(n["by"], n["text"]) for n in noted["notes"]] == [(ANN, "已电话联系站点")]


def test_put_aside_it_opens_again_at_its_time(desk: Desk) -> None:
    made = opened(desk)
    held = desk.do(ANN, "hold_ticket", ticket_id=made["id"], remind_minutes=30)
    assert held["state"] == "on_hold"
    assert held["remind_at"]
    desk.pass_time(30 * MINUTE)
    assert desk.read(ticket, ticket_id=made["id"])["state"] == "open"
    assert desk.kinds()[-1] == "helpdesk.ticket.changed"


def test_resolved_it_closes_after_three_days_of_the_mall(desk: Desk) -> None:
    made = opened(desk)
    desk.do(ANN, "resolve_ticket", ticket_id=made["id"], resolution="已签收")
    desk.pass_time(3 * DAY - 1)
    assert desk.read(ticket, ticket_id=made["id"])["state"] == "resolved"
    desk.pass_time(1)
    assert desk.read(ticket, ticket_id=made["id"])["state"] == "closed"
    assert desk.read(tickets, state="closed")["items"][0]["id"] == made["id"]


def test_reopened_it_is_counted_and_does_not_close(desk: Desk) -> None:
    made = opened(desk)
    desk.do(ANN, "resolve_ticket", ticket_id=made["id"], resolution="已签收")
    again = desk.do(ANN, "reopen_ticket", ticket_id=made["id"])
    assert (again["state"], again["reopened"], again["resolution"]) == ("open", 1, None)
    desk.pass_time(4 * DAY)
    assert desk.read(ticket, ticket_id=made["id"])["state"] == "open"


def test_waiting_for_somebody_and_going_on(desk: Desk) -> None:
    made = opened(desk)
    assert (
        desk.do(ANN, "pend_ticket", ticket_id=made["id"], on="third_party")["state"] == "pending_third_party"
    )
    assert desk.do(ANN, "pend_ticket", ticket_id=made["id"], on="customer")["state"] == "pending_customer"
    assert desk.do(ANN, "go_on_with_ticket", ticket_id=made["id"])["state"] == "open"
    with pytest.raises(Invalid):
        desk.do(ANN, "pend_ticket", ticket_id=made["id"], on="godot")


def test_only_what_is_open_is_resolved_and_only_what_is_resolved_reopened(desk: Desk) -> None:
    made = opened(desk)
    with pytest.raises(IllegalTransition):
        desk.do(ANN, "reopen_ticket", ticket_id=made["id"])
    desk.do(ANN, "resolve_ticket", ticket_id=made["id"], resolution="已签收")
    with pytest.raises(IllegalTransition):
        desk.do(ANN, "hold_ticket", ticket_id=made["id"], remind_minutes=5)
    with pytest.raises(NotFound):
        desk.do(ANN, "note_ticket", ticket_id=99, text="?")


@pytest.mark.parametrize(
    "wrong", [{"title": " "}, {"body": ""}, {"priority": "asap"}, {"category": "Late!"}, {"title": "x" * 121}]
)
def test_a_ticket_needs_title_and_body_and_known_words(desk: Desk, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        opened(desk, **wrong)
    with pytest.raises(Invalid, match="order_of_somebody_else"):
        opened(desk, order_id=desk.other_order_id)


def test_nothing_leaves_closed() -> None:
    assert not [key for key in MOVES if key[0] == "closed"]
