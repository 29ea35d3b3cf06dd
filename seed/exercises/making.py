"""A live mall of an exercise: a clone of its opening, with somebody at the desk."""

from typing import Any

from sqlalchemy import delete, select

from core.context import AppCtx, Ctx
from core.db.engine import Database
from core.errors import NotFound
from core.malls.clone import clone_in_steps
from helpdesk.agents.service import hire
from seed.exercises.opening import Progress, ensure_opening
from simulation.shoppers.models import Case

AGENT_ID, LEAD_ID = 1, 2
LEADS = {"zh-CN": "林主管", "en": "Dana (team lead)"}
RETRY_ARRIVAL_MS = 4_000


def exercise_mall(
    db: Database, *, language: str, seed: int, exercise: str = "late_parcel", label: str = "",
    class_id: int | None = None, settings: dict[str, Any] | None = None, only_case: str | None = None,
    agent_name: str = "", progress: Progress = lambda _: None,
) -> int:  # fmt: skip
    """Makes a mall ready to start: agent 1 online, lead 2, the shoppers of the exercise on their way.
    Returns its id.

    `only_case` leaves just that shopper, who comes at once. Raises KeyError for an unknown exercise or
    language.
    """
    opening_id = ensure_opening(db, code=exercise, language=language, seed=seed, progress=progress)
    mall_id = clone_in_steps(
        db, opening_id, label=label, class_id=class_id, settings=settings,
        progress=lambda part: progress(90 + int(9 * part)),
    )  # fmt: skip
    db.hand_over(_people, db, mall_id, only_case, agent_name)
    return mall_id


def _people(db: Database, mall_id: int, only_case: str | None, agent_name: str) -> None:
    with db.app_transaction() as app:
        staff(app, mall_id, agent_name)
        if only_case is not None:
            keep_only(app.mall(mall_id, "system"), code=only_case, arrival_desk_ms=RETRY_ARRIVAL_MS)


def keep_only(ctx: Ctx, *, code: str, arrival_desk_ms: int) -> None:
    """Only the shopper of that case will come, and soon: the others are taken off the plan. Raises
    NotFound.
    """
    wanted = None
    for row in ctx.all(select(Case).where(Case.mall_id == ctx.mall_id)):
        ctx.cancel(f"case:{row.id}:arrive")
        if row.code == code:
            wanted = row.id
        else:
            ctx.execute(delete(Case).where(Case.mall_id == ctx.mall_id, Case.id == row.id))
    if wanted is None:
        raise NotFound("case", name=code)
    ctx.update(Case, wanted, arrival_desk_ms=arrival_desk_ms)
    ctx.schedule("simulation.case.arrive", due=arrival_desk_ms, key=f"case:{wanted}:arrive", case_id=wanted)


def staff(app: AppCtx, mall_id: int, agent_name: str) -> None:
    """The trainee's agent and the simulated lead, both at their desks."""
    ctx = app.mall(mall_id, "system")
    hire(ctx, name=agent_name or "1", role="agent", presence="online")
    hire(ctx, name=LEADS[ctx.mall.language], role="lead", presence="online")
