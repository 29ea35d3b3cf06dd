"""What every request passes first: headers of safety, the bounded strict body, and the last net for
failures."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core import json
from core.clock import SystemClock
from core.errors import Refusal
from core.http import problems
from core.metrics import REQUESTS

BODY_LIMIT = json.MAX_BYTES
BODY_SECONDS = 20
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SAFETY = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
]
log = structlog.get_logger("http")
CLOCK = SystemClock()


class Edge:
    """Refuses what no route should see, and answers what no route caught."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = CLOCK.monotonic_ms()
        status = 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers: list[tuple[bytes, bytes]] = list(message["headers"])
                headers += SAFETY
                if not any(name == b"cache-control" for name, _ in headers):
                    headers.append((b"cache-control", b"no-store"))
                message["headers"] = headers
            await send(message)

        try:
            checked = await _checked(scope, receive)
            await self.app(scope, checked, sending)
        except Exception as failure:
            refusal = problems.refusal_of(failure)
            if refusal is None or refusal.status >= 500:
                log.error(
                    "request_failed", path=_path_shape(scope), kind=type(failure).__name__, exc_info=failure
                )
            if status:
                raise
            await problems.answer(failure)(scope, receive, sending)
        finally:
            REQUESTS.observe(scope, status or 500, CLOCK.monotonic_ms() - begun)


async def _checked(scope: Scope, receive: Receive) -> Receive:
    """The request's messages, its body read whole and checked. Raises Refusal."""
    _check_address(scope)
    if scope["method"] not in UNSAFE:
        return receive
    headers = _some(scope, (b"origin", b"host", b"sec-fetch-site", b"content-type", b"content-length"))
    check_origin(headers)
    if headers.get(b"content-length", b"").isdigit() and int(headers[b"content-length"][:12]) > BODY_LIMIT:
        raise Refusal("body_too_large", 413, max=BODY_LIMIT)
    body = await _whole_body(receive)
    if body and scope["path"].startswith("/api/"):
        kind = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
        if kind != b"application/json":
            raise Refusal("content_type", 415)
        json.read(body)
    sent = False

    async def replay() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


async def _whole_body(receive: Receive) -> bytes:
    first = await receive()
    body: bytes = first.get("body", b"")
    if not first.get("more_body"):
        return _within(body)
    try:
        async with asyncio.timeout(BODY_SECONDS):
            more = True
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    break
                body = _within(body + message.get("body", b""))
                more = message.get("more_body", False)
    except TimeoutError:
        raise Refusal("body_too_slow", 408) from None
    return body


def _within(body: bytes) -> bytes:
    if len(body) > BODY_LIMIT:
        raise Refusal("body_too_large", 413, max=BODY_LIMIT)
    return body


def _check_address(scope: Scope) -> None:
    """No database of ours can hold a NUL, and no record has a number beyond 2^53."""
    path: str = scope["path"]
    if len(path) > 2048 or len(scope["query_string"]) > 4096:
        raise Refusal("address_too_long", 414)
    if "\x00" in path or b"%00" in scope["query_string"]:
        raise Refusal("bad_address", 400)
    for part in path.split("/"):
        if len(part) > 15 and part.lstrip("-").isdigit() and abs(int(part[:20])) > json.MAX_WHOLE:
            raise Refusal("not_found", 404)


def check_origin(headers: dict[bytes, bytes]) -> None:
    """An unsafe request comes from our own pages, or from a program that sends no origin at all.

    On plain http of a class network browsers send Origin but no Sec-Fetch-Site.
    Raises Refusal 403 origin_refused.
    """
    origin = headers.get(b"origin")
    if origin is not None:
        if urlsplit(origin.decode("latin-1")).netloc.encode("latin-1") != headers.get(b"host", b""):
            raise Refusal("origin_refused", 403)
    elif headers.get(b"sec-fetch-site", b"none") not in (b"same-origin", b"none"):
        raise Refusal("origin_refused", 403)


def _some(scope: Scope, names: tuple[bytes, ...]) -> dict[bytes, bytes]:
    return {name: value for name, value in scope["headers"] if name in names}


def _path_shape(scope: Scope) -> str:
    """The route's template where known: a log holds no ids of people."""
    route = scope.get("route")
    return str(getattr(route, "path", "")) or "/".join(
        "{n}" if part.isdigit() else part for part in str(scope["path"])[:200].split("/")
    )
