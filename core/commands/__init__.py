"""What people do in malls, once per click. Rooms import `command` from here."""

from core.commands.registry import command

__all__ = ["command"]
