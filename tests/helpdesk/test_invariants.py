"""What is checked of a desk is found when somebody has meddled with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from core.context import Ctx
from core.db.engine import Database
from helpdesk.approvals.models import Approval
from helpdesk.chats.models import ChatSession, Conversation, Message, Turn
from helpdesk.promises.models import Promise
from tests.helpdesk.conftest import ANN, LEAD, SECOND, Desk


@pytest.fixture
def meddled(db: Database, mall: int, act: Any, pass_time: Callable[[int], int]) -> Iterator[Desk]:
    """A desk in the middle of work, whose checks are not run at the end."""
    desk = Desk(db, mall, act, pass_time)
    desk.set_up()
    desk.accepted()
    desk.pass_time(5 * SECOND)
    desk.say("我马上帮您催件")
    desk.ask("好的，快点")
    paid = desk.do(ANN, "pay_out", order_id=desk.order_id, amount_cents=8000, reason="goodwill")
    desk.do(LEAD, "grant_approval", approval_id=paid["approval_id"])
    assert not [name for name in desk.findings() if name.startswith("helpdesk.")]
    yield desk


def second_conversation(ctx: Ctx) -> None:
    row = dict(ctx.get(Conversation, 1)._mapping)
    ctx.insert(Conversation, **{**row, "id": 2})


MEDDLING: list[tuple[str, str, Callable[[Ctx], Any]]] = [
    ("helpdesk.one_open_conversation", "several_open_conversations", second_conversation),
    ("helpdesk.conversation_states", "state_unknown", lambda c: c.update(Conversation, 1, state="lost")),
    (
        "helpdesk.conversation_states",
        "queued_with_agent",
        lambda c: c.update(Conversation, 1, state="queued"),
    ),
    ("helpdesk.conversation_states", "handled_by_nobody", lambda c: c.update(Conversation, 1, agent_id=None)),
    (
        "helpdesk.conversation_states",
        "end_and_time_disagree",
        lambda c: c.update(Conversation, 1, closed_desk_ms=5),
    ),
    ("helpdesk.unread", "unread_miscounted", lambda c: c.update(Conversation, 1, unread=7)),
    ("helpdesk.turns", "turn_outcome_wrong", lambda c: c.update(Turn, 1, outcome="unanswered")),
    ("helpdesk.turns", "answered_before_asked", lambda c: c.update(Turn, 1, opened_desk_ms=9_999_999)),
    (
        "helpdesk.turns",
        "waiting_and_turn_disagree",
        lambda c: c.update(Conversation, 1, waiting_since_desk_ms=None),
    ),
    ("helpdesk.sessions", "session_missing", lambda c: c.update(Conversation, 1, session_no=2)),
    ("helpdesk.sessions", "messages_miscounted", lambda c: c.update(ChatSession, 1, shopper_messages=9)),
    ("helpdesk.sessions", "messages_miscounted", lambda c: c.update(Message, 2, author="shopper:1")),
    ("helpdesk.approvals_once", "granted_not_once", lambda c: c.update(Approval, 1, state="declined")),
    (
        "helpdesk.approvals_once",
        "granted_by_nobody_entitled",
        lambda c: c.update(Approval, 1, decided_by=ANN),
    ),
    (
        "helpdesk.approvals_once",
        "granted_but_not_done",
        lambda c: c.update(Approval, 1, verb="helpdesk.refund"),
    ),
    ("helpdesk.promises", "promise_without_reading", lambda c: c.update(Promise, 1, message_id=1)),
    ("helpdesk.promises", "promise_open_and_settled", lambda c: c.update(Promise, 1, settled_ms=1)),
    (
        "helpdesk.promises",
        "kept_after_deadline",
        lambda c: c.update(Promise, 1, state="kept", settled_ms=10**12),
    ),
    (
        "helpdesk.promises",
        "broken_before_deadline",
        lambda c: c.update(Promise, 1, state="broken", settled_ms=1),
    ),
    ("helpdesk.kpi_recount", "turns_differ_from_log", lambda c: c.update(Turn, 1, answered_desk_ms=6_000)),
]


@pytest.mark.parametrize(
    ("check", "code", "meddle"), MEDDLING, ids=[f"{m[1]}{n}" for n, m in enumerate(MEDDLING)]
)
def test_meddling_is_found(meddled: Desk, check: str, code: str, meddle: Callable[[Ctx], Any]) -> None:
    with meddled.act() as ctx:
        meddle(ctx)
    assert code in [finding.code for finding in meddled.findings().get(check, [])]
