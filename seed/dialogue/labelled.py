"""Reading the labelled set: one YAML file per imagined writer, one line per message."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from helpdesk.understanding.values import ACTS, KINDS

FOLDER = Path(__file__).parent / "writers"
Fact = tuple[str, str | int | float, str | None]


@dataclass(frozen=True, slots=True)
class Line:
    """A message with its labels; `hard`: something in it looks like an act it is not."""

    writer: str
    language: str
    student: bool
    text: str
    acts: frozenset[str]
    facts: tuple[Fact, ...]
    hard: bool


class BadLabel(ValueError):
    """A line of the set names an act or kind that does not exist, or repeats a text of the same writer."""


@lru_cache(maxsize=1)
def lines() -> tuple[Line, ...]:
    """Every labelled line in the order of writers. Raises BadLabel for unknown names and repeated texts."""
    return read(FOLDER)


def read(folder: Path) -> tuple[Line, ...]:
    """The lines of a folder of writers, in the order of their files. Raises BadLabel as `lines` does."""
    out: list[Line] = []
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in sorted(folder.glob("*.yaml")):
        book: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=loader)
        writer, seen = book["writer"], set()
        for row in book["lines"]:
            acts, facts = frozenset(row["acts"]), tuple((k, v, u) for k, v, u in row.get("statements", ()))
            if not acts <= set(ACTS) or any(kind not in KINDS for kind, _, _ in facts) or row["text"] in seen:
                raise BadLabel(f"{path.name}: {row['text']}")
            seen.add(row["text"])
            hard = bool(row.get("hard"))
            out.append(
                Line(
                    writer["id"], writer["language"], bool(writer["student"]), row["text"], acts, facts, hard
                )
            )
    return tuple(out)
