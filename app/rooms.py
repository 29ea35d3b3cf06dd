"""Every room of the program, found by the names its files always bear; importing them registers what they
offer."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from fastapi import APIRouter

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("core", "logistics", "shop", "helpdesk", "simulation", "classroom", "seed", "app")
# Files in which verbs, handlers, due actions, jobs and invariants are declared.
LAB = "/api/lab"  # pages for developers, not part of the program
REGISTERING = ("service", "handlers", "actions", "tasks", "invariants")


def modules(*names: str, packages: tuple[str, ...] = PACKAGES) -> list[str]:
    """The dotted names of all files of these names, in a fixed order."""
    found = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for package in packages
        for name in names
        for path in (ROOT / package).rglob(f"{name}.py")
    ]
    return sorted(found, key=lambda dotted: (PACKAGES.index(dotted.partition(".")[0]), dotted))


def load() -> None:
    """Imports every room's verbs, handlers, due actions and jobs, and gives core the words of the packs."""
    import app.models

    assert app.models.metadata.tables
    for name in modules(*REGISTERING):
        import_module(name)
    from app.wording import install_words

    install_words()


def routers() -> list[APIRouter]:
    """The routers of every routes.py: a new room needs no entry anywhere."""
    found: list[APIRouter] = [import_module(name).router for name in modules("routes")]
    return [router for router in found if not router.prefix.startswith(LAB)]


def lab() -> list[APIRouter]:
    """The pages for developers and what they call; served only when the settings ask for it."""
    from helpdesk.understanding import routes

    return [routes.router, routes.page]
