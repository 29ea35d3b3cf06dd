"""Who listens to which event: filled by `core.events`, read by `core.context` at the end of each
transaction."""

from collections.abc import Callable
from typing import Any

# kind -> (priority, module, name, function); sorted, so that the order does not depend on who was imported
# first.
handlers: dict[str, list[tuple[int, str, str, Callable[[Any, Any, int], None]]]] = {}

# kind -> (priority, kind of the due action)
observers: dict[str, list[tuple[int, str]]] = {}
