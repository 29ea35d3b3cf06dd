"""From lines to blocks to a score, and the one fault to name first."""

from dataclasses import dataclass
from typing import Any

from classroom.scoring.better import better_sentence
from classroom.scoring.blocks import communication, outcome, process, records, timeliness, truth
from classroom.scoring.blocks.knockouts import knock_out
from classroom.scoring.values import BLOCKS, WEIGHTS, CaseFile, Line

# Raise it when a rule changes: results keep the version that computed them.
VERSION = 1
_RULES = {
    "outcome": outcome.lines,
    "truth": truth.lines,
    "process": process.lines,
    "timeliness": timeliness.lines,
    "communication": communication.lines,
    "records": records.lines,
}


@dataclass(frozen=True, slots=True)
class Block:
    """score 0-100, or None when no rule of the block applied."""

    name: str
    weight: int
    score: float | None
    lines: tuple[Line, ...]

    @property
    def most(self) -> float:
        return sum(one.max for one in self.lines if one.verdict != "na")


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked case. A knock-out makes the score 0 and leaves the blocks to be read."""

    score: float | None
    knock_out: Line | None
    blocks: tuple[Block, ...]


def weights_of(case: CaseFile) -> dict[str, int]:
    given = case.marking.get("weights") or {}
    return {name: int(given.get(name, WEIGHTS[name])) for name in BLOCKS}


def mark(case: CaseFile) -> Mark:
    """Marks one case. What does not apply leaves the denominator; a shopper who never came is not scored."""
    weights = weights_of(case)
    blocks = []
    for name in BLOCKS:
        lines = tuple(_RULES[name](case))
        most = sum(one.max for one in lines if one.verdict != "na")
        score = 100 * sum(one.points for one in lines) / most if most else None
        blocks.append(Block(name, weights[name], score, lines))
    fatal = knock_out(case)
    counted = [(b.weight, b.score) for b in blocks if b.score is not None]
    whole = sum(weight for weight, _ in counted)
    total = sum(weight * score for weight, score in counted) / whole if whole else None
    if case.arrived_desk_ms is None or case.played_by_human:
        total = None
    elif fatal is not None:
        total = 0.0
    return Mark(None if total is None else round(total, 1), fatal, tuple(blocks))


def gravest(marked: Mark) -> Line | None:
    """The fault that cost most of the case's hundred points; of equals the one that happened first."""
    if marked.knock_out is not None:
        return marked.knock_out
    faults = [
        (one.lost / block.most * block.weight, -_when(one), one)
        for block in marked.blocks
        for one in block.lines
        if one.lost > 0.001
    ]
    return max(faults, key=lambda f: (round(f[0], 3), f[1]))[2] if faults else None


def _when(one: Line) -> int:
    return one.evidence[0].seq if one.evidence else 1 << 60


def first_fault(case: CaseFile, marked: Mark) -> dict[str, Any] | None:
    """The fault named first, with the words it refers to and a sentence that would have been better."""
    fault = gravest(marked)
    if fault is None:
        return None
    said = next((e for e in fault.evidence if e.message_id is not None), None)
    seq = said.seq if said else fault.evidence[0].seq if fault.evidence else None
    return {
        "rule": fault.rule,
        "seq": seq,
        "message_id": said.message_id if said else None,
        "quote": said.quote if said else None,
        "better": better_sentence(case, fault),
        "params": fault.params,
    }
