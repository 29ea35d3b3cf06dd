"""What is asked about tickets over HTTP."""

from typing import Literal

from pydantic import Field

from core.http import Body


class OpenTicket(Body):
    """Work to write down."""

    shopper_id: int = Field(ge=1, le=2**53 - 1)
    title: str = Field(min_length=1, max_length=120)
    body: str = Field(min_length=1, max_length=4000)
    category: str = Field(default="other", max_length=40, pattern=r"^[a-z][a-z0-9_]*$")
    priority: Literal["low", "normal", "high", "urgent"] = "normal"
    order_id: int | None = Field(default=None, ge=1, le=2**53 - 1)
    conversation_id: int | None = Field(default=None, ge=1, le=2**53 - 1)


class Note(Body):
    """A remark for the desk."""

    text: str = Field(min_length=1, max_length=4000)


class Hold(Body):
    """When to be reminded, in minutes of the mall."""

    remind_minutes: int = Field(ge=1, le=43_200)


class Pend(Body):
    """For whom it waits."""

    on: Literal["customer", "third_party"]


class Resolve(Body):
    """What came of it; the shopper reads this."""

    resolution: str = Field(min_length=1, max_length=4000)
