"""How every refusal and failure is answered: {code, params, request_id} with the honest status."""

from __future__ import annotations

import errno
from typing import Any

import orjson
from asgi_correlation_id import correlation_id
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DataError, OperationalError
from starlette.exceptions import HTTPException

from core.driver import as_refusal
from core.errors import Refusal

STATUS_CODES = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 413: "body_too_large"}


def problem(code: str, status: int, params: dict[str, Any] | None = None, **headers: str) -> Response:
    """The answer for people's words to be found by: the browser's catalogues hold them, not the server."""
    body = {"code": code, "params": params or {}, "request_id": correlation_id.get()}
    return Response(
        orjson.dumps(body, default=str), status, {"Cache-Control": "no-store", **headers}, "application/json"
    )


def refusal_of(failure: BaseException) -> Refusal | None:
    """The refusal a failure of the machine amounts to, or None when it is a defect of ours."""
    if isinstance(failure, Refusal):
        return failure
    if isinstance(failure, OverflowError | DataError):
        return Refusal("value_out_of_range", 422)
    known = as_refusal(failure)
    if known is not None:
        return known
    if isinstance(failure, OperationalError):
        return Refusal("database_unavailable", 503)
    if isinstance(failure, OSError) and failure.errno in (errno.ENOSPC, errno.EDQUOT):
        return Refusal("disk_full", 507)
    return None


def answer(failure: BaseException) -> Response:
    """The answer to whatever was raised; a defect is 500 `internal` and says nothing else."""
    refusal = refusal_of(failure)
    if refusal is None:
        return problem("internal", 500)
    headers = {"Retry-After": "2"} if refusal.status == 503 else {}
    if refusal.status == 429 and "retry_after_ms" in refusal.params:
        headers["Retry-After"] = str(-(-int(refusal.params["retry_after_ms"]) // 1000))
    return problem(refusal.code, refusal.status, dict(refusal.params), **headers)


async def on_refusal(request: Request, failure: Exception) -> Response:
    return answer(failure)


async def on_invalid(request: Request, failure: Exception) -> Response:
    """Which fields are wrong and how, never what was in them."""
    assert isinstance(failure, RequestValidationError)
    fields = [
        {"field": ".".join(str(part)[:40] for part in error["loc"]), "type": error["type"]}
        for error in failure.errors()[:20]
    ]
    in_path = [f for f in fields if f["field"].startswith("path.")]
    if in_path:
        # An address that cannot name anything names nothing.
        return problem("not_found", 404, {"what": in_path[0]["field"].removeprefix("path.")})
    return problem("invalid_input", 422, {"fields": fields})


async def on_http(request: Request, failure: Exception) -> Response:
    assert isinstance(failure, HTTPException)
    code = STATUS_CODES.get(failure.status_code, "bad_request")
    headers = {name: value for name, value in (failure.headers or {}).items() if name.lower() == "allow"}
    return problem(code, failure.status_code, None, **headers)


def install(app: FastAPI) -> None:
    """Every error of the app is answered in one form."""
    app.add_exception_handler(Refusal, on_refusal)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(HTTPException, on_http)
