"""Scores a mall: reads its log once, marks every case, and keeps the result with the version of the rules."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import delete, select

from classroom.runs.catalogue import known_offer
from classroom.runs.models import Result
from classroom.scoring.briefing import marking_of
from classroom.scoring.gathering import CasePlan, gather
from classroom.scoring.marking import VERSION
from classroom.scoring.report import result_of
from core.context import AppCtx, Ctx
from core.events.log import read_log
from core.wire import at
from helpdesk.kpi.from_log import KINDS, Recount
from helpdesk.kpi.rules import figures
from shop.orders.models import Order, OrderNote
from shop.shoppers.models import Shopper
from simulation.shoppers.models import Case

# Kinds marking reads; the rest of a long log is left on the disk.
_PREFIXES = ("helpdesk.", "shop.", "simulation.", "logistics.work_order.")


class _Row:
    """A row of the log with its data read."""

    __slots__ = ("actor", "data", "desk_ms", "kind", "seq")

    def __init__(self, seq: int, kind: str, desk_ms: int, actor: str, data: str) -> None:
        self.seq, self.kind, self.desk_ms, self.actor = seq, kind, desk_ms, actor
        self.data: dict[str, Any] = orjson.loads(data)


def score_mall(ctx: Ctx) -> dict[str, Any]:
    """The result of one mall as it stands now (see docs/guide/scoring.md). Reads only, changes nothing."""
    plans, rows = _plans(ctx), read_log(ctx.session, ctx.mall_id)
    recount = Recount().read(row for row in rows if row.kind in KINDS)
    files = gather(
        plans, _log(ctx, rows), language=ctx.mall.language, capacity=int(ctx.setting("capacity", 2)),
        limit_cents=int(ctx.setting("payout_limit_cents", 5000)),
    )  # fmt: skip
    result = result_of(files, _people(ctx, plans), figures(recount.sessions(), recount.turns()))
    return {
        "run_id": ctx.mall.class_id,
        "mall_id": ctx.mall_id,
        "language": ctx.mall.language,
        "computed_at": at(ctx.wall_ms),
        "version": VERSION,
        **result,
    }


def _log(ctx: Ctx, rows: Sequence[Any]) -> list[_Row]:
    log = [_Row(r.seq, r.kind, r.desk_ms, r.actor, r.data) for r in rows if r.kind.startswith(_PREFIXES)]
    notes = {n.id: n.text for n in ctx.all(select(OrderNote).where(OrderNote.mall_id == ctx.mall_id))}
    for row in log:
        # The note's words are nobody's business on the live feed, so the event has only its number.
        if row.kind == "shop.order.noted":
            row.data["text"] = notes.get(row.data.get("note_id"), "")
    return log


def _plans(ctx: Ctx) -> list[CasePlan]:
    rows = ctx.all(select(Case).where(Case.mall_id == ctx.mall_id).order_by(Case.arrival_desk_ms, Case.id))
    return [
        CasePlan(
            r.id, r.code, r.truth, r.persona, r.shopper_id, r.order_id, _brief(ctx, r), r.outcome,
            r.played_by_human,
        )
        for r in rows
    ]  # fmt: skip


def _brief(ctx: Ctx, case: Any) -> dict[str, Any]:
    """The brief as planned. Whom an incident sends in has none of the exercise's: the rubric of the truth
    serves.
    """
    if "marking" in case.brief:
        return dict(case.brief)
    chosen = known_offer(ctx.mall.exercise)
    rubric = chosen.rubrics.get(case.truth) if chosen else None
    if chosen is None or rubric is None:
        return dict(case.brief)
    return {**case.brief, "marking": marking_of(ctx, rubric, chosen.weights, case.order_id)}


def _people(ctx: Ctx, plans: list[CasePlan]) -> dict[int, dict[str, Any]]:
    """Shopper and order number by order id, for the heads of the cases."""
    people = {}
    for plan in plans:
        shopper, order = ctx.get(Shopper, plan.shopper_id), ctx.get(Order, plan.order_id)
        people[plan.order_id] = {
            "shopper": {"nick": shopper.nick, "name": shopper.name, "hue": shopper.hue},
            "order_no": order.order_no,
        }
    return people


def keep_result(app: AppCtx, *, mall_id: int, result: dict[str, Any]) -> None:
    """Stores a result, or puts it in the place of an earlier one of the same mall."""
    app.execute(delete(Result).where(Result.mall_id == mall_id))
    head = {k: v for k, v in result.items() if k not in ("cases",)}
    app.insert(
        Result,
        mall_id=mall_id,
        version=VERSION,
        summary=head,
        cases=result["cases"],
        computed_wall_ms=app.wall_ms,
    )


def kept_result(app: AppCtx, mall_id: int) -> dict[str, Any] | None:
    """The stored result of a mall, or None when it has not been computed."""
    row = app.one(select(Result).where(Result.mall_id == mall_id))
    return None if row is None else {**row.summary, "cases": row.cases}
