"""Agents as they should not be: friendly without help, pasting one line, silent, and silent with the right
actions.
"""

from typing import Any

from simulation.bots.book import lines
from simulation.bots.deeds import Talk
from simulation.bots.desk import Desk
from simulation.bots.expert import Expert

REPLY_MS = 9_000
CLOSE_AFTER = {"polite": 5, "paster": 6}


class Talker:
    """Answers each turn with the next of its lines (the last one for ever), does nothing, and closes after
    a few.
    """

    def __init__(self, desk: Desk, *, kind: str, capacity: int) -> None:
        self.desk, self.kind, self.capacity = desk, kind, capacity
        self.replies: list[str] = lines(desk.clock()[2])[kind]["replies"]
        self.turns: dict[int, int] = {}
        self.read_to: dict[int, int] = {}
        self.due: dict[int, int] = {}

    def act(self) -> int | None:
        """Does what is due now; when it wants to act again."""
        now, listed = self.desk.now, self.desk.conversations()
        held = [c for c in listed if c["agent_id"] == self.desk.agent_id and c["state"] != "queued"]
        for conversation in [c for c in listed if c["state"] == "queued"][
            : max(0, self.capacity - len(held))
        ]:
            accepted = self.desk.do("helpdesk.accept", conversation_id=conversation["id"])
            if accepted is not None:
                held.append(accepted)
        for conversation in held:
            if conversation["state"] == "wrap_up":
                self.desk.do("helpdesk.close", conversation_id=conversation["id"], reason="shopper_left")
            else:
                self._answer(conversation)
        wakes = [due for number, due in self.due.items() if number in {c["id"] for c in held} and due > now]
        waiting = len(held) < self.capacity and any(c["state"] == "queued" for c in listed)
        return min([*wakes, *([now + 3_000] if waiting else [])], default=None)

    def _answer(self, conversation: dict[str, Any]) -> None:
        number, now = conversation["id"], self.desk.now
        fresh = [
            m
            for m in self.desk.thread(number)
            if m["author_kind"] == "shopper" and m["id"] > self.read_to.get(number, 0)
        ]
        if not fresh:
            return
        due = self.due.setdefault(number, now + REPLY_MS)
        if due <= fresh[-1]["desk_ms"]:
            due = self.due[number] = now + REPLY_MS
        if due > now:
            return
        self.read_to[number] = fresh[-1]["id"]
        turn = self.turns.get(number, 0)
        self.turns[number] = turn + 1
        text = self.replies[min(turn, len(self.replies) - 1)]
        self.desk.do(
            "helpdesk.send_message",
            conversation_id=number,
            client_id=f"bot-{number}-{turn}",
            kind="text",
            text=text,
        )
        if turn + 1 >= CLOSE_AFTER[self.kind]:
            self.desk.do("helpdesk.close", conversation_id=number, reason="solved")


class Silent:
    """Nobody is there."""

    def act(self) -> int | None:
        """Nothing, ever."""
        return None


class SilentDoer(Expert):
    """Does everything the expert does on the records and never says a word."""

    def _say(self, talk: Talk, key: str) -> None:
        talk.used[key] = talk.used.get(key, 0) + 1
        if key == "confirm":
            talk.confirmed = self.desk.now
