"""A client that has an old picture and the events has the new picture: for every kind of event of the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
import pytest

import helpdesk.agents.events
import helpdesk.chats.events
import helpdesk.promises.events
import helpdesk.tickets.events  # noqa: F401
from core.events import kinds
from helpdesk.agents.models import Agent
from helpdesk.chats.queries import shop_thread
from helpdesk.desk.queries import shop_snapshot, snapshot
from helpdesk.desk.schemas import DeskSnapshot, OrderWithTickets, ShopSnapshot
from tests.helpdesk.conftest import ANN, BO, DAY, HOUR, LEAD, LI_SAYS, MINUTE, WANG_SAYS, Desk
from tests.support.reducer import replayed, tidy

DESK_TOKENS = ("desk", "agent:1")


def accept(d: Desk) -> None:
    d.ask("在吗", order_id=d.order_id)
    d.do(ANN, "accept_next")


def answered(d: Desk) -> None:
    accept(d)
    d.say("您的包裹还在运输中")


def closed(d: Desk) -> None:
    answered(d)
    d.do(ANN, "close", conversation_id=1)


def ticket(d: Desk) -> None:
    d.do(ANN, "open_ticket", shopper_id=1, title="晚到", body="等答复", order_id=d.order_id)


def resolved(d: Desk) -> None:
    ticket(d)
    d.do(ANN, "resolve_ticket", ticket_id=1, resolution="已签收")


def asked_lead(d: Desk) -> None:
    d.do(ANN, "pay_out", order_id=d.order_id, amount_cents=8000, reason="goodwill")


def nothing(d: Desk) -> None:
    pass


Step = Callable[[Desk], Any]
STORIES: dict[str, tuple[Step, Step]] = {
    "helpdesk.conversation.opened": (nothing, lambda d: d.ask("在吗")),
    "helpdesk.conversation.accepted": (lambda d: d.ask("在吗"), lambda d: d.do(ANN, "accept_next")),
    "helpdesk.conversation.continued": (closed, lambda d: d.ask("喂")),
    "helpdesk.conversation.snoozed": (
        accept,
        lambda d: d.do(ANN, "snooze", conversation_id=1, until_minutes=5),
    ),
    "helpdesk.conversation.resumed": (
        lambda d: (accept(d), d.do(ANN, "snooze", conversation_id=1, until_minutes=5)),
        lambda d: d.pass_time(5 * MINUTE),
    ),
    "helpdesk.conversation.wrapping_up": (answered, lambda d: d.do(ANN, "wrap_up", conversation_id=1)),
    "helpdesk.conversation.closed": (answered, lambda d: d.do(ANN, "close", conversation_id=1)),
    "helpdesk.conversation.abandoned": (lambda d: d.ask("在吗"), lambda d: d.do(LI_SAYS, "leave")),
    "helpdesk.conversation.requeued": (
        lambda d: (accept(d), d.do(ANN, "set_presence", presence="offline")),
        lambda d: d.pass_time(3 * MINUTE),
    ),
    "helpdesk.conversation.read": (
        accept,
        lambda d: d.do(ANN, "mark_read", conversation_id=1, message_id=1),
    ),
    "helpdesk.conversation.rated": (closed, lambda d: d.do(LI_SAYS, "rate", stars=5, text="好")),
    "helpdesk.message.sent": (accept, lambda d: (d.say("您好，请说"), d.say("急", kind="note"))),
    "helpdesk.message.understood": (accept, lambda d: d.say("您的包裹还在运输中")),
    "helpdesk.promise.made": (accept, lambda d: d.say("我马上帮您催件")),
    "helpdesk.promise.kept": (
        lambda d: (accept(d), d.say("我马上帮您催件")),
        lambda d: d.do(ANN, "open_work_order", consignment_id=d.parcel_id, kind="chase"),
    ),
    "helpdesk.promise.broken": (
        lambda d: (accept(d), d.say("我马上帮您催件")),
        lambda d: d.pass_time(11 * MINUTE),
    ),
    "helpdesk.promise.late": (
        lambda d: (accept(d), d.say("我马上帮您催件"), d.pass_time(11 * MINUTE)),
        lambda d: d.do(ANN, "open_work_order", consignment_id=d.parcel_id, kind="chase"),
    ),
    "helpdesk.ticket.opened": (nothing, ticket),
    "helpdesk.ticket.shared": (nothing, ticket),
    "helpdesk.ticket.changed": (ticket, lambda d: d.do(ANN, "hold_ticket", ticket_id=1, remind_minutes=5)),
    "helpdesk.ticket.noted": (ticket, lambda d: d.do(ANN, "note_ticket", ticket_id=1, text="催过")),
    "helpdesk.ticket.resolved": (ticket, lambda d: d.do(ANN, "resolve_ticket", ticket_id=1, resolution="好")),
    "helpdesk.ticket.reopened": (resolved, lambda d: d.do(ANN, "reopen_ticket", ticket_id=1)),
    "helpdesk.ticket.closed": (resolved, lambda d: d.pass_time(3 * DAY)),
    "helpdesk.approval.requested": (nothing, asked_lead),
    "helpdesk.approval.granted": (asked_lead, lambda d: d.do(LEAD, "grant_approval", approval_id=1)),
    "helpdesk.approval.declined": (
        asked_lead,
        lambda d: d.do(LEAD, "decline_approval", approval_id=1, note="不"),
    ),
    "helpdesk.approval.expired": (asked_lead, lambda d: d.pass_time(HOUR)),
    "helpdesk.agent.presence_changed": (nothing, lambda d: d.do(BO, "set_presence", presence="break")),
}


def test_every_kind_of_the_desk_has_its_story() -> None:
    assert {kind for kind in kinds() if kind.startswith("helpdesk.")} == set(STORIES)


@pytest.mark.parametrize("kind", sorted(STORIES))
def test_an_old_picture_plus_the_events_is_a_fresh_picture(desk: Desk, kind: str) -> None:
    before, step = STORIES[kind]
    before(desk)
    old = desk.picture()
    step(desk)
    rows = desk.log(after=old["seq"])
    assert kind in [row.kind for row in rows]
    fresh = desk.picture()
    new = replayed(old, rows, DESK_TOKENS)
    new["seq"] = fresh["seq"]  # what is not for the desk moves the number too
    assert tidy(new) == tidy(fresh)


@pytest.mark.parametrize("kind", sorted(STORIES))
def test_the_shopper_keeps_up_as_well_and_is_sent_nothing_of_the_desks_own(desk: Desk, kind: str) -> None:
    before, step = STORIES[kind]
    before(desk)
    old = desk.read(shop_snapshot, LI_SAYS)
    thread = desk.read(shop_thread, LI_SAYS)["messages"]
    step(desk)
    view, messages = old["conversation"], {m["id"]: m for m in thread}
    for row in desk.log(after=old["seq"]):
        if "shopper:1" not in row.audience.split():
            continue
        data = orjson.loads(row.data)
        view = data.get("conversation", view)
        if "message" in data:
            messages[data["message"]["id"]] = data["message"]
            assert data["message"]["kind"] != "note"
        assert "ticket" not in data
        assert "approval" not in data
        assert not row.kind.startswith("helpdesk.promise")
    fresh = desk.read(shop_snapshot, LI_SAYS)["conversation"]
    for one in (view, fresh):
        if one is not None:
            one.pop("queue_position")  # moves with what others do: asked again while one waits
    assert view == fresh
    assert list(messages.values()) == desk.read(shop_thread, LI_SAYS)["messages"]


def test_the_other_shopper_is_sent_nothing_of_it(desk: Desk) -> None:
    old = desk.read(shop_snapshot, WANG_SAYS)
    closed(desk)
    ticket(desk)
    assert not [row for row in desk.log(after=old["seq"]) if "shopper:2" in row.audience.split()]


def test_pictures_are_as_the_interface_describes_them(desk: Desk) -> None:
    answered(desk)
    ticket(desk)
    asked_lead(desk)
    DeskSnapshot.model_validate(desk.read(snapshot), strict=True)
    ShopSnapshot.model_validate(desk.read(shop_snapshot, LI_SAYS), strict=True)
    from helpdesk.customer_files.queries import conversation_page
    from helpdesk.customer_files.schemas import ConversationPage
    from helpdesk.desk.queries import desk_order

    ConversationPage.model_validate(desk.read(conversation_page, conversation_id=1), strict=True)
    OrderWithTickets.model_validate(desk.read(desk_order, order_id=desk.order_id), strict=True)


def test_an_observer_sees_the_desk_without_being_anybody(desk: Desk) -> None:
    assert desk.read(snapshot, "observer:9")["me"] is None


def test_the_picture_keeps_twenty_ended_conversations(desk: Desk) -> None:
    with desk.act() as ctx:
        ctx.update(Agent, 1, capacity=9)
    for _ in range(22):
        number = desk.ask("在吗")["conversation_id"]
        desk.do(ANN, "accept", conversation_id=number)
        desk.do(ANN, "close", conversation_id=number)
        desk.pass_time(25 * HOUR)
    kept = [c["id"] for c in desk.picture()["conversations"]]
    assert kept == list(range(22, 2, -1))
