"""Why a shopper's mood moves, by how much, and the record of it. No mood moves anywhere else."""

from simulation.shoppers.values import Json, Mind, MoodChange, Persona, Step

# cause: (anger, trust, effort). What angers is scaled by the persona's tolerance; a cause weighs less
# each time.
ANGERS: dict[str, tuple[float, float, float]] = {
    "waited_first_reply": (0.10, -0.03, 0.08),
    "waited_reply": (0.09, -0.04, 0.06),
    "read_no_reply": (0.07, -0.04, 0.0),
    "asked_again": (0.14, -0.08, 0.15),
    "asked_known": (0.06, -0.03, 0.10),
    "apologised_again": (0.10, -0.07, 0.0),
    "pasted_again": (0.13, -0.10, 0.05),
    "contradicts_page": (0.16, -0.18, 0.05),
    "contradicts_earlier": (0.14, -0.16, 0.05),
    "not_seen_on_page": (0.14, -0.18, 0.06),
    "refused_bare": (0.18, -0.08, 0.03),
    "blamed": (0.26, -0.16, 0.0),
    "rude": (0.30, -0.22, 0.0),
    "deflected": (0.18, -0.14, 0.14),
    "closed_early": (0.26, -0.20, 0.15),
    "promise_broken": (0.20, -0.22, 0.08),
    "transferred_again": (0.12, -0.06, 0.12),
    "vague_wait": (0.09, -0.05, 0.03),
    "not_answered": (0.08, -0.04, 0.07),
    "empty_reply": (0.04, -0.02, 0.03),
    "not_found": (0.10, -0.10, 0.12),
    "off_platform": (0.05, -0.30, 0.0),
}
SOOTHES: dict[str, tuple[float, float, float]] = {
    "quick_first_reply": (-0.04, 0.04, 0.0),
    "acknowledged": (-0.10, 0.05, 0.0),
    "apologised": (-0.06, 0.04, 0.0),
    "status_told": (-0.07, 0.07, 0.0),
    "cause_told": (-0.06, 0.05, 0.0),
    "time_told": (-0.08, 0.05, 0.0),
    "choice_offered": (-0.07, 0.05, 0.0),
    "action_told": (-0.08, 0.05, 0.0),
    "compensation_seen": (-0.16, 0.12, 0.0),
    "refund_seen": (-0.16, 0.12, -0.03),
    "parcel_moved": (-0.14, 0.10, 0.0),
    "promise_kept": (-0.08, 0.12, 0.0),
    "reason_with_no": (-0.03, 0.03, 0.0),
    "ticket_opened": (-0.04, 0.06, 0.0),
    "found": (-0.30, 0.12, 0.03),
    "asked_if_solved": (-0.03, 0.03, 0.0),
    "backed_down": (-0.05, 0.0, 0.0),
}
# Said or done once these help; a second time they do nothing.
ONCE = frozenset(
    {
        "quick_first_reply",
        "acknowledged",
        "apologised",
        "cause_told",
        "choice_offered",
        "ticket_opened",
        "asked_if_solved",
    }
)
FADES = 0.6


def feel(step: Step, persona: Persona, cause: str, seq: int, **params: Json) -> bool:
    """Moves the mood for a cause and notes why. Returns whether anything moved."""
    mind = step.mind
    before = mind.counts.get(f"felt.{cause}", 0)
    if cause in ONCE and before:
        return False
    mind.counts[f"felt.{cause}"] = before + 1
    if cause in ANGERS:
        anger, trust, effort = ANGERS[cause]
        scale = (1.45 - persona.tolerance) * (1.0 if before < 2 else FADES)
    else:
        anger, trust, effort = SOOTHES[cause]
        scale = (0.5 + 0.45 * persona.tolerance) * FADES**before
    delta = {
        "anger": _moved(mind, "anger", anger * scale),
        "trust": _moved(mind, "trust", trust * scale),
        "effort": _moved(mind, "effort", effort * (scale if effort > 0 else 1.0)),
    }
    mind.peak = max(mind.peak, mind.anger)
    if any(delta.values()):
        step.moods.append(MoodChange(cause, seq, {k: v for k, v in delta.items() if v}, params))
        return True
    return False


def _moved(mind: Mind, field: str, by: float) -> float:
    old: float = getattr(mind, field)
    new = round(min(1.0, max(0.0, old + by)), 4)
    setattr(mind, field, new)
    return round(new - old, 4)


def tone(mind: Mind) -> str:
    """How it sounds: calm, annoyed or angry."""
    if mind.anger >= 0.62:
        return "angry"
    return "annoyed" if mind.anger >= 0.34 else "calm"
