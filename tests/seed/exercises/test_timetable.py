"""What an exercise has go wrong at an instant."""

import pytest
from pydantic import ValidationError

import app.rooms
from core.db.engine import Database
from core.malls.clone import clone_mall
from core.malls.service import start_clock
from core.timers.engine import advance
from logistics.disruptions.models import Disruption
from seed.exercises import opening
from seed.exercises.loader import load_exercise
from seed.exercises.models import Exercise, IncidentPlan
from simulation.incidents.models import Incident


def with_incidents(*plans: dict[str, object]) -> Exercise:
    return load_exercise("late_parcel").model_copy(
        update={"incidents": [IncidentPlan.model_validate(plan) for plan in plans]}
    )


def test_an_exercise_can_have_things_go_wrong_at_their_instant_in_every_clone(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.rooms.load()
    planned = with_incidents(
        {"kind": "storm", "at": 90, "hub": "GZ", "days": 1}, {"kind": "carrier_strike", "at": 120, "carrier": "YY"}
    )  # fmt: skip
    monkeypatch.setattr(opening, "load_exercise", lambda code: planned)
    made = opening.ensure_opening(db, code="late_parcel", language="en", seed=1, progress=lambda _: None)
    with db.app_transaction() as app_ctx:
        mall = clone_mall(app_ctx, made)
    with db.transaction(mall, "system") as ctx:
        start_clock(ctx, by_wall=False)
    advance(db, mall, 100_000)
    with db.reading(mall) as ctx:
        assert [row.state for row in ctx.rows(Incident, order_by="id")] == ["active", "planned"]
    advance(db, mall, 121_000)
    with db.reading(mall) as ctx:
        storm, strike = ctx.rows(Incident, order_by="id")
        assert (storm.fired_desk_ms, strike.fired_desk_ms) == (90_000, 120_000)
        declared = {row.kind: row for row in ctx.rows(Disruption, order_by="id")}
        assert declared["storm"].force_majeure and declared["strike"].carrier_id == 3


@pytest.mark.parametrize(
    "plan",
    [
        {"kind": "meteor", "at": 1},
        {"kind": "storm", "at": 1, "days": 30},
        {"kind": "storm", "at": 1, "carrier": "HY"},
        {"kind": "lost", "at": -1},
        {"kind": "lost", "at": 1, "days": 2},
    ],
)
def test_an_incident_that_cannot_happen_is_an_error_in_the_file(plan: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        with_incidents(plan)
