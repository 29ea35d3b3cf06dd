"""Time and chance come with ctx: no room reads the machine's clock or dice."""

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import python_files, relative

ALLOWED = ("core/clock.py", "core/rng.py", "core/ids.py", "app/")
BANNED_MODULES = {"random", "secrets", "uuid"}
BANNED_CALLS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "monotonic"),
    ("time", "monotonic_ns"),
    ("time", "perf_counter"),
    ("os", "urandom"),
}


def offences(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [a.name for a in node.names if a.name.split(".")[0] in BANNED_MODULES]
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module.split(".")[0] in BANNED_MODULES:
                found.append(node.module)
            found += [f"{node.module}.{a.name}" for a in node.names if (node.module, a.name) in BANNED_CALLS]
        elif isinstance(node, ast.Attribute):
            owner = node.value
            name = (
                owner.id
                if isinstance(owner, ast.Name)
                else owner.attr
                if isinstance(owner, ast.Attribute)
                else ""
            )
            if (name, node.attr) in BANNED_CALLS:
                found.append(f"{name}.{node.attr} in line {node.lineno}")
    return found


@pytest.mark.parametrize(
    "source",
    [
        "import random",
        "from uuid import uuid4",
        "import datetime\ndatetime.datetime.now()",
        "from datetime import datetime\ndatetime.now(tz)",
        "import time\ntime.time()",
        "from time import monotonic",
        "import os\nos.urandom(4)",
    ],
)
def test_a_look_at_the_machines_clock_or_dice_is_noticed(source: str) -> None:
    assert offences(source)


def test_no_room_reads_the_machines_clock_or_dice() -> None:
    def free(path: Path) -> bool:
        return relative(path).startswith(ALLOWED)

    found = {relative(p): o for p in python_files() if not free(p) and (o := offences(p.read_text("utf-8")))}
    assert not found, found
