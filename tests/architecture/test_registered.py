"""What a room offers by name is found when the program starts."""

import ast
import subprocess
import sys

from tests.architecture.sources import ROOT, python_files

OFFERS = {"command", "due_action", "handles", "invariant", "observe"}


def test_every_file_that_offers_something_by_name_is_imported_by_the_program() -> None:
    offering = set()
    for path in python_files():
        for node in ast.parse(path.read_text("utf-8")).body:
            calls = list(getattr(node, "decorator_list", []))
            if isinstance(node, ast.Expr):
                calls.append(node.value)
            for call in calls:
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in OFFERS:
                    offering.add(".".join(path.relative_to(ROOT).with_suffix("").parts))
    assert len(offering) > 20
    code = "import sys; from app import rooms; rooms.load(); print('\\n'.join(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert offering - set(loaded.stdout.split()) == set()
