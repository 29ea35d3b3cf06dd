"""The brief of a case: what the exercise says, with the data of the very order it is about."""

from typing import Any

from classroom.scoring.briefing import marking_of
from core.context import Ctx
from seed.exercises.models import CasePlan, Exercise
from shop.order_files.facts import order_facts


def brief_of(ctx: Ctx, exercise: Exercise, case: CasePlan, order_id: int) -> dict[str, Any]:
    """Everything the shopper's brain and the marking need to know of this case; never shown to a trainee.

    Raises ValueError when the records do not bear out what the exercise says of the truth.
    """
    plan, credit = exercise.truths[case.truth], order_facts(ctx, order_id=order_id).credit
    if credit.rule != plan.credit:
        raise ValueError(f"{case.code}: order {order_id} has credit {credit.rule}, not {plan.credit}")
    brief: dict[str, Any] = {
        "topic": plan.topic,
        "knows": plan.knows,
        "not_knows": plan.not_knows,
        "goals": [goal.model_dump() for goal in plan.goals],
        "marking": marking_of(ctx, plan.model_dump(), exercise.weights, order_id),
    }
    given = case.model_dump(exclude={"code", "truth", "persona", "arrives", "order"}, exclude_none=True)
    return brief | given
