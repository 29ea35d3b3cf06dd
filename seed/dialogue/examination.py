"""Examining the recogniser and the extractor: cross-validation by writer, bars, intervals, confusions."""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from helpdesk.understanding import extract, model
from helpdesk.understanding.recognising import recognise
from helpdesk.understanding.values import SEVERE
from seed.dialogue import training
from seed.dialogue.labelled import Line

SAID_AT = 1_762_398_000_000
BARS = {
    "precision": 0.90,
    "recall": 0.80,
    "severe_precision": 0.95,
    "severe_recall": 0.75,
    "hard": 0.85,
    "facts": 0.85,
}
FOLDS = 6
REDRAWS = 200


@dataclass(slots=True)
class Tally:
    """Right, wrongly found and missed counts by name."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def add(self, wanted: Iterable[str], found: Iterable[str]) -> None:
        """Counts one message."""
        want, got = set(wanted), set(found)
        self.right.update(want & got)
        self.wrong.update(got - want)
        self.missed.update(want - got)

    def names(self) -> list[str]:
        """Every name that was labelled at least once."""
        return sorted(set(self.right) | set(self.missed))

    def of(self, name: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of one name; precision of what was never found is 1."""
        return rates(self.right[name], self.wrong[name], self.missed[name])

    def macro(self) -> tuple[float, float]:
        """Mean precision and mean recall over the labelled names."""
        each = [self.of(name) for name in self.names()]
        return sum(p for p, _, _ in each) / max(1, len(each)), sum(r for _, r, _ in each) / max(1, len(each))

    def pooled(self) -> tuple[float, float, float]:
        """Precision, recall and F1 over everything counted."""
        return rates(self.right.total(), self.wrong.total(), self.missed.total())


@dataclass(frozen=True, slots=True)
class Judged:
    """A line with what was found in it."""

    line: Line
    found: frozenset[str]


def rates(right: int, wrong: int, missed: int) -> tuple[float, float, float]:
    """Precision, recall, F1 of three counts."""
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    return precision, recall, 2 * right / (2 * right + wrong + missed) if right else 0.0


def folds(rows: Sequence[Line], count: int = FOLDS) -> Iterator[tuple[list[Line], list[Line]]]:
    """(training, held out) pairs in which no writer is on both sides."""
    writers = sorted({row.writer for row in rows})
    for turn in range(count):
        held = set(writers[turn::count])
        yield [r for r in rows if r.writer not in held], [r for r in rows if r.writer in held]


def cross_validate(rows: Sequence[Line]) -> list[Judged]:
    """Every line judged by a model that has not seen its writer."""
    out = []
    for known, held in folds(rows):
        trained = training.fit(known)
        out += [Judged(row, acts_with(row, trained)) for row in held]
    return out


def acts_with(row: Line, trained: model.Weights) -> frozenset[str]:
    """The acts of a line under given weights instead of the stored ones."""
    return frozenset(act.name for act in recognise(row.text, using=trained))


def by_language(judged: Sequence[Judged]) -> dict[str, Tally]:
    """A tally per language."""
    out: dict[str, Tally] = {}
    for one in judged:
        out.setdefault(one.line.language, Tally()).add(one.line.acts, one.found)
    return out


def severe(judged: Sequence[Judged]) -> Tally:
    """The severe acts, pooled over acts and languages."""
    tally = Tally()
    for one in judged:
        tally.add(one.line.acts & SEVERE, one.found & SEVERE)
    return tally


def hard(judged: Sequence[Judged]) -> Tally:
    """The slice of hard negatives."""
    tally = Tally()
    for one in judged:
        if one.line.hard:
            tally.add(one.line.acts, one.found)
    return tally


