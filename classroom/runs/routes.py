"""Practising alone, joining a class, one's own run."""

from typing import Any

from fastapi import APIRouter, Request, Response

from classroom.runs import queries, service
from classroom.runs import schemas as S
from classroom.runs.clock import control
from core.context import AppCtx
from core.errors import Forbidden
from core.http import AppCall, AppRead, MaybeSession, Session, services
from core.identity.passwords import hash_secret, verify_secret

router = APIRouter(tags=["runs"])


@router.post("/api/practice", response_model=S.Made, status_code=201)
async def practise(body: S.Practise, request: Request, person: MaybeSession, call: AppCall) -> Response:
    """A private mall for one; somebody new is signed in. 429 `practice_quota`."""
    own = person.account_id if person and person.kind == "trainee" else None
    if person and person.kind == "instructor":
        own = person.account_id
    return await call(
        service.practise, status=201, account_id=own, name=body.name, language=body.language,
        exercise=body.exercise,
        quota=services(request).settings.practice_quota,
    )  # fmt: skip


@router.post("/api/join", response_model=S.Joined, status_code=201)
async def join(
    body: S.Join, request: Request, person: MaybeSession, call: AppCall, read: AppRead
) -> Response:
    """Takes part in a class. 404 `join_code_unknown`; 403 `pin_needed`, `pin_wrong` when the name is
    taken.
    """
    throttle, who = services(request).throttle, f"{body.code}/{body.name}"
    throttle.check("pin", name=who, connection=request)
    known: dict[str, Any] = await read.value(service.who_joins, code=body.code, name=body.name)
    own = person is not None and known["account_id"] == person.account_id
    right = False
    if known["account_id"] is not None and not own and body.pin is not None:
        right = await verify_secret(known["pin_hash"], body.pin)
        if not right:
            throttle.failed("pin", name=who, connection=request)
            raise Forbidden("pin_wrong")
    fresh = body.pin is not None and known["pin_hash"] is None
    pin_hash = await hash_secret(body.pin) if fresh and body.pin is not None else None
    joining = _with_pin(pin_hash, right)
    return await call(
        joining, status=201, code=body.code, name=body.name, account_id=person.account_id if person else None,
        account_name=person.name if person and person.kind == "trainee" else None,
    )  # fmt: skip


def _with_pin(pin_hash: str | None, right: bool) -> Any:
    """The hash stays out of what the idempotency key stands for: it never comes out the same twice."""

    def join_class(app: AppCtx, **given: Any) -> dict[str, Any]:
        return service.join(app, pin_hash=pin_hash, pin_right=right, **given)

    return join_class


@router.get("/api/runs/{run_id}", response_model=S.RunView)
async def run(run_id: int, person: Session, read: AppRead) -> Response:
    """The run as this person sees it."""
    return await read(queries.run_view, run_id=run_id, account_id=person.account_id)


def _controlled(app: AppCtx, *, run_id: int, action: str, account_id: int) -> dict[str, Any]:
    queries.visible_run(app, run_id, account_id)
    control(app, run_id=run_id, action=action, account_id=account_id)
    return queries.run_view(app, run_id=run_id, account_id=account_id)


@router.post("/api/runs/{run_id}/start", response_model=S.RunView)
async def start(run_id: int, person: Session, call: AppCall) -> Response:
    """Desk time begins. 403 `not_your_run` in a class: its instructor starts it."""
    return await call(_controlled, run_id=run_id, action="start", account_id=person.account_id)


@router.post("/api/runs/{run_id}/pause", response_model=S.RunView)
async def pause(run_id: int, person: Session, call: AppCall) -> Response:
    """Desk time stands still."""
    return await call(_controlled, run_id=run_id, action="pause", account_id=person.account_id)


@router.post("/api/runs/{run_id}/resume", response_model=S.RunView)
async def resume(run_id: int, person: Session, call: AppCall) -> Response:
    """Desk time goes on."""
    return await call(_controlled, run_id=run_id, action="resume", account_id=person.account_id)


@router.post("/api/runs/{run_id}/end", response_model=S.RunView)
async def end(run_id: int, person: Session, call: AppCall) -> Response:
    """The practice is over; its result can be read at once."""
    return await call(_controlled, run_id=run_id, action="end", account_id=person.account_id)


@router.get("/api/runs/{run_id}/shoppers", response_model=S.PlayableShoppers)
async def shoppers(run_id: int, person: Session, read: AppRead) -> Response:
    """Shoppers who are in and can be played by a person."""
    return await read(queries.playable_shoppers, run_id=run_id, account_id=person.account_id)


@router.post("/api/runs/{run_id}/shopper-seat", response_model=S.SeatTaken, status_code=201)
async def shopper_seat(run_id: int, body: S.TakeShopper, person: Session, call: AppCall) -> Response:
    """Takes a shopper's place; the case is not scored from then on."""
    return await call(
        service.take_shopper_seat,
        status=201,
        run_id=run_id,
        account_id=person.account_id,
        shopper_id=body.shopper_id,
    )


@router.post("/api/runs/{run_id}/retry", response_model=S.Made, status_code=201)
async def retry(run_id: int, body: S.Retry, person: Session, call: AppCall) -> Response:
    """The same shopper again, in a mall of the same opening."""
    return await call(
        service.retry_case, status=201, run_id=run_id, account_id=person.account_id, case_code=body.case_code
    )
