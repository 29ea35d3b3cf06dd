"""Reads of a desk that are asked at every keystroke go past the router.

Matching a path against two hundred routes and putting a dozen dependencies together costs several times
what such an answer costs. Here what is plainly in order (the seat is the caller's, every parameter is what it
should be) is answered at once; everything else goes the usual way, which is declared as a route like any
other and gives every refusal. So the two can only differ in speed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from core.db.engine import Database
from core.errors import Refusal
from core.http.seats import DESK_SEEN
from core.http.state import services
from core.identity.queries import Seated

Answer = Callable[..., bytes]
Question = Callable[[dict[str, str]], dict[str, Any] | None]
BEFORE = "/api/desk/"
MOST_QUERY = 2_000


@dataclass(frozen=True, slots=True)
class SwiftRead:
    """`path` is the route's; `question` turns the query into arguments of `answer(ctx, ...)`, None when
    anything about it is unusual."""

    path: str
    question: Question
    answer: Answer


_reads: dict[str, SwiftRead] = {}


def swift_read(name: str, question: Question, answer: Answer) -> None:
    """Declares that GET /api/desk/{seat}/<name>, which is a route too, may be answered past the router."""
    _reads[name] = SwiftRead(f"{BEFORE}{{seat}}/{name}", question, answer)


def whole(query: dict[str, str], name: str, least: int, most: int, usual: int | None = None) -> int | None:
    """A whole number of a query within its bounds; None when it is none."""
    text = query.get(name)
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        return None
    value = int(text)
    return value if least <= value <= most else None


class Swift:
    """The middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"].startswith(BEFORE):
            seat, _, name = scope["path"][len(BEFORE) :].partition("/")
            read = _reads.get(name)
            if read is not None and seat.isascii() and seat.isdigit() and len(seat) < 16:
                body = await _answered(scope, int(seat), read)
                if body is not None:
                    scope["route"] = read
                    await send(
                        {
                            "type": "http.response.start",
                            "status": 200,
                            "headers": [
                                (b"content-type", b"application/json"),
                                (b"content-length", b"%d" % len(body)),
                                (b"cache-control", b"private, no-cache"),
                            ],
                        }
                    )
                    await send({"type": "http.response.body", "body": body})
                    return
        await self.app(scope, receive, send)


async def _answered(scope: Scope, seat_id: int, read: SwiftRead) -> bytes | None:
    raw = scope["query_string"]
    if len(raw) > MOST_QUERY:
        return None
    try:
        pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True)
        query = dict(pairs)
        args = read.question(query) if len(query) == len(pairs) else None
        if args is None:
            return None
        connection = HTTPConnection(scope)
        known = services(connection)
        seat = await known.door.seat(connection, seat_id)
        if seat.role not in DESK_SEEN:
            return None
        return await known.db.run(_look, known.db, seat, read.answer, args)
    except (Refusal, ValueError):
        return None  # the usual way says it again, in the usual words


def _look(db: Database, seat: Seated, answer: Answer, args: dict[str, Any]) -> bytes:
    with db.reading(seat.mall_id, seat.actor) as ctx:
        return answer(ctx, **args)
