"""The desk and the shopper's chat over HTTP, in the shapes the browser is written against."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from core.clock import SystemClock
from core.db.engine import Database
from core.ids import SystemIds
from core.malls.service import create_mall, start_clock
from helpdesk.agents.schemas import AgentView
from helpdesk.agents.service import hire
from helpdesk.chats.schemas import ConversationView, MessageView, ShopThread
from helpdesk.customer_files.schemas import ConversationPage, CustomerView
from helpdesk.desk.schemas import DeskSnapshot, OrderWithTickets, ShopSnapshot
from helpdesk.kpi.schemas import Kpi
from helpdesk.order_actions import schemas as O
from helpdesk.policy.models import PolicyCard
from helpdesk.policy.schemas import Policies
from helpdesk.scripts.models import QuickReply
from helpdesk.scripts.schemas import QuickReplies
from helpdesk.tickets.schemas import OwnTicketPage, TicketPage, TicketView
from shop.orders.schemas import OrderPage
from tests.conftest import OPENED_MALL_MS
from tests.shop.build import LI, WANG, order, shelf, shipped
from tests.support.server import LiveServer, run_server


class Caller:
    """One seat's browser."""

    def __init__(self, server: LiveServer, client: httpx.Client, prefix: str) -> None:
        self.server, self.client, self.prefix = server, client, prefix

    def get(self, path: str, status: int = 200, **params: Any) -> Any:
        answer = self.client.get(f"{self.prefix}/{path}", params=params)
        assert answer.status_code == status, answer.text
        return answer.json()

    def post(self, path: str, status: int = 200, method: str = "POST", **body: Any) -> Any:
        answer = self.client.request(
            method, f"{self.prefix}/{path}", json=body, headers={"Idempotency-Key": self.server.key()}
        )
        assert answer.status_code == status, answer.text
        return answer.json()


class Place:
    """A mall with a desk, an agent, a lead and a shopper at their browsers."""

    def __init__(self, server: LiveServer) -> None:
        self.server = server
        self.mall_id, self.order_id, self.parcel_id = server.here(self._made)
        self.people = {role: server.person(role) for role in ("agent", "lead", "shopper", "observer")}
        members = {"agent": 1, "lead": 2, "shopper": LI, "observer": 1}
        self.seats = {
            role: server.seat(person, self.mall_id, role, members[role])
            for role, person in self.people.items()
        }

    def _made(self) -> tuple[int, int, int]:
        with self.server.db.app_transaction() as app:
            mall_id = create_mall(
                app, language="zh-CN", seed=7, opened_mall_ms=OPENED_MALL_MS, exercise="test", label="mall"
            )
            ctx = app.mall(mall_id, "system")
            start_clock(ctx)
            shelf(ctx)
            order_id, parcel_id = shipped(ctx, "arrived", shopper_id=LI, variants=(1,))
            order(ctx, shopper_id=WANG, variants=(2,))
            hire(ctx, name="Ann", role="agent", presence="online")
            hire(ctx, name="Lead", role="lead", presence="online")
            ctx.insert(
                QuickReply, scope="team", agent_id=None, category="开场", shortcut="nh", initials="wh", title="问候",
                text="您好{buyer}",
            )  # fmt: skip
            ctx.insert(
                PolicyCard, code="P3", title="延迟", rule="48小时", agent_may="发放", limits={"credit_pct": 5}
            )
        return mall_id, order_id, parcel_id

    def at(self, role: str, side: str | None = None) -> Caller:
        client = httpx.Client(base_url=self.server.base, headers=self.people[role].headers, timeout=20)
        side = side or ("shop" if role == "shopper" else "desk")
        return Caller(self.server, client, f"/api/{side}/{self.seats[role]}")


@pytest.fixture
def place(database_url: str, tmp_path: Path) -> Iterator[Place]:
    database = Database(database_url, clock=SystemClock(), ids=SystemIds())
    with run_server(database, tmp_path) as server:
        yield Place(server)
    database.close()


