"""The same facts once more, from nothing but the log: what the tables say must be what happened."""

from collections.abc import Iterable
from typing import Any

import orjson

from helpdesk.chats.rules import says_something
from helpdesk.chats.sessions import is_courtesy
from helpdesk.kpi.rules import SessionFact, TurnFact

KINDS = (
    "helpdesk.conversation.opened",
    "helpdesk.conversation.continued",
    "helpdesk.conversation.requeued",
    "helpdesk.conversation.closed",
    "helpdesk.conversation.abandoned",
    "helpdesk.conversation.rated",
    "helpdesk.message.sent",
    "helpdesk.message.understood",
)


class _Session:
    def __init__(self, opened_ms: int) -> None:
        self.facts: dict[str, Any] = {"opened_ms": opened_ms}
        self.turns: list[dict[str, Any]] = []
        self.asked: list[str | None] = []  # texts since the open turn began; None for a picture

    def fact(self) -> SessionFact:
        return SessionFact(**self.facts)

    def open_turn(self, desk_ms: int) -> None:
        self.turns.append({"opened_ms": desk_ms, "answered_ms": None, "outcome": "open"})

    @property
    def waiting(self) -> dict[str, Any] | None:
        return self.turns[-1] if self.turns and self.turns[-1]["outcome"] == "open" else None


class Recount:
    """Feeds on log rows in seq order."""

    def __init__(self) -> None:
        self._sessions: dict[int, list[_Session]] = {}
        self._texts: dict[int, tuple[str, str]] = {}

    def read(self, rows: Iterable[Any]) -> "Recount":
        """Takes rows with kind, desk_ms and data (JSON text)."""
        for row in rows:
            data = orjson.loads(row.data)
            if row.kind == "helpdesk.message.sent":
                self._message(data["message"])
            elif row.kind == "helpdesk.message.understood":
                self._understood(data, row.desk_ms)
            else:
                self._conversation(row.kind.rsplit(".", 1)[1], data, row.desk_ms)
        return self

    def sessions(self) -> list[SessionFact]:
        return [s.fact() for number in sorted(self._sessions) for s in self._sessions[number]]

    def turns(self) -> list[TurnFact]:
        return [
            TurnFact(**turn)
            for number in sorted(self._sessions)
            for s in self._sessions[number]
            for turn in s.turns
        ]

    def _conversation(self, what: str, data: dict[str, Any], desk_ms: int) -> None:
        known = self._sessions.setdefault(data["conversation"]["id"], [])
        if what in ("opened", "continued"):
            known.append(_Session(desk_ms))
            return
        session = known[-1]
        if what == "rated":
            session.facts["rating"] = data["stars"]
        elif what == "requeued" and session.waiting is not None:
            session.waiting["outcome"] = "unanswered"
            session.open_turn(desk_ms)
        elif what in ("closed", "abandoned"):
            answered = session.facts.get("first_reply_ms") is not None
            session.facts.update(end=what, invited=answered and what == "closed")
            if session.waiting is not None:
                courtesy = answered and all(text is not None and is_courtesy(text) for text in session.asked)
                session.waiting["outcome"] = "courtesy" if courtesy else "unanswered"

    def _message(self, message: dict[str, Any]) -> None:
        session = self._sessions[message["conversation_id"]][-1]
        if message["author_kind"] == "shopper":
            if session.waiting is None:
                session.open_turn(message["desk_ms"])
                session.asked = []
            session.asked.append(message["text"] if message["kind"] == "text" else None)
        elif message["author_kind"] == "agent" and message["kind"] != "note":
            session.facts.setdefault("first_reply_ms", message["desk_ms"])
            if session.waiting is not None:
                session.waiting.update(answered_ms=message["desk_ms"], outcome="answered")
            self._texts[message["id"]] = (message["kind"], message["text"])
            if message["kind"] == "card":
                session.facts.setdefault("substantive_ms", message["desk_ms"])

    def _understood(self, data: dict[str, Any], desk_ms: int) -> None:
        kind, text = self._texts[data["message_id"]]
        acts = {act["name"] for act in data["acts"]}
        news = [(s["kind"], s["about"]) for s in data["statements"]]
        if says_something(kind, text, acts, news):
            self._sessions[data["conversation_id"]][-1].facts.setdefault("substantive_ms", desk_ms)
