"""A plugin for the second run of the tests, on PostgreSQL (`-p tests.support.once`): what never touches a database has
had its say on SQLite and is left out. A module that names a database, a server or a process of its own stays whole."""

from __future__ import annotations

from pathlib import Path

import pytest

TOUCHES = (
    "Database",
    "ON_POSTGRES",
    "Served",
    "School",
    "subprocess",
    "MALLDRILL_TEST_DB",
    "postgres",
    "db.",
)
FIXTURES = {"db", "database_url", "empty_database"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    sources: dict[Path, bool] = {}
    kept, left_out = [], []
    for item in items:
        if item.path not in sources:
            text = item.path.read_text("utf-8")
            sources[item.path] = any(word in text for word in TOUCHES)
        touches = sources[item.path] or FIXTURES & set(getattr(item, "fixturenames", ()))
        (kept if touches else left_out).append(item)
    config.hook.pytest_deselected(items=left_out)
    items[:] = kept
