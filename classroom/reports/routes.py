"""One's own result."""

from fastapi import APIRouter, Response

from classroom.reports import queries
from classroom.runs import schemas as S
from core.http import AppRead, Session

router = APIRouter(tags=["results"])


@router.get("/api/runs/{run_id}/result", response_model=S.Anything)
async def own_result(run_id: int, person: Session, read: AppRead) -> Response:
    """The score with its evidence, once the run has ended (409 `run_not_ended` before)."""
    return await read(queries.own_result, run_id=run_id, account_id=person.account_id)
