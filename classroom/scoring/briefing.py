"""What a right handling of an order would be: the rubric of its truth, filled with what its records hold."""

from collections.abc import Mapping
from typing import Any

from core.context import Ctx
from logistics.carriers.models import Carrier, Hub
from logistics.disruptions.queries import active
from shop.order_files.facts import OrderFacts, order_facts
from shop.shoppers.models import Shopper


def marking_of(
    ctx: Ctx, rubric: Mapping[str, Any], weights: Mapping[str, int], order_id: int
) -> dict[str, Any]:
    """The marking of one case: facts, what must be said and done, and the money P3 and P8 foresee.

    A credit the rubric expects but the records do not make due is not asked for, nor is paying it right.
    """
    facts = order_facts(ctx, order_id=order_id)
    due = facts.credit.rule is not None and rubric["credit"] is not None
    actions = [action for action in rubric["actions"] if action != "late_credit" or due]
    return {
        "facts": case_facts(ctx, facts),
        "acceptable": list(rubric["acceptable"]),
        "required": {
            "facts": list(rubric["facts"]),
            "actions": actions,
            "note": rubric["note"],
            "ticket": rubric["ticket"],
        },
        "money": {
            "credit_cents": facts.credit.amount_cents if due else 0,
            "goodwill_max_cents": rubric["goodwill_max_cents"],
            "policy": "P3" if rubric["credit"] or rubric["why"] in ("force_majeure", "not_late") else "P8",
            "why": rubric["why"] or (None if due else facts.credit.why),
        },
        "traps": list(rubric["traps"]),
        "weights": dict(weights),
    }


def case_facts(ctx: Ctx, facts: OrderFacts) -> dict[str, Any]:
    """What the records say of the order, for wording; None where they say nothing."""
    order, parcel = facts.order, facts.parcel
    scans = list(facts.scans.get(parcel.id, ())) if parcel is not None else []
    hub_id = parcel.last_hub_id if parcel is not None else None
    hub = ctx.get(Hub, hub_id) if hub_id is not None else None
    signed = next((s for s in reversed(scans) if s.code == "signed"), None)
    since = min((s.at_ms for s in scans if s.code == "arrived" and s.hub_id == hub_id), default=None)
    return {
        "order_no": order.order_no,
        "buyer": ctx.get(Shopper, order.shopper_id).nick,
        "city": order.city,
        "paid_cents": order.captured_cents,
        "paid_ms": order.paid_ms,
        "promised_ms": order.promised_ms,
        "dispatch_due_ms": order.dispatch_due_ms,
        "carrier": ctx.get(Carrier, parcel.carrier_id).name if parcel is not None else None,
        "tracking_no": parcel.tracking_no if parcel is not None else None,
        "hub": hub.name if hub is not None and parcel.state == "in_transit" else None,
        "stuck_since_ms": since if parcel is not None and parcel.exception else None,
        "eta_ms": parcel.eta_ms if parcel is not None else None,
        "last_scan": scans[-1].code if scans else None,
        "last_scan_ms": scans[-1].at_ms if scans else None,
        "signed_ms": signed.at_ms if signed is not None else None,
        "signed_by": signed.params.get("who") if signed is not None else None,
        "station": signed.params.get("station") if signed is not None else None,
        **_trouble(ctx, parcel),
    }


def _trouble(ctx: Ctx, parcel: Any) -> dict[str, Any]:
    """What operations have declared where the parcel is stuck, or about its carrier."""
    found = None
    if parcel is not None and parcel.exception:
        found = next(
            (
                trouble
                for trouble in active(ctx)
                if (trouble.carrier_id is None and trouble.hub_id == parcel.last_hub_id)
                or trouble.carrier_id == parcel.carrier_id
            ),
            None,
        )
    return {
        "disruption": found.kind if found else None,
        "force_majeure": bool(found.force_majeure) if found else False,
        "until_ms": found.until_ms if found else None,
    }
