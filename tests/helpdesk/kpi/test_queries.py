"""The same figures from tables and from nothing but the log."""

from __future__ import annotations

from helpdesk.chats.models import ChatSession
from helpdesk.kpi.from_log import KINDS, Recount
from helpdesk.kpi.queries import kpi, session_facts, turn_facts
from helpdesk.kpi.rules import figures
from tests.helpdesk.conftest import ANN, BO, LI_SAYS, MINUTE, SECOND, WANG_SAYS, Desk


def a_busy_hour(desk: Desk) -> None:
    desk.ask("在吗", order_id=desk.order_id)
    desk.pass_time(10 * SECOND)
    desk.do(ANN, "accept_next")
    desk.say("在的亲")
    desk.pass_time(20 * SECOND)
    desk.say("您的包裹在郑州转运中心，还在运输中")
    desk.ask("那什么时候到")
    desk.pass_time(40 * SECOND)
    desk.say("", kind="card", card={"type": "tracking", "id": desk.parcel_id})
    desk.ask("好的谢谢")
    desk.do(ANN, "close", conversation_id=1)
    desk.do(LI_SAYS, "rate", stars=4)
    desk.ask("怎么还没到", shopper=WANG_SAYS)
    desk.pass_time(200 * SECOND)
    desk.do(WANG_SAYS, "leave")
    desk.pass_time(MINUTE)
    desk.ask("又是我")
    desk.do(ANN, "accept_next")
    desk.do(ANN, "set_presence", presence="offline")
    desk.pass_time(5 * MINUTE)
    desk.do(BO, "accept_next")
    desk.say("您好，我接手了，您的包裹还在运输中", agent=BO)


def test_an_hour_at_the_desk_in_figures(desk: Desk) -> None:
    a_busy_hour(desk)
    found = desk.read(kpi)
    assert found["first_reply_ms"] == {"mean": 155_000, "median": 155_000, "p90": 300_000}
    assert found["substantive_ms"] == {"mean": 165_000, "median": 165_000, "p90": 300_000}
    # 10 s, 40 s; 600 s for who left, 600 s for the turn Ann left behind, 180 s for Bo since it came back to the queue.
    assert found["average_reply_ms"] == (10_000 + 40_000 + 600_000 + 600_000 + 180_000) // 5
    assert (found["answered_30s"], found["answered_3m"]) == (0.2, 0.6)
    assert (found["turns"], found["conversations"], found["unanswered"], found["abandoned"]) == (5, 3, 1, 1)
    assert (found["csat"], found["rated"], found["invited"]) == (4.0, 1, 1)
    assert (found["open"], found["waiting"]) == (1, 0)


def test_every_figure_comes_out_of_the_log_as_well(desk: Desk) -> None:
    a_busy_hour(desk)
    counted = Recount().read(desk.log(*KINDS))
    assert counted.sessions() == desk.read(session_facts)
    assert counted.turns() == desk.read(turn_facts)
    stored = desk.read(kpi)
    for name, value in figures(counted.sessions(), counted.turns()).items():
        assert stored[name] == value


def test_a_figure_changed_by_hand_is_found(desk: Desk) -> None:
    desk.accepted()
    desk.say("您的包裹还在运输中")
    with desk.act() as ctx:
        ctx.update(ChatSession, 1, first_reply_desk_ms=7)
    assert [f.code for f in desk.findings()["helpdesk.kpi_recount"]] == ["sessions_differ_from_log"]
    kept = desk.view()["first_reply_desk_ms"]
    with desk.act() as ctx:
        ctx.update(ChatSession, 1, first_reply_desk_ms=kept)
