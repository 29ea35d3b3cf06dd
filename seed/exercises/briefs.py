"""The brief of a case: what the exercise says is right, with the data of the very order it is about."""

from typing import Any

from sqlalchemy import select

from core.context import Ctx
from logistics.carriers.models import Carrier, Hub
from logistics.disruptions.models import Disruption
from seed.exercises.models import CasePlan, Exercise, TruthPlan
from shop.order_files.facts import OrderFacts, order_facts
from shop.shoppers.models import Shopper


def brief_of(ctx: Ctx, exercise: Exercise, case: CasePlan, order_id: int) -> dict[str, Any]:
    """Everything the shopper's brain and the marking need to know of this case; never shown to a trainee.

    Raises ValueError when the records do not bear out what the exercise says of the truth.
    """
    plan, facts = exercise.truths[case.truth], order_facts(ctx, order_id=order_id)
    credit = facts.credit.amount_cents if plan.credit else 0
    if facts.credit.rule != plan.credit:
        raise ValueError(f"{case.code}: order {order_id} has credit {facts.credit.rule}, not {plan.credit}")
    brief: dict[str, Any] = {
        "topic": plan.topic,
        "knows": plan.knows,
        "not_knows": plan.not_knows,
        "goals": [goal.model_dump() for goal in plan.goals],
        "marking": {
            "facts": case_facts(ctx, facts),
            "acceptable": plan.acceptable,
            "required": {
                "facts": plan.facts,
                "actions": plan.actions,
                "note": plan.note,
                "ticket": plan.ticket,
            },
            "money": money_of(plan, credit),
            "traps": plan.traps,
            "weights": exercise.weights,
        },
    }
    given = case.model_dump(exclude={"code", "truth", "persona", "arrives", "order"}, exclude_none=True)
    return brief | given


def money_of(plan: TruthPlan, credit_cents: int) -> dict[str, Any]:
    """What may be given: the credit of P3 where it is due, goodwill within P8."""
    return {
        "credit_cents": credit_cents,
        "goodwill_max_cents": plan.goodwill_max_cents,
        "policy": "P3" if plan.credit or plan.why in ("force_majeure", "not_late") else "P8",
        "why": plan.why,
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
        **_trouble(ctx, hub_id if parcel is not None and parcel.exception else None),
    }


def _trouble(ctx: Ctx, hub_id: int | None) -> dict[str, Any]:
    found = None
    if hub_id is not None:
        found = ctx.one(
            select(Disruption).where(
                Disruption.mall_id == ctx.mall_id, Disruption.hub_id == hub_id, Disruption.state == "active"
            )
        )
    return {
        "disruption": found.kind if found else None,
        "force_majeure": bool(found.force_majeure) if found else False,
        "until_ms": found.until_ms if found else None,
    }
