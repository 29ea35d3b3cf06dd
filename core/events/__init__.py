"""The event log: the spine of everything. Rooms import from here."""

from core.events.base import Event, kinds
from core.events.registry import handles, listeners, observe

__all__ = ["Event", "handles", "kinds", "listeners", "observe"]
