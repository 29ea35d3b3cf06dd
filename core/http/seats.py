"""Routes of a seat: `await call(verb, ...)` runs a command there, `await read(fn, ...)` looks at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, Request, Response

from core.commands.runner import Reply, run_command
from core.context import Ctx
from core.db.engine import Database
from core.errors import Forbidden, NotFound
from core.http.inputs import Key, SeatId, checked_key
from core.http.replies import reply, reply_cached
from core.http.state import services
from core.identity.queries import Seated

DESK = frozenset({"agent", "lead"})
DESK_SEEN = DESK | {"observer"}
SHOPPER = frozenset({"shopper"})


class SeatCommand:
    """`await call("helpdesk.accept", conversation_id=5)`; `status=201` where something was made."""

    __slots__ = ("_db", "_key", "seat")

    def __init__(self, db: Database, seat: Seated, key: str) -> None:
        self._db, self.seat, self._key = db, seat, key

    async def __call__(self, verb: str, /, *, status: int = 200, **args: Any) -> Response:
        """Runs the command as this seat; the answer is sent when it would survive a power cut."""
        done: Reply = await self._db.run(
            run_command, self._db, mall_id=self.seat.mall_id, actor=self.seat.actor, key=self._key, verb=verb,
            args=args, status=status,
        )  # fmt: skip
        await self._db.durable()
        return reply(done.body, done.status)


class SeatRead:
    """`await read(queries.order_detail, order_id=5)`: fn(ctx, ...) -> plain value, in a reading
    transaction."""

    __slots__ = ("_db", "_request", "seat")

    def __init__(self, db: Database, seat: Seated, request: Request) -> None:
        self._db, self.seat, self._request = db, seat, request

    async def __call__(self, fn: Callable[..., Any], /, **args: Any) -> Response:
        return reply_cached(self._request, await self.value(fn, **args))

    async def value(self, fn: Callable[..., Any], /, **args: Any) -> Any:
        """The same without making an answer of it (a document)."""
        return await self._db.run(_look, self._db, self.seat, fn, args)


def _look(db: Database, seat: Seated, fn: Callable[..., Any], args: dict[str, Any]) -> Any:
    with db.reading(seat.mall_id, seat.actor) as ctx:
        return fn(ctx, **args)


async def _seat(request: Request, seat: int, roles: frozenset[str]) -> Seated:
    found = await services(request).door.seat(request, seat)
    if found.role not in roles:
        # A shopper's seat is no desk: as if it were not there.
        raise NotFound("seat")
    return found


async def desk_command(request: Request, seat: SeatId, idempotency_key: Key = None) -> SeatCommand:
    found = await _seat(request, seat, DESK_SEEN)
    if found.role not in DESK:
        raise Forbidden("observers_only_look")
    return SeatCommand(services(request).db, found, checked_key(idempotency_key))


async def lead_command(request: Request, seat: SeatId, idempotency_key: Key = None) -> SeatCommand:
    found = await _seat(request, seat, DESK_SEEN)
    if found.role != "lead":
        raise Forbidden("lead_only")
    return SeatCommand(services(request).db, found, checked_key(idempotency_key))


async def shop_command(request: Request, seat: SeatId, idempotency_key: Key = None) -> SeatCommand:
    found = await _seat(request, seat, SHOPPER)
    return SeatCommand(services(request).db, found, checked_key(idempotency_key))


async def desk_read(request: Request, seat: SeatId) -> SeatRead:
    return SeatRead(services(request).db, await _seat(request, seat, DESK_SEEN), request)


async def desk_ask(request: Request, seat: SeatId) -> SeatRead:
    found = await _seat(request, seat, DESK_SEEN)
    if found.role not in DESK:
        raise Forbidden("observers_only_look")
    return SeatRead(services(request).db, found, request)


async def shop_read(request: Request, seat: SeatId) -> SeatRead:
    return SeatRead(services(request).db, await _seat(request, seat, SHOPPER), request)


DeskCommand = Annotated[SeatCommand, Depends(desk_command)]
LeadCommand = Annotated[SeatCommand, Depends(lead_command)]
ShopCommand = Annotated[SeatCommand, Depends(shop_command)]
DeskRead = Annotated[SeatRead, Depends(desk_read)]
DeskAsk = Annotated[SeatRead, Depends(desk_ask)]
ShopRead = Annotated[SeatRead, Depends(shop_read)]

__all__ = [
    "Ctx",
    "DeskAsk",
    "DeskCommand",
    "DeskRead",
    "LeadCommand",
    "SeatCommand",
    "SeatRead",
    "ShopCommand",
    "ShopRead",
]
