"""Who am I; signing in with a password or the instructor's link, and out; jobs; pictures."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from app import VERSION
from app.people import schemas as S
from app.people.html import link_gone, link_page
from app.people.queries import me
from core.context import AppCtx
from core.errors import Invalid, NotFound, Refusal, Unauthenticated
from core.http import AppCall, AppRead, MaybeSession, Session, services
from core.http.app_calls import actor_of
from core.http.door import give_cookie, take_cookie
from core.identity.passwords import hash_secret, verify_secret
from core.identity.queries import account_of_login
from core.identity.service import close_session, consume_instructor_link, open_session, set_password
from core.jobs.service import job_view

router = APIRouter(tags=["people"])
TOKEN_LENGTH = 200


@router.get("/api/me", response_model=S.Me)
async def who_am_i(request: Request, person: MaybeSession, read: AppRead) -> Response:
    """The signed-in account, its seats and runs; `account` is null for somebody new."""
    chosen = services(request).settings
    settings = {"amber_ms": chosen.amber_ms, "red_ms": chosen.red_ms, "version": VERSION}
    return await read(me, person=person, settings=settings)


@router.post("/api/login", response_model=S.AccountView)
async def log_in(body: S.Login, request: Request) -> Response:
    """Signs an instructor in. 401 `login_wrong`, 429 `too_many_attempts`."""
    given = services(request)
    given.throttle.check("login", name=body.login, connection=request)

    def find() -> tuple[int, str | None] | None:
        with given.db.app_reading() as app:
            return account_of_login(app.session, body.login)

    found = await given.db.run(find)
    if not await verify_secret(found[1] if found else None, body.password) or found is None:
        given.throttle.failed("login", name=body.login, connection=request)
        raise Unauthenticated("login_wrong")
    account_id = found[0]
    return await _signed_in(request, account_id)


async def _signed_in(request: Request, account_id: int) -> Response:
    from core.http import reply
    from core.identity.models import Account

    given = services(request)
    old = await given.door.person(request)

    def opened() -> tuple[str, dict[str, Any]]:
        with given.db.app_transaction(f"account:{account_id}") as app:
            if old is not None:
                close_session(app, id_hash=old.session_hash)
            row = app.get(Account, account_id)
            view = {"id": row.id, "name": row.name, "kind": row.kind, "language": row.language}
            return open_session(app, account_id=account_id), view

    token, view = await given.db.run(opened)
    await given.db.durable()
    if old is not None:
        given.door.forget(old.session_hash)
    answer = reply(view)
    give_cookie(answer, token, secure=request.url.scheme == "https")
    return answer


@router.post("/api/logout", status_code=204, response_class=Response)
async def log_out(request: Request, person: MaybeSession) -> Response:
    """Signs this browser out; done twice it is still out."""
    given = services(request)
    if person is not None:

        def closed() -> None:
            with given.db.app_transaction(actor_of(person)) as app:
                close_session(app, id_hash=person.session_hash)

        await given.db.run(closed)
        await given.db.durable()
        given.door.forget(person.session_hash)
    answer = Response(status_code=204)
    take_cookie(answer)
    return answer


@router.put("/api/me/password", response_model=S.AccountView)
async def choose_password(body: S.NewPassword, person: Session, call: AppCall) -> Response:
    """The instructor's own way in; from then on no link is printed at start. 403 for trainees: they have a
    PIN."""
    if person.kind != "instructor":
        raise Refusal("instructor_only", 403)
    hashed = await hash_secret(body.password)
    # The key stands for the name alone: a hash never comes out the same twice.
    return await call(_keep_password(person.account_id, hashed), login=body.login)


def _keep_password(account_id: int, hashed: str) -> Any:
    from core.identity.models import Account

    def keep_password(app: AppCtx, *, login: str) -> dict[str, Any]:
        set_password(app, account_id=account_id, login=login, password_hash=hashed)
        row = app.get(Account, account_id)
        return {"id": row.id, "name": row.name, "kind": row.kind, "language": row.language}

    return keep_password


@router.get("/api/jobs/{job_id}", response_model=S.JobView)
async def job(job_id: str, person: Session, read: AppRead) -> Response:
    """How far long work has come; its owner's only."""
    owners = frozenset({actor_of(person), f"account:{person.account_id}"})
    return await read(job_view, job_id=job_id[:64], owners=owners)


@router.get(
    "/api/picture/{name}", responses={200: {"content": {"image/svg+xml": {}}}}, response_class=Response
)
async def picture(name: str, request: Request) -> Response:
    """A picture of the packs, named by its content: never changes."""
    from seed.pictures import picture_by_hash

    name = name.removesuffix(".svg")
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "ETag": f'"{name[:80]}"'}
    if not name.isascii() or not name.isalnum():
        raise NotFound("picture")
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    found = picture_by_hash(name)
    if found is None:
        raise NotFound("picture")
    return Response(found, 200, headers, "image/svg+xml")


@router.get("/instructor/{token}", response_class=Response, tags=["instructor"])
async def instructor_link(token: str) -> Response:
    """A page with one button: opening an address (or a preview of it) must use nothing up."""
    return Response(link_page(token[:TOKEN_LENGTH]), media_type="text/html; charset=utf-8")


@router.post("/instructor/{token}", response_class=Response, status_code=303, tags=["instructor"])
async def use_instructor_link(token: str, request: Request) -> Response:
    """Uses the link up and signs this browser in as the instructor."""
    given = services(request)
    language = "en" if request.headers.get("accept-language", "zh").lower().startswith("en") else "zh-CN"

    def consumed() -> str:
        with given.db.app_transaction("system") as app:
            name = "Instructor" if language == "en" else "教师"
            account_id = consume_instructor_link(
                app, token=token[:TOKEN_LENGTH], name=name, language=language
            )
            return open_session(app, account_id=account_id)

    try:
        cookie = await given.db.run(consumed)
    except (NotFound, Invalid):
        person = await given.door.person(request)
        if person is not None and person.kind == "instructor":
            return Response(status_code=303, headers={"Location": "/cockpit"})
        return Response(link_gone(), 404, media_type="text/html; charset=utf-8")
    await given.db.durable()
    answer = Response(status_code=303, headers={"Location": "/cockpit"})
    give_cookie(answer, cookie, secure=request.url.scheme == "https")
    return answer
