"""Everything that will happen in a mall, at its instant and once. Rooms import `due_action` from here."""

from core.timers.registry import due_action

__all__ = ["due_action"]
