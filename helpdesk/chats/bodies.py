"""What is said and read over HTTP."""

from typing import Literal

from pydantic import Field

from core.http import Body


class Card(Body):
    """A record to show; the server fills in what it shows."""

    type: Literal["order", "tracking", "coupon", "product", "image"]
    id: int | None = Field(default=None, ge=1, le=2**53 - 1)
    code: str | None = Field(default=None, max_length=80)


class Say(Body):
    """An agent's message, card or note."""

    client_id: str = Field(min_length=1, max_length=80)
    kind: Literal["text", "note", "card"] = "text"
    text: str = Field(default="", max_length=4000)
    card: Card | None = None


class ShopperSays(Body):
    """A shopper's message."""

    client_id: str = Field(min_length=1, max_length=80)
    kind: Literal["text", "image", "card"] = "text"
    text: str = Field(default="", max_length=4000)
    card: Card | None = None
    order_id: int | None = Field(default=None, ge=1, le=2**53 - 1)


class Seen(Body):
    """Everything up to this message has been seen."""

    message_id: int = Field(ge=1, le=2**53 - 1)


class Drafted(Body):
    """What is being written; the highest version wins."""

    text: str = Field(max_length=2000)
    version: int = Field(ge=0, le=2**53 - 1)


class Rating(Body):
    """How it was."""

    stars: int = Field(ge=1, le=5)
    text: str = Field(default="", max_length=500)
