"""Carriers answer claims: after a day or two on the mall's clock, by their terms."""

from typing import Any

import orjson

from core.context import Ctx
from core.events import observe
from core.events.log import event_at
from core.timers import due_action
from logistics.claims.models import Claim
from logistics.claims.service import answer_claim, judgement

HOUR_MS = 3_600_000
ANSWER_HOURS = (20, 60)

observe("simulation.claim.filed", kinds={"logistics.claim.filed"}, priority=65)


@due_action("simulation.claim.filed")
def on_filed(ctx: Ctx, payload: dict[str, Any]) -> None:
    """Plans the carrier's answer."""
    event = event_at(ctx.session, ctx.mall_id, int(payload["seq"]))
    if event is None:
        return
    claim_id = int(orjson.loads(event.data)["claim_id"])
    after = ctx.draw(f"claim:{claim_id}", "answered_after").between(*ANSWER_HOURS) * HOUR_MS
    ctx.schedule(
        "simulation.claim.answer",
        due=ctx.mall_ms + after,
        axis="mall",
        key=f"claim:{claim_id}",
        claim_id=claim_id,
    )


@due_action("simulation.claim.answer")
def on_answer(ctx: Ctx, payload: dict[str, Any]) -> None:
    """The answer comes, unless the claim was taken back."""
    claim_id = int(payload["claim_id"])
    if ctx.get(Claim, claim_id).state != "filed":
        return
    code, cents = judgement(ctx, claim_id=claim_id)
    before, ctx.actor = ctx.actor, "carrier"
    try:
        answer_claim(ctx, claim_id=claim_id, answer_code=code, paid_cents=cents)
    finally:
        ctx.actor = before
