"""One's own result."""

import asyncio
from typing import Any

from fastapi import APIRouter, Request, Response

from classroom.reports import queries
from classroom.runs import schemas as S
from classroom.runs.queries import own_mall
from core.http import AppRead, Session, reply_cached, services

router = APIRouter(tags=["results"])


async def result_of(request: Request, read: AppRead, mall_id: int, **more: Any) -> Response:
    """The stored result of a mall, else one computed beside the loop."""
    found = await read.value(queries.stored_result, mall_id=mall_id)
    if found is None:
        found = await asyncio.to_thread(queries.result_now, services(request).db, mall_id)
    return reply_cached(request, {**found, **more})


@router.get("/api/runs/{run_id}/result", response_model=S.Anything)
async def own_result(run_id: int, request: Request, person: Session, read: AppRead) -> Response:
    """The score with its evidence, once the run has ended (409 `run_not_ended` before)."""
    mall_id = await read.value(own_mall, run_id=run_id, account_id=person.account_id)
    return await result_of(request, read, mall_id)
