"""Answers: JSON bytes as they are, and an ETag for what a browser asks again."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson
from fastapi import Request, Response

JSON = "application/json"


def reply(value: Any, status: int = 200) -> Response:
    """A JSON answer of a plain value (or of bytes that already are JSON)."""
    if value is None and status == 204:
        return Response(status_code=204)
    body = value if isinstance(value, bytes) else orjson.dumps(value)
    return Response(body, status, media_type=JSON)


def reply_cached(request: Request, value: Any) -> Response:
    """The answer of a read: with an ETag, and 304 without a body when the browser has it already."""
    body = value if isinstance(value, bytes) else orjson.dumps(value)
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, 200, headers, JSON)
