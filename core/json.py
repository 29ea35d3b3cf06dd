"""The one reader of JSON from outside, stricter than JSON itself; and the one writer."""

import math
from typing import Any

import orjson

from core.errors import Invalid, Refusal

MAX_BYTES = 256 * 1024
MAX_DEPTH = 24
MAX_VALUES = 20_000
MAX_WHOLE = 2**53 - 1


def read(body: bytes, *, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH) -> Any:
    """The value of a JSON text that every part of the system can keep and give back unchanged.

    Refuses NaN, Infinity, lone surrogates, NUL, numbers beyond 2^53, and what is too large or too deep. A
    refusal never repeats the input. Raises Refusal `body_too_large` (413), Invalid `json_malformed`,
    `json_too_deep`, `json_too_many_values`, `json_number_out_of_range`, `json_text_not_allowed`.
    """
    if len(body) > max_bytes:
        raise Refusal("body_too_large", 413, limit=max_bytes)
    if body.count(b"[") + body.count(b"{") > MAX_VALUES:
        raise Invalid("json_too_many_values", limit=MAX_VALUES)
    try:
        value = orjson.loads(body)
    except (orjson.JSONDecodeError, RecursionError):
        raise Invalid("json_malformed") from None
    check(value, max_depth=max_depth)
    return value


def check(value: Any, *, max_depth: int = MAX_DEPTH) -> None:
    """Refuses a parsed value that `read` would refuse."""
    level: list[Any] = [value]
    depth = seen = 0
    while level:
        below: list[Any] = []
        for item in level:
            if item is None or item is True or item is False:
                continue
            if isinstance(item, str):
                _check_text(item)
            elif isinstance(item, int | float):
                if not -MAX_WHOLE <= item <= MAX_WHOLE or math.isnan(item):
                    raise Invalid("json_number_out_of_range")
            elif isinstance(item, dict):
                for key in item:
                    if not isinstance(key, str):
                        raise Invalid("json_malformed")
                    _check_text(key)
                below.extend(item.values())
            elif isinstance(item, list | tuple):
                below.extend(item)
            else:
                raise Invalid("json_malformed")
        seen += len(below)
        if seen > MAX_VALUES:
            raise Invalid("json_too_many_values", limit=MAX_VALUES)
        depth += 1
        if below and depth > max_depth:
            raise Invalid("json_too_deep", limit=max_depth)
        level = below


def _check_text(text: str) -> None:
    if "\x00" in text:
        raise Invalid("json_text_not_allowed")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise Invalid("json_text_not_allowed") from None


def dumps(value: Any) -> bytes:
    """Compact UTF-8 with sorted keys: equal values give equal bytes."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def text(value: Any) -> str:
    """`dumps` as text, the way it is kept in the database."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


loads = orjson.loads
