"""A simulated team lead for malls without an instructor at hand: decides in 20 to 60 seconds through the
lead's own verbs.
"""

from functools import cache
from pathlib import Path
from typing import Any

import orjson
import yaml

from core.context import Ctx
from core.errors import Refusal
from core.events import observe
from core.events.log import event_in
from core.timers import due_action
from helpdesk.agents.models import Agent
from helpdesk.approvals import service as approvals
from helpdesk.approvals.models import Approval
from shop.order_files.queries import order_facts
from simulation.lead.rules import grants

DECIDE_MS = (20_000, 60_000)
LEAD_LIMIT_CENTS = 20_000
REFUNDS = ("helpdesk.refund", "helpdesk.approve_return")  # the goods' own money back

observe("simulation.lead.asked", kinds={"helpdesk.approval.requested"}, priority=60)


@cache
def _notes() -> dict[str, dict[str, list[str]]]:
    notes: dict[str, dict[str, list[str]]] = yaml.safe_load(
        Path(__file__).with_name("notes.yaml").read_text("utf-8")
    )
    return notes


def _lead(ctx: Ctx) -> Any:
    return ctx.row(Agent, role="lead", order_by="id")


@due_action("simulation.lead.asked")
def on_asked(ctx: Ctx, payload: dict[str, Any]) -> None:
    """Something waits for a yes or no; a mall with setting `simulated_lead` false leaves it to people."""
    if not ctx.setting("simulated_lead", True) or _lead(ctx) is None:
        return
    event = event_in(ctx, int(payload["seq"]))
    if event is None:
        return
    approval_id = int(orjson.loads(event.data)["approval"]["id"])
    after = ctx.draw(f"approval:{approval_id}", "delay").between(*DECIDE_MS)
    ctx.schedule("simulation.lead.decide", due=ctx.desk_ms + after, approval_id=approval_id)


@due_action("simulation.lead.decide")
def on_decide(ctx: Ctx, payload: dict[str, Any]) -> None:
    """Decides, unless somebody has already."""
    row, lead = ctx.get(Approval, int(payload["approval_id"])), _lead(ctx)
    if row.state != "requested" or lead is None:
        return
    captured, trouble = 0, False
    if row.order_id is not None:
        facts = order_facts(ctx, order_id=row.order_id)
        captured, trouble = facts.order.captured_cents, facts.credit.amount_cents > 0
        answers = [order.answer_code for orders in facts.work_orders.values() for order in orders]
        trouble = (
            trouble
            or "proof_door" in answers
            or any(parcel.exception is not None for parcel in facts.parcels)
        )
    refunds = row.verb in REFUNDS
    yes = grants(
        amount_cents=row.amount_cents,
        captured_cents=captured,
        in_trouble=trouble,
        lead_limit_cents=captured if refunds else LEAD_LIMIT_CENTS,
    )
    words = _notes()[ctx.mall.language]["grant" if yes else "decline"]
    note = ctx.draw(f"approval:{row.id}", "note").pick(words)
    before, ctx.actor = ctx.actor, f"lead:{lead.id}"
    try:
        if yes:
            try:
                approvals.grant(ctx, approval_id=row.id, note=note)
            except Refusal:
                approvals.decline(
                    ctx,
                    approval_id=row.id,
                    note=ctx.draw(f"approval:{row.id}", "note", 1).pick(
                        _notes()[ctx.mall.language]["decline"]
                    ),
                )
        else:
            approvals.decline(ctx, approval_id=row.id, note=note)
    finally:
        ctx.actor = before
