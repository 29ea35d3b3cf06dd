"""From the log to case files: who did what, in which chat, on whose order."""

from dataclasses import dataclass, field
from typing import Any

from classroom.scoring.gathering import CasePlan, full_spans, gather
from classroom.scoring.values import CaseFile


@dataclass
class Row:
    seq: int
    kind: str
    desk_ms: int
    actor: str
    data: dict[str, Any] = field(default_factory=dict)


class Log:
    """Rows in the order told."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def add(self, kind: str, at: int, actor: str = "agent:1", **data: Any) -> "Log":
        self.rows.append(Row(len(self.rows) + 1, kind, at * 1000, actor, data))
        return self

    def talk(self, what: str, at: int, talk: int = 5, shopper: int = 3, **more: Any) -> "Log":
        view = {"id": talk, "shopper": {"id": shopper}, "accepted_desk_ms": 1, **more}
        return self.add(f"helpdesk.conversation.{what}", at, conversation=view)

    def say(self, at: int, text: str, by: str = "agent", talk: int = 5, id: int = 0) -> "Log":
        message = {
            "id": id or len(self.rows) + 100, "conversation_id": talk, "author_kind": by, "kind": "text", "text": text,
            "author_id": 1, "card": None, "desk_ms": at * 1000,
        }  # fmt: skip
        return self.add(
            "helpdesk.message.sent", at, "agent:1" if by == "agent" else "shopper:3", message=message
        )

    def files(self, *plans: CasePlan, capacity: int = 2) -> list[CaseFile]:
        return gather(plans or [plan()], self.rows, language="zh-CN", capacity=capacity)


def plan(case_id: int = 1, code: str = "LP1", shopper: int = 3, order: int = 17) -> CasePlan:
    return CasePlan(case_id, code, "hub_backlog", "patient", shopper, order, {}, None, False)


def test_the_clock_of_the_desk_starts_with_the_first_message_not_when_the_shopper_begins_to_type() -> None:
    log = Log().add("simulation.case.arrived", 6, "timer", case_id=1, conversation_id=None)
    (case,) = log.talk("opened", 29).say(29, "在吗", "shopper").say(40, "您好").files()
    assert case.arrived_desk_ms == 29_000 and [s.by for s in case.said] == ["shopper", "agent"]


def test_a_shopper_who_never_came_has_no_arrival() -> None:
    (case,) = Log().files()
    assert case.arrived_desk_ms is None and case.said == ()


def test_what_was_understood_joins_the_message_it_is_about() -> None:
    log = Log().talk("opened", 1).say(5, "已帮您催件", id=7)
    log.add(
        "helpdesk.message.understood", 5, message_id=7, conversation_id=5,
        acts=[{"name": "inform_status", "reason": "pattern:x", "spans": [], "confidence": 0.9}],
        statements=[{"kind": "action_done", "value": "urged_carrier", "unit": None, "verdict": "contradicted", "record": None, "span": [0, 5], "about": None}],
    )  # fmt: skip
    (case,) = log.files()
    assert case.agent[0].has("inform_status") and case.agent[0].statements[0].verdict == "contradicted"


def test_deeds_belong_to_the_case_of_their_order_and_of_nobody_else() -> None:
    log = (
        Log().talk("opened", 1).say(2, "在吗", "shopper").talk("opened", 3, talk=6, shopper=4).say(4, "您好")
    )
    log.add(
        "logistics.work_order.opened",
        5,
        work_order_id=2,
        consignment_id=9,
        reference="order:17",
        order_kind="chase",
    )
    log.add("shop.payout.paid", 6, payout_id=1, order_id=18, amount_cents=520, reason="late_credit")
    log.add("shop.coupon.granted", 7, coupon_id=3, order_id=99, shopper_id=8, amount_cents=500)
    one, two = log.files(plan(), plan(2, "LP2", shopper=4, order=18))
    assert [(d.what, d.record) for d in one.done("chase")] == [("chase", "work_order:2")]
    assert [(d.what, d.amount_cents) for d in two.done("late_credit")] == [("late_credit", 520)]
    assert [d.order_id for d in one.foreign] == [99] and two.foreign == ()


def test_what_the_shopper_did_is_not_the_desks_deed() -> None:
    log = Log().talk("opened", 1)
    log.add("shop.return.requested", 5, "shopper:3", return_id=1, order_id=17, amount_cents=100)
    (case,) = log.files()
    assert case.done("refund_request") == () and len(case.deeds) == 1


def test_an_approval_is_one_deed_from_the_request_to_the_answer() -> None:
    view = {"id": 1, "verb": "helpdesk.pay_out", "amount_cents": 8000, "order_id": 17, "conversation_id": 5}
    log = (
        Log().talk("opened", 1).add("helpdesk.approval.requested", 5, approval={**view, "state": "requested"})
    )
    log.add("helpdesk.approval.granted", 40, "lead:2", approval={**view, "state": "granted"})
    (case,) = log.files()
    (asked,) = case.done("approval")
    assert (asked.by, asked.desk_ms, asked.data["state"], asked.data["decided_seq"]) == (
        "agent:1",
        5000,
        "granted",
        3,
    )


def test_the_last_word_on_a_promise_counts() -> None:
    promise = {"promise_id": 1, "conversation_id": 5, "message_id": 7, "what": "reply"}
    log = Log().talk("opened", 1).add("helpdesk.promise.made", 5, **promise)
    (case,) = log.add("helpdesk.promise.late", 90, "timer", **promise).files()
    assert [p.state for p in case.promises] == ["late"]


def test_rating_outcome_and_closing_are_read_from_their_events() -> None:
    log = Log().talk("opened", 1).talk("accepted", 4).talk("closed", 80)
    log.add("helpdesk.conversation.rated", 85, "shopper:3", conversation={"id": 5, "rating": 4}, stars=4)
    (case,) = log.add("simulation.case.ended", 86, "timer", case_id=1, outcome="solved").files()
    assert (case.rating, case.outcome, case.closed_desk_ms) == (4, "solved", 80_000)


def test_a_desk_is_full_from_its_last_free_place_to_the_next_closing() -> None:
    changes = [(10, 1), (20, 1), (50, -1), (60, 1), (90, -1), (95, -1)]
    assert full_spans(changes, 2, 100) == ((20, 50), (60, 90))
    assert full_spans([(10, 1), (20, 1)], 2, 100) == ((20, 100),)