def facts(rows: Sequence[Line]) -> Tally:
    """Statements by kind, value and unit; the extractor is not trained, so no folds."""
    tally = Tally()
    for row in rows:
        want = Counter(row.facts)
        got = Counter((s.kind, s.value, s.unit) for s in extract(row.text, SAID_AT, row.language))
        for counter, items in (
            (tally.right, want & got),
            (tally.wrong, got - want),
            (tally.missed, want - got),
        ):
            for (kind, _, _), times in items.items():
                counter[kind] += times
    return tally


def confusions(judged: Sequence[Judged], most: int = 12) -> list[tuple[str, str, int]]:
    """(labelled, found instead, times): the pairs most often mistaken."""
    seen: Counter[tuple[str, str]] = Counter()
    for one in judged:
        missed, wrong = one.line.acts - one.found, one.found - one.line.acts
        for name in missed or {"(none)"} if wrong else ():
            seen.update((name, other) for other in wrong)
    return [(a, b, n) for (a, b), n in seen.most_common(most)]


def facts_interval(rows: Sequence[Line], seed: int = 7) -> tuple[float, float]:
    """The 95 % bootstrap interval of the statements' F1, writers redrawn with replacement."""
    counts: dict[str, list[int]] = {}
    for row in rows:
        tally = facts([row])
        each = counts.setdefault(row.writer, [0, 0, 0])
        for place, part in enumerate((tally.right, tally.wrong, tally.missed)):
            each[place] += part.total()
    names, values = sorted(counts), []
    for turn in range(REDRAWS):
        drawn = [
            counts[names[zlib.crc32(f"{seed}.{turn}.{i}".encode()) % len(names)]] for i in range(len(names))
        ]
        values.append(rates(*(sum(one[place] for one in drawn) for place in range(3)))[2])
    values.sort()
    return values[int(REDRAWS * 0.025)], values[int(REDRAWS * 0.975)]


def interval(judged: Sequence[Judged], seed: int = 7) -> dict[str, tuple[float, float]]:
    """95 % bootstrap intervals of the bars, writers redrawn with replacement."""
    writers: dict[str, list[Judged]] = {}
    for one in judged:
        writers.setdefault(one.line.writer, []).append(one)
    names = sorted(writers)
    measured: dict[str, list[float]] = {}
    for turn in range(REDRAWS):
        chosen = [
            names[zlib.crc32(f"{seed}.{turn}.{place}".encode()) % len(names)] for place in range(len(names))
        ]
        sample = [one for name in chosen for one in writers[name]]
        for key, value in summary(sample).items():
            measured.setdefault(key, []).append(value)
    return {
        key: (sorted(v)[int(len(v) * 0.025)], sorted(v)[int(len(v) * 0.975)]) for key, v in measured.items()
    }


def summary(judged: Sequence[Judged]) -> dict[str, float]:
    """The measured value of every bar on acts, the worst language first where a bar is per language."""
    out: dict[str, float] = {}
    for language, tally in sorted(by_language(judged).items()):
        out[f"{language} macro precision"], out[f"{language} macro recall"] = tally.macro()
    precision, recall, _ = severe(judged).pooled()
    out["severe precision"], out["severe recall"] = precision, recall
    out["hard-negative precision"] = hard(judged).pooled()[0]
    return out


def bar_of(key: str) -> float:
    """The bar a measured value must reach."""
    if key.startswith("severe"):
        return BARS["severe_precision" if "precision" in key else "severe_recall"]
    if key.startswith("hard"):
        return BARS["hard"]
    return (
        BARS["facts"]
        if key.startswith("statement")
        else BARS["precision" if "precision" in key else "recall"]
    )


def causes(message: str) -> list[tuple[str, str, str]]:
    """(act, words, reason) of a message, for explain."""
    found = recognise(message)
    return [(a.name, " … ".join(message[low:high] for low, high in a.spans), a.reason) for a in found]


def stated(message: str) -> list[tuple[str, str, str | None, str]]:
    """(kind, value, unit, words) of a message, for explain."""
    return [(s.kind, str(s.value), s.unit, message[s.span[0] : s.span[1]]) for s in extract(message, SAID_AT)]
