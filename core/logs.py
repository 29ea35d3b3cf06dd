"""Structured logs: one JSON object a line on standard error; never a message's text, a cookie or an
address's secret."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

SECRET_NAMES = frozenset({
    "cookie", "token", "secret", "password", "pin", "text", "body", "authorization", "email", "phone",
})  # fmt: skip


def set_up(level: str = "info") -> None:
    """Sets the form of every log line of this process, the libraries' own included."""
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            _request_id,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _bare_traceback,
            without_secrets,
            structlog.processors.JSONRenderer(serializer=_dumps),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[_Bridge()], force=True)


def without_secrets(logger: Any, method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Blanks whatever bears the name of something private."""
    for name in entry:
        if name in SECRET_NAMES:
            entry[name] = "…"
    return entry


def _request_id(logger: Any, method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    from asgi_correlation_id import correlation_id

    given = correlation_id.get()
    if given:
        entry["request_id"] = given
    return entry


def _bare_traceback(logger: Any, method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Where it failed, without the failure's words: those of a database repeat the values of the row."""
    failure = entry.pop("exc_info", None)
    if failure is True:
        failure = sys.exc_info()[1]
    if isinstance(failure, tuple):
        failure = failure[1]
    if isinstance(failure, BaseException):
        entry["failure"] = type(failure).__name__
        frames = traceback.extract_tb(failure.__traceback__)[-12:]
        entry["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return entry


def _dumps(value: Any, **_: Any) -> str:
    import orjson

    return orjson.dumps(value, default=str).decode()


class _Bridge(logging.Handler):
    """Brings what libraries log into the same form."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            words = record.getMessage()[:4000]
            structlog.get_logger(record.name).log(record.levelno, words, exc_info=record.exc_info)
        except Exception:
            self.handleError(record)


def of(name: str) -> Any:
    """The logger of one part of the program."""
    return structlog.get_logger(name)