def test_a_late_parcel_from_question_to_rating_over_http(place: Place) -> None:
    agent, shopper, lead = place.at("agent"), place.at("shopper"), place.at("lead")
    first = ShopSnapshot.model_validate(shopper.get("snapshot"))
    assert first.conversation is None
    asked = shopper.post(
        "chat/messages", 201, client_id="s1", text="我的快递怎么不动了", order_id=place.order_id
    )
    MessageView.model_validate(asked)
    taken = ConversationView.model_validate(agent.post("conversations/next"))
    assert taken.state == "active"
    base = f"conversations/{taken.id}"
    agent.post(f"{base}/read", message_id=asked["id"])
    said = agent.post(
        f"{base}/messages", 201, client_id="a1", kind="text", text="抱歉，包裹在郑州，还在运输中"
    )
    MessageView.model_validate(said)
    agent.post(f"{base}/messages", 201, client_id="a2", kind="note", text="催过")
    agent.post(
        f"{base}/messages", 201, client_id="a3", kind="card", card={"type": "tracking", "id": place.parcel_id}
    )
    assert agent.post(f"{base}/drafts/reply", method="PUT", text="您好", version=1) == {
        "text": "您好",
        "version": 1,
    }
    page = ConversationPage.model_validate(agent.get(base))
    assert [m.kind for m in page.messages] == ["text", "text", "note", "card"]
    assert page.drafts.reply.text == "您好"
    CustomerView.model_validate(agent.get(f"customers/{LI}"))
    OrderPage.model_validate(agent.get("orders", q="li_min"))
    O.WorkOrderMade.model_validate(
        agent.post(f"consignments/{place.parcel_id}/work-orders", 201, kind="chase", note="急")
    )
    O.NoteMade.model_validate(agent.post(f"orders/{place.order_id}/notes", 201, text="急用", flag="red"))
    paid = agent.post(f"orders/{place.order_id}/payouts", 201, amount_cents=8000, reason="goodwill")
    assert O.PaidOut.model_validate(paid).state == "approval_requested"
    granted = lead.post(f"approvals/{paid['approval_id']}/grant", note="可以")
    assert granted["state"] == "granted"
    coupon = agent.post(f"orders/{place.order_id}/coupons", 201, amount_cents=500)
    assert O.CouponGiven.model_validate(coupon).state == "approval_requested"
    lead.post(f"approvals/{coupon['approval_id']}/decline", note="够了")
    ticket = TicketView.model_validate(
        agent.post("tickets", 201, shopper_id=LI, title="晚到", body="等答复", order_id=place.order_id)
    )
    agent.post(f"tickets/{ticket.id}/notes", 201, text="催过")
    agent.post(f"tickets/{ticket.id}/hold", remind_minutes=30)
    agent.post(f"tickets/{ticket.id}/go-on")
    agent.post(f"tickets/{ticket.id}/pend", on="customer")
    agent.post(f"tickets/{ticket.id}/resolve", resolution="已补偿")
    agent.post(f"tickets/{ticket.id}/reopen")
    TicketPage.model_validate(agent.get("tickets", state="open"))
    agent.get(f"tickets/{ticket.id}")
    assert OwnTicketPage.model_validate(shopper.get("tickets")).items[0].ticket_no == ticket.ticket_no
    found = OrderWithTickets.model_validate(agent.get(f"orders/{place.order_id}"))
    assert found.payouts[0].amount_cents == 8000
    refund = agent.post(f"orders/{place.order_id}/refunds", 201, reason="late_delivery")
    assert O.ReturnMoved.model_validate(refund).state == "intercepting"
    thread = ShopThread.model_validate(shopper.get("chat"))
    assert [m.kind for m in thread.messages] == ["text", "text", "card"]
    shopper.post("chat/read", message_id=thread.messages[-1].id)
    agent.post(f"{base}/snooze", until_minutes=None)
    agent.post(f"{base}/resume")
    agent.post(f"{base}/wrap-up")
    assert shopper.get("chat")["invited_to_rate"] is True
    shopper.post("chat/rating", stars=5, text="谢谢")
    closed = agent.post(f"{base}/close", reason="solved")
    assert closed["rating"] == 5
    snapshot = DeskSnapshot.model_validate(agent.get("snapshot"))
    assert [c.state for c in snapshot.conversations] == ["closed"]
    assert Kpi.model_validate(agent.get("kpi")).csat == 5.0
    AgentView.model_validate(agent.post("presence", presence="break"))
    assert QuickReplies.model_validate(agent.get("quick-replies")).items[0].text == "您好{buyer}"
    assert Policies.model_validate(agent.get("policies")).items[0].code == "P3"


