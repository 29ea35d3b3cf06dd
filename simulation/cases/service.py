"""The verbs of cases: plan one, let its shopper come in, hand it to a human."""

from typing import Any

from sqlalchemy import select

from core.context import Ctx
from core.timers import due_action
from logistics.consignments.models import Consignment
from simulation.cases import acting
from simulation.cases.events import CaseArrived
from simulation.cases.queries import Life, dice_of, life, look, order_row
from simulation.shoppers import brain
from simulation.shoppers.briefs import brief_for, fresh_mind
from simulation.shoppers.models import Case
from simulation.shoppers.personas import persona as persona_of

__all__ = ["arrive", "plan_case", "take_over"]


def plan_case(
    ctx: Ctx,
    *,
    code: str,
    truth: str,
    persona: str,
    order_id: int,
    arrival_desk_ms: int,
    brief: dict[str, Any] | None = None,
) -> int:
    """Plans that the shopper of an order will write at an instant of desk time; returns the case's id.

    Raises NotFound for the order, KeyError for a persona or truth that does not exist.
    """
    order = order_row(ctx, order_id)
    who = persona_of(persona)
    signed_by = ctx.one(
        select(Consignment.__table__.c.signed_by).where(
            Consignment.__table__.c.mall_id == ctx.mall_id,
            Consignment.__table__.c.reference == f"order:{order_id}",
        )
    )
    full = brief_for(truth, who, dice_of(ctx, code), signer=signed_by[0] if signed_by else None, given=brief)
    case_id = ctx.insert(
        Case,
        code=code,
        truth=truth,
        persona=persona,
        shopper_id=order.shopper_id,
        order_id=order_id,
        conversation_id=None,
        arrival_desk_ms=arrival_desk_ms,
        state="planned",
        brief=full,
        mind={},
        outcome=None,
        played_by_human=False,
    )
    ctx.schedule("simulation.case.arrive", due=arrival_desk_ms, key=f"case:{case_id}:arrive", case_id=case_id)
    return case_id


def arrive(ctx: Ctx, *, case_id: int) -> None:
    """The shopper comes in and begins to type. Records CaseArrived and the mood they come with.

    A case that a human plays, or that has come before, is left alone.
    """
    row = ctx.get(Case, case_id)
    if row.state != "planned" or row.played_by_human:
        return
    case = life(ctx, row)
    case.mind = fresh_mind(case.persona, case.brief, case.dice)
    case.state = "waiting"
    seq = _announce(ctx, case)
    acting.record_mood(ctx, case, "arrived", seq, {}, {})
    case.mind.last_seq = seq
    view = look(ctx, case.order_id, case.mind)
    step = brain.arrive(case.mind, case.persona, view, case.brief, ctx.desk_ms, case.dice)
    acting.carry_out(ctx, case, step)


def _announce(ctx: Ctx, case: Life) -> int:
    return ctx.record(
        CaseArrived(
            case_id=case.id,
            code=case.code,
            shopper_id=case.shopper_id,
            order_id=case.order_id,
            conversation_id=case.conversation_id,
        )
    )


def take_over(ctx: Ctx, *, case_id: int) -> None:
    """A human plays this shopper from now on: whatever the simulated one was about to do is dropped.

    The case counts as arrived (records CaseArrived if it had not come in) and is not scored.
    """
    row = ctx.get(Case, case_id)
    if row.played_by_human:
        return
    for what in (
        "arrive",
        "wait",
        "say",
        "nudge",
        "respond",
        "check",
        "leave",
        "refund",
        "rate",
        "end",
        "tick:content",
        "tick:stay_over",
    ):
        ctx.cancel(f"case:{case_id}:{what}")
    case = life(ctx, row)
    state = row.state
    if state == "planned":
        state = "waiting"
        _announce(ctx, case)
    ctx.update(Case, case_id, played_by_human=True, state=state)


@due_action("simulation.case.arrive")
def on_arrival(ctx: Ctx, payload: dict[str, Any]) -> None:
    """The instant of a planned arrival."""
    arrive(ctx, case_id=int(payload["case_id"]))
