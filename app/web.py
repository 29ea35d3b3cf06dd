"""The web application, put together from every room's routes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from asgi_correlation_id import CorrelationIdMiddleware
from fastapi import APIRouter, FastAPI, Response

from app import VERSION, pages, rooms
from app.live.gateway import router as live_router
from app.people.schemas import ErrorView
from app.switchboard import Switchboard
from core.db.engine import Database
from core.http import problems, reply
from core.http.door import Door
from core.http.edge import Edge
from core.http.state import Services
from core.http.swift import Swift
from core.http.throttle import Throttle
from core.ids import SystemIds
from core.settings import Settings

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]
ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": ErrorView, "description": words}
    for status, words in {
        401: "Nobody is signed in",
        403: "Not allowed",
        404: "No such thing, or another's",
        409: "The trade refuses it",
        413: "Body too large",
        415: "Not JSON",
        422: "Malformed input",
        429: "Too many attempts",
        503: "Try again shortly",
        507: "The disk is full",
    }.items()
}


class Served(FastAPI):
    """The app as it is served: it describes itself by a twin, made when somebody asks."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            self.openapi_schema = create_app().openapi()
        return self.openapi_schema


def create_app(
    settings: Settings | None = None, db: Database | None = None, lifespan: Lifespan | None = None
) -> FastAPI:
    """The app with all routes. Without a database it can only describe itself (the OpenAPI document)."""
    rooms.load()
    chosen = settings or Settings()
    app = (FastAPI if db is None else Served)(
        title="Malldrill",
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan or _nothing,
        responses=ERRORS,
        redirect_slashes=False,
    )
    if db is not None:
        throttle = Throttle(chosen.redis_url if chosen.cluster else "")
        app.state.services = Services(chosen, db, Door(db), throttle)
    app.state.ready = True
    problems.install(app)
    app.add_middleware(Swift)
    app.add_middleware(Edge)
    app.add_middleware(
        CorrelationIdMiddleware,
        header_name="X-Request-ID",
        generator=lambda: SystemIds().token(9),
        validator=lambda given: 8 <= len(given) <= 64 and given.isascii() and given.isalnum(),
    )
    lab = rooms.lab() if chosen.lab and chosen.loopback else []
    routers = [*rooms.routers(), *lab, live_router, _health(app), pages.router_of(chosen.frontend)]
    if db is None:
        for router in routers:
            app.include_router(router)
    else:
        app.router.routes.append(Switchboard([route for router in routers for route in router.routes]))
    return app


@asynccontextmanager
async def _nothing(app: FastAPI) -> AsyncIterator[None]:
    yield


def _health(app: FastAPI) -> APIRouter:
    router = APIRouter(tags=["health"])

    @router.get("/healthz")
    async def alive() -> dict[str, str]:
        """The process answers."""
        return {"status": "ok"}

    @router.get("/readyz")
    async def ready() -> Response:
        """The process can work: its database answers. 503 `not_ready` until then."""
        services = getattr(app.state, "services", None)
        if services is None or not app.state.ready:
            return problems.problem("not_ready", 503)

        def ask(db: Database) -> None:
            with db.app_reading() as ctx:
                ctx.driver.one("SELECT 1")

        await services.db.run(ask, services.db)
        return reply({"status": "ready", "version": VERSION})

    return router
