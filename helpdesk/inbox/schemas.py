"""What is asked of the inbox over HTTP."""

from pydantic import Field

from core.http import Body


class Snooze(Body):
    """Put aside for minutes of desk time; null: until the shopper replies."""

    until_minutes: int | None = Field(default=None, ge=1, le=1440)


class Close(Body):
    """Why the session ends: a code like solved, unsolved, transferred."""

    reason: str = Field(default="solved", max_length=40, pattern=r"^[a-z][a-z_]*$")
