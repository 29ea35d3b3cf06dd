"""Quick replies on the wire."""

from pydantic import BaseModel


class QuickReplyView(BaseModel):
    """One phrase, with {buyer}, {eta} and other variables still open."""

    id: int
    category: str
    shortcut: str
    initials: str
    title: str
    text: str


class QuickReplies(BaseModel):
    """All phrases an agent may use."""

    items: list[QuickReplyView]
    next: int | None
