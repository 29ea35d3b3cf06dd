"""Routes outside a mall: people, classes, runs, jobs. `await call(fn, ...)` runs fn(app_ctx, ...) once per
key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import orjson
from fastapi import Depends, Request, Response

from core.commands.runner import Reply, run_app_command
from core.context import AppCtx
from core.db.engine import Database
from core.errors import Forbidden
from core.http.door import COOKIE, give_cookie
from core.http.inputs import Key, checked_key
from core.http.replies import reply, reply_cached
from core.http.state import Services, services
from core.identity.queries import Person
from core.identity.rules import token_hash
from core.identity.service import open_session

SIGN_IN = "_sign_in"
ANONYMOUS = "anonymous"


def actor_of(person: Person | None) -> str:
    """trainee:7, instructor:1, or anonymous."""
    return f"{person.kind}:{person.account_id}" if person else ANONYMOUS


class AppCommand:
    """`await call(service.create_class, status=201, name=body.name)`.

    When fn's dict holds "_sign_in": account_id, it is taken out and the browser is signed in as that account.
    """

    __slots__ = ("_key", "_request", "_services", "person")

    def __init__(self, request: Request, given: Services, person: Person | None, key: str) -> None:
        self._request, self._services, self.person, self._key = request, given, person, key

    async def __call__(self, fn: Callable[..., Any], /, *, status: int = 200, **args: Any) -> Response:
        db = self._services.db
        done = await db.run(
            run_app_command, db, actor=actor_of(self.person), key=self._key,
            verb=f"{fn.__module__}.{fn.__qualname__}", args=args,
            fn=lambda app: fn(app, **args), status=status,
        )  # fmt: skip
        await db.durable()
        if SIGN_IN.encode() not in done.body:
            return reply(done.body, done.status)
        value = orjson.loads(done.body)
        account_id = value.pop(SIGN_IN)
        answer = reply(value, done.status)
        if self.person is None or self.person.account_id != account_id:
            token = await self._sign_in(done, account_id)
            give_cookie(answer, token, secure=self._request.url.scheme == "https")
        return answer

    async def _sign_in(self, done: Reply, account_id: int) -> str:
        """A session for who has just been made. A replay (the answer was lost on its way) gets one of its
        own:
        the key is as unguessable as the cookie it stands for."""
        db = self._services.db

        def opened() -> str:
            with db.app_transaction("system") as app:
                return open_session(app, account_id=account_id)

        token = await db.run(opened)
        await db.durable()
        old = self._request.cookies.get(COOKIE)
        if old:
            self._services.door.forget(token_hash(old))
        return token


class AppLook:
    """`await read(queries.class_view, class_id=3)`: fn(app_ctx, ...) -> plain value; nothing is written."""

    __slots__ = ("_db", "_request", "person")

    def __init__(self, request: Request, db: Database, person: Person | None) -> None:
        self._request, self._db, self.person = request, db, person

    async def __call__(self, fn: Callable[..., Any], /, **args: Any) -> Response:
        return reply_cached(self._request, await self.value(fn, **args))

    async def value(self, fn: Callable[..., Any], /, **args: Any) -> Any:
        """The same without making an answer of it (XLSX, a picture)."""
        return await self._db.run(_look, self._db, actor_of(self.person), fn, args)


def _look(db: Database, actor: str, fn: Callable[..., Any], args: dict[str, Any]) -> Any:
    with db.app_reading(actor) as app:
        return fn(app, **args)


async def maybe_person(request: Request) -> Person | None:
    return await services(request).door.person(request)


async def must_be_somebody(request: Request) -> Person:
    return await services(request).door.must_be_somebody(request)


async def must_be_instructor(request: Request) -> Person:
    person = await services(request).door.must_be_somebody(request)
    if person.kind != "instructor":
        raise Forbidden("instructor_only")
    return person


async def app_call(request: Request, idempotency_key: Key = None) -> AppCommand:
    given = services(request)
    return AppCommand(request, given, await given.door.person(request), checked_key(idempotency_key))


async def app_read(request: Request) -> AppLook:
    given = services(request)
    return AppLook(request, given.db, await given.door.person(request))


AppCall = Annotated[AppCommand, Depends(app_call)]
AppRead = Annotated[AppLook, Depends(app_read)]
Session = Annotated[Person, Depends(must_be_somebody)]
MaybeSession = Annotated[Person | None, Depends(maybe_person)]
Instructor = Annotated[Person, Depends(must_be_instructor)]

__all__ = ["AppCall", "AppCommand", "AppCtx", "AppLook", "AppRead", "Instructor", "MaybeSession", "Session"]
