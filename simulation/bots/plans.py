"""What the expert makes of an order's records, and the order of steps each case calls for."""

from typing import Any

from shop.order_files.queries import OrderFacts

Steps = list[tuple[str, dict[str, Any]]]


def truth_of(facts: OrderFacts, asks_refund: bool) -> str:
    """What is so, read off the records."""
    parcel = facts.parcel
    if parcel is None:
        return "not_dispatched"
    if parcel.state in ("label_created", "awaiting_collection"):
        return "never_collected"
    if parcel.state == "signed":
        return "signed_not_received"
    late = facts.order.promised_ms is not None and facts.late_delivery.late_minutes > 0
    scans = facts.scans.get(parcel.id, ())
    if any(scan.code == "storm_hold" for scan in scans) or parcel.blame == "weather":
        return "storm"
    if asks_refund and not facts.credit.amount_cents:
        return "refund_in_transit"
    if parcel.exception is not None or late or facts.credit.amount_cents:
        return "hub_backlog"
    return "not_late"


def plan_for(truth: str, facts: OrderFacts, credit_cents: int) -> Steps:
    """The steps of a case: look, tell, act, tell what was done, make good, record, ask whether it will do."""
    credit: Steps = [("pay_credit", {})] if credit_cents else []
    plans: dict[str, Steps] = {
        "hub_backlog": [
            ("say", {"key": "backlog"}),
            ("order_work", {"kind": "chase"}),
            ("say", {"key": "chased"}),
            ("say", {"key": "eta"}),
            *credit,
            ("note", {}),
            ("wait_answer", {"kind": "chase"}),
        ],
        "storm": [
            ("say", {"key": "storm"}),
            ("say", {"key": "storm_choice"}),
            ("coupon", {"cents": 500}),
            ("note", {}),
        ],
        "not_dispatched": [
            ("say", {"key": "unsent"}),
            ("note", {"flag": "red"}),
            ("ticket", {}),
            ("say", {"key": "warehouse"}),
            *credit,
            ("say", {"key": "no_eta"}),
        ],
        "never_collected": [
            ("say", {"key": "uncollected"}),
            ("order_work", {"kind": "chase"}),
            ("say", {"key": "chased"}),
            *credit,
            ("note", {}),
            ("wait_answer", {"kind": "chase"}),
            ("say", {"key": "no_eta"}),
        ],
        "signed_not_received": [
            ("order_work", {"kind": "proof_of_delivery"}),
            ("say", {"key": "signed"}),
            ("ticket", {}),
            ("wait_answer", {"kind": "proof_of_delivery"}),
            ("note", {}),
        ],
        "not_late": [("say", {"key": "notlate"}), ("say", {"key": "watch"})],
        "refund_in_transit": [("say", {"key": "refund_road"}), ("note", {})],
    }
    return plans[truth]
