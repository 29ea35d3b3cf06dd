"""What every route may declare: bodies that refuse what they do not know, ids in paths, the idempotency
key."""

from typing import Annotated

from fastapi import Header, Path
from pydantic import BaseModel, ConfigDict

from core.errors import Invalid


class Body(BaseModel):
    """A request body: unknown fields and wrong types are refused, text is bounded by each field's
    max_length."""

    model_config = ConfigDict(extra="forbid", strict=True, str_max_length=8000)


SeatId = Annotated[int, Path(ge=1, le=2**53 - 1, description="The caller's seat")]
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        max_length=200,
        description="One per action of the person; sent again with a retry it has no second effect.",
    ),
]


def checked_key(key: str | None) -> str:
    """Raises Invalid `idempotency_key_missing`, `idempotency_key_bad`."""
    if not key:
        raise Invalid("idempotency_key_missing")
    if len(key) < 8 or not key.isascii() or not key.isprintable():
        raise Invalid("idempotency_key_bad")
    return key
