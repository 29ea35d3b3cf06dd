"""Which rooms take part in a test: those of its own package and below, whoever else was imported before."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from app.rooms import PACKAGES, REGISTERING, modules
from core import timers

TESTS = Path(__file__).resolve().parent.parent


def packages_below(test: Path) -> tuple[str, ...] | None:
    """The packages a test under tests/<package> may see; None for tests of the whole program."""
    first = test.resolve().relative_to(TESTS).parts[0]
    return PACKAGES[: PACKAGES.index(first) + 1] if first in PACKAGES else None


@cache
def load(packages: tuple[str, ...]) -> None:
    """Imports what these packages offer by name, as the program does at its start."""
    for name in modules(*REGISTERING, packages=packages):
        import_module(name)


class Listening(dict[str, list[Any]]):
    """The registered handlers or observers, as far as they belong to some packages (or to tests)."""

    def __init__(self, registered: dict[str, list[Any]], packages: tuple[str, ...]) -> None:
        super().__init__()
        self._registered = registered
        self._packages = packages

    def get(self, kind: str, default: Any = ()) -> Any:
        return [entry for entry in self._registered.get(kind, ()) if self._belongs(entry)] or default

    def setdefault(self, kind: str, default: Any = None) -> Any:
        return self._registered.setdefault(kind, default)

    def _belongs(self, entry: tuple[Any, ...]) -> bool:
        try:
            module = entry[1] if len(entry) == 4 else timers.registry.action(entry[1]).__module__
        except LookupError:
            return True
        package = module.partition(".")[0]
        return package not in PACKAGES or package in self._packages
