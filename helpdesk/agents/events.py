"""What the desk announces about its people."""

from typing import ClassVar

from core.events.base import Event
from helpdesk.agents.schemas import AgentView


class AgentPresenceChanged(Event):
    """Somebody came, went, paused or took a break."""

    kind: ClassVar[str] = "helpdesk.agent.presence_changed"
    agent: AgentView

    def subject(self) -> str:
        return f"agent:{self.agent.id}"

    def audience(self) -> tuple[str, ...]:
        return ("desk",)