def test_the_same_click_twice_is_one_message_and_one_payout(place: Place) -> None:
    agent = place.at("agent")
    headers = {"Idempotency-Key": "the-same-click"}
    path = f"{agent.prefix}/orders/{place.order_id}/payouts"
    body = {"amount_cents": 100, "reason": "goodwill"}
    first, second = (agent.client.post(path, json=body, headers=headers) for _ in range(2))
    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    assert len(agent.get(f"orders/{place.order_id}")["payouts"]) == 1


def test_a_shopper_who_leaves_the_queue(place: Place) -> None:
    shopper = place.at("shopper")
    shopper.post("chat/messages", 201, client_id="s1", text="在吗")
    assert shopper.post("chat/leave")["state"] == "abandoned"


def test_who_may_do_what(place: Place) -> None:
    agent, observer = place.at("agent"), place.at("observer")
    asked = agent.post(f"orders/{place.order_id}/payouts", 201, amount_cents=8000, reason="goodwill")
    assert agent.post(f"approvals/{asked['approval_id']}/grant", 403)["code"] == "lead_only"
    assert observer.get("snapshot")["me"] is None
    assert observer.post("presence", 403, presence="online")["code"] == "observers_only_look"
    assert place.at("shopper", "desk").get("snapshot", 404)["code"] == "not_found"
    stranger = Caller(place.server, place.at("shopper").client, f"/api/desk/{place.seats['agent']}")
    assert stranger.get("snapshot", 404)["code"] == "not_found"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("conversations/1/messages", {"client_id": "x", "kind": "system", "text": "?"}),
        ("conversations/1/messages", {"client_id": "x", "text": "?", "extra": 1}),
        ("conversations/1/messages", {"text": "?"}),
        ("conversations/1/snooze", {"until_minutes": 0}),
        ("conversations/1/close", {"reason": "So long!"}),
        ("orders/1/payouts", {"amount_cents": -5, "reason": "goodwill"}),
        ("orders/1/payouts", {"amount_cents": "100", "reason": "goodwill"}),
        ("orders/1/payouts", {"amount_cents": 1.5, "reason": "goodwill"}),
        ("tickets", {"shopper_id": 1, "title": "", "body": "x"}),
        ("presence", {"presence": "asleep"}),
    ],
)
def test_malformed_input_is_422_and_changes_nothing(place: Place, path: str, body: dict[str, Any]) -> None:
    agent = place.at("agent")
    before = agent.get("snapshot")["seq"]
    assert "code" in agent.post(path, 422, **body)
    assert agent.get("snapshot")["seq"] == before


def test_refusals_have_their_codes(place: Place) -> None:
    agent = place.at("agent")
    assert agent.post("conversations/next", 409)["code"] == "queue_empty"
    assert agent.post("conversations/9/accept", 404)["code"] == "not_found"
    assert agent.post("orders/999/notes", 404, text="x")["code"] == "not_found"
    answer = agent.client.post(f"{agent.prefix}/presence", json={"presence": "break"})
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_missing")
