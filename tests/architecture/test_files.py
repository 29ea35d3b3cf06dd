"""Sizes of files, addresses in locks, and where Chinese may stand."""

import ast
import json
import re

from tests.architecture.sources import ROOT, python_files, relative, tracked_files

PYTHON_LINES = 400
TYPESCRIPT_LINES = 250
CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
# Reads what Chinese people write: its patterns and numerals are data of the language, not words to people.
READS_CHINESE = ("helpdesk/understanding/", "seed/")


def test_no_python_file_holds_two_ideas() -> None:
    files = [path for path in tracked_files() if path.suffix == ".py"]
    long = {relative(p): n for p in files if (n := p.read_text("utf-8").count("\n")) > PYTHON_LINES}
    assert not long, f"more than {PYTHON_LINES} lines: {long}"


def test_no_page_source_holds_two_ideas() -> None:
    files = [
        p for p in tracked_files() if p.suffix in (".ts", ".tsx") and relative(p).startswith("frontend/")
    ]
    long = {
        relative(p): n
        for p in files
        if "/i18n/" not in relative(p)
        and p.name != "schema.d.ts"
        and (n := p.read_text("utf-8").count("\n")) > TYPESCRIPT_LINES
    }
    assert files
    assert not long, f"more than {TYPESCRIPT_LINES} lines: {long}"


def test_words_for_people_are_not_in_python() -> None:
    """Chinese in a string of the program means a sentence that belongs to a catalogue or a content pack."""
    found = []
    for path in python_files():
        name = relative(path)
        if name.startswith(READS_CHINESE) or name.startswith("app/"):
            continue
        tree = ast.parse(path.read_text("utf-8"))
        # A docstring may name the trade's Chinese term beside the English one; nobody is shown it.
        docs = {
            id(n.value)
            for n in ast.walk(tree)
            if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)
        }
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) and id(node) not in docs else None
            if isinstance(text, str) and CJK.search(text):
                found.append(f"{name}:{node.lineno} {text[:30]!r}")
    assert not found, "\n".join(found)


def test_the_locks_name_no_address() -> None:
    locks = sorted((ROOT / "requirements").glob("*.txt"))
    assert {lock.name for lock in locks} >= {"base.txt", "dev.txt"}
    for lock in locks:
        text = lock.read_text("utf-8")
        assert "://" not in text, lock.name
        assert not re.search(r"^\s*--(?!hash)", text, re.M), f"an option line in {lock.name}"
        assert "--hash=sha256:" in text
    packages = json.loads((ROOT / "frontend" / "package-lock.json").read_text("utf-8"))["packages"]
    assert len(packages) > 100
    assert not [name for name, entry in packages.items() if "resolved" in entry]
    assert "omit-lockfile-registry-resolved=true" in (ROOT / "frontend" / ".npmrc").read_text("utf-8")


def test_the_lock_answers_to_what_the_project_asks_for() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    def names(requirements: list[str]) -> set[str]:
        return {re.split(r"[\[<>=!; ]", r, maxsplit=1)[0].lower().replace("_", "-") for r in requirements}

    def locked(name: str) -> set[str]:
        text = (ROOT / "requirements" / name).read_text("utf-8")
        return {
            m.lower().replace("_", "-") for m in re.findall(r"^([A-Za-z0-9_.-]+)(?:\[.*?\])?==", text, re.M)
        }

    assert names(project["dependencies"]) <= locked("base.txt")
    assert names(project["optional-dependencies"]["dev"]) <= locked("dev.txt")
