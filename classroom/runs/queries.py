"""Runs as the people in them see them."""

from typing import Any

from sqlalchemy import func, select

from classroom.runs.catalogue import Offer, offered
from classroom.runs.clock import class_clock, mall_clock
from classroom.runs.models import Run
from classroom.runs.places import place_of
from core.context import AppCtx
from core.errors import NotFound, Refusal
from core.malls.models import Mall
from shop.orders.models import Order
from shop.shoppers.models import Shopper
from simulation.shoppers.models import Case


def visible_run(app: AppCtx, run_id: int, account_id: int) -> tuple[Any, Any]:
    """(run, own place or None) of somebody who has to do with the run. Raises NotFound for everybody else."""
    run = app.get(Run, run_id)
    place = place_of(app, run_id, account_id)
    if place is None and run.owner_account_id != account_id:
        raise NotFound("run", id=run_id)
    return run, place


def run_view(app: AppCtx, *, run_id: int, account_id: int) -> dict[str, Any]:
    """The run, one's own place in it and how far it has come. Raises NotFound."""
    run, place = visible_run(app, run_id, account_id)
    mall = app.one(select(Mall).where(Mall.id == place.mall_id)) if place and place.mall_id else None
    total, ended = _cases(app, mall.id) if mall else (offered(run.exercise).cases, 0)
    owner = run.owner_account_id == account_id
    return {
        "id": run.id,
        "kind": run.kind,
        "name": run.name,
        "state": "failed" if run.kind == "alone" and place and place.state == "failed" else run.state,
        "language": run.language,
        "exercise": exercise_view(offered(run.exercise), run.language),
        "role": "instructor" if owner and run.kind == "class" else "trainee",
        "place": None
        if place is None
        else {"id": place.id, "name": place.name, "state": place.state, "job_id": place.job_id},
        "seat_id": place.seat_id if place else None,
        "duration_ms": int(run.settings.get("duration_ms", 0)),
        "clock": mall_clock(app, mall) if mall else class_clock(app, run.id),
        "cases_total": total,
        "cases_ended": ended,
        "can_control": owner,
    }


def exercise_view(chosen: Offer, language: str) -> dict[str, Any]:
    return {"code": chosen.code, "title": chosen.titles[language], "goal": chosen.goals[language]}


def _cases(app: AppCtx, mall_id: int) -> tuple[int, int]:
    rows = app.all(select(Case.state, func.count()).where(Case.mall_id == mall_id).group_by(Case.state))
    counts = {row[0]: int(row[1]) for row in rows}
    return sum(counts.values()), counts.get("ended", 0)


def playable_shoppers(app: AppCtx, *, run_id: int, account_id: int) -> dict[str, Any]:
    """The shoppers who are in and whom a person may play. Says nothing of what is true of their parcels."""
    _, place = visible_run(app, run_id, account_id)
    if place is None or place.mall_id is None:
        raise NotFound("run", id=run_id)
    rows = app.all(
        select(Shopper.id, Shopper.nick, Shopper.name, Order.order_no)
        .select_from(Case)
        .join(Shopper, (Shopper.mall_id == Case.mall_id) & (Shopper.id == Case.shopper_id))
        .join(Order, (Order.mall_id == Case.mall_id) & (Order.id == Case.order_id))
        .where(Case.mall_id == place.mall_id, Case.state.in_(("waiting", "talking")))
        .order_by(Case.arrival_desk_ms)
    )
    return {
        "items": [{"id": r.id, "nick": r.nick, "name": r.name, "order_no": r.order_no} for r in rows],
        "next": None,
    }


def own_mall(app: AppCtx, *, run_id: int, account_id: int) -> int:
    """The mall whose result is one's own to see, once the run is over. Raises NotFound, Refusal
    `run_not_ended`.
    """
    run, place = visible_run(app, run_id, account_id)
    if place is None or place.mall_id is None:
        raise NotFound("run", id=run_id)
    mall = app.get(Mall, place.mall_id)
    if run.state != "ended" and mall.state != "ended":
        # What is true of a case is told only when nobody can use it any more.
        raise Refusal("run_not_ended")
    return int(place.mall_id)
