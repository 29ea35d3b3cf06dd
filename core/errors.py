"""Refusals: what the trade expects to be refused, each with a stable code and the honest HTTP status.

Words for people live in the browser's catalogues; a refusal carries only a code and its parameters.
"""

from typing import Any


class Refusal(Exception):
    """A named no. It rolls the transaction back and reaches the caller as `{code, params}` with `status`."""

    def __init__(self, code: str, status: int = 409, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.params = params

    def __str__(self) -> str:
        return f"{self.code} {self.params}" if self.params else self.code


class NotFound(Refusal):
    """There is no such thing in this mall (or it is another's, which is the same answer)."""

    def __init__(self, what: str, **params: Any) -> None:
        super().__init__("not_found", 404, what=what, **params)


class IllegalTransition(Refusal):
    """The thing exists, but its state does not allow the action; nothing has changed."""

    def __init__(self, what: str, *, state: str, action: str, **params: Any) -> None:
        super().__init__("illegal_transition", 409, what=what, state=state, action=action, **params)


class Invalid(Refusal):
    """Malformed input."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code, 422, **params)


class Unauthenticated(Refusal):
    """Nobody is signed in."""

    def __init__(self, code: str = "unauthenticated", **params: Any) -> None:
        super().__init__(code, 401, **params)


class Forbidden(Refusal):
    """Signed in, but not allowed."""

    def __init__(self, code: str = "forbidden", **params: Any) -> None:
        super().__init__(code, 403, **params)


class TooMany(Refusal):
    """Later, please."""

    def __init__(self, code: str = "too_many", **params: Any) -> None:
        super().__init__(code, 429, **params)


class DiskFull(Refusal):
    """The disk has no room; the transaction is rolled back and nothing is half-done."""

    def __init__(self) -> None:
        super().__init__("disk_full", 507)


class Busy(Refusal):
    """Another process holds the database longer than we wait."""

    def __init__(self) -> None:
        super().__init__("database_busy", 503)
