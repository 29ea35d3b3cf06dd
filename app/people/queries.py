"""What a person has: account, seats, runs."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from classroom.runs.models import Place, Run
from core.context import AppCtx
from core.identity.queries import Person, seats_of

MOST = 100


def me(app: AppCtx, *, person: Person | None, settings: dict[str, Any]) -> dict[str, Any]:
    """The signed-in account with its seats and its runs, newest first; nothing of anybody else."""
    if person is None:
        return {"account": None, "seats": [], "runs": [], "settings": settings}
    account = {
        "id": person.account_id,
        "name": person.name,
        "kind": person.kind,
        "language": person.language,
    }
    return {
        "account": account,
        "seats": seats_of(app.session, person.account_id),
        "runs": _runs_of(app, person.account_id),
        "settings": settings,
    }


def _runs_of(app: AppCtx, account_id: int) -> list[dict[str, Any]]:
    columns = (Run.id, Run.kind, Run.name, Run.state, Run.language)
    own = app.all(
        select(*columns).where(Run.owner_account_id == account_id).order_by(Run.id.desc()).limit(MOST)
    )
    joined = app.all(
        select(*columns)
        .join(Place, Place.run_id == Run.id)
        .where(Place.account_id == account_id, Run.owner_account_id != account_id)
        .order_by(Run.id.desc())
        .limit(MOST)
    )
    views = [_view(row, "trainee" if row.kind == "alone" else "instructor") for row in own]
    views += [_view(row, "trainee") for row in joined]
    return sorted(views, key=lambda view: -int(view["id"]))


def _view(row: Any, role: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "name": row.name,
        "state": row.state,
        "language": row.language,
        "role": role,
    }
