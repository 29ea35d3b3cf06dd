"""How it ends: solved, partial, abandoned, escalated or refunded; and the stars."""

from simulation.shoppers.moods import feel
from simulation.shoppers.values import Dice, Effect, Mind, Need, Noticed, Persona, Step, View

RECOVERY_BONUS = 0.3  # of five stars, once


def open_needs(mind: Mind) -> list[Need]:
    """What the shopper still pursues, the weightiest first."""
    return sorted(
        (n for n in mind.needs if not n.closed and n.met < 0.6), key=lambda n: -n.weight * (1 - n.met)
    )


def achieved(mind: Mind) -> float:
    """How much of what was wanted has come, 0-1."""
    total = sum(n.weight for n in mind.needs) or 1.0
    return sum(n.weight * n.met for n in mind.needs) / total


def satisfaction(mind: Mind, persona: Persona) -> float:
    """Expectation against what was perceived: the outcome .5, how one was treated .35, how it went .15."""
    distributive = min(1.0, achieved(mind) + (0.1 if mind.args.get("gift") else 0.0))
    interactional = 0.55 * (1 - mind.anger) + 0.45 * mind.trust
    procedural = 1 - mind.effort
    perceived = 0.5 * distributive + 0.35 * interactional + 0.15 * procedural
    return min(1.0, max(0.0, 0.5 + 1.25 * (perceived - mind.expectation)))


def stars(mind: Mind, persona: Persona, taste: float = 0.0) -> int:
    """The rating, 1 to 5."""
    value = 1 + 4 * satisfaction(mind, persona) + taste
    if mind.peak >= 0.5 and mind.anger <= 0.25 and achieved(mind) >= 0.7:
        value += RECOVERY_BONUS
    value -= max(0.0, mind.anger - 0.35) * 2.5
    if mind.counts.get("felt.rude") or mind.counts.get("felt.blamed"):
        value = min(value, 2.4)
    return max(1, min(5, round(value)))


def outcome_of(mind: Mind, view: View | None = None) -> str:
    """solved | partial | abandoned | escalated | refund_requested, from what was met and how they went."""
    refund = mind.need("refund")
    if view is not None and view.return_state in (
        "approved",
        "intercepting",
        "returning",
        "returned",
        "refunding",
        "refunded",
        "received",
    ):
        return "refund_requested"
    if refund is not None and refund.met >= 0.9 and not mind.counts.get("felt.found"):
        return "refund_requested"
    if mind.args.get("escalates"):
        return "escalated"
    done = achieved(mind)
    if done >= 0.72 and not open_needs(mind):
        return "solved"
    return "partial" if done >= 0.35 else "abandoned"


def give_up(step: Step, persona: Persona, dice: Dice) -> None:
    """Patience is at an end: seven in ten just go."""
    mind = step.mind
    if not open_needs(mind) or achieved(mind) >= 0.7:
        part(step, "solved" if not open_needs(mind) else "partial", words=())
        return
    mind.args["gave_up"] = True
    if persona.assertive >= 0.8 and mind.first_reply_ms is not None and mind.anger >= 0.6:
        mind.args["escalates"] = True
        part(step, "escalated", words=("escalate_leave",))
    elif dice("leave.silently").chance(persona.silent):
        part(step, "abandoned", words=())
    else:
        part(step, "abandoned", words=("leave_words",))


def part(step: Step, outcome: str, *, words: tuple[str, ...], after: int = 6_000) -> None:
    """Says what there is to say and goes."""
    mind = step.mind
    if mind.phase == "away":
        return
    mind.phase, mind.waits_since, mind.outcome = "away", None, outcome
    if words:
        step.effects.append(Effect("say", moves=words))
    step.effects.append(Effect("leave", delay=after if words else 0, what=outcome))


def closed(step: Step, persona: Persona, view: View, noticed: Noticed, dice: Dice) -> None:
    """The agent closed the chat: too early, or when it was time. Some come back at once; all who talked
    may rate.
    """
    mind = step.mind
    if mind.phase in ("away", "closed"):
        _rate(step, persona, dice)
        return
    unfinished = bool(open_needs(mind)) and not mind.goodbye
    if unfinished:
        feel(step, persona, "closed_early", noticed.seq)
        if persona.assertive >= 0.4 and not mind.counts.get("came_back") and mind.agent_turns:
            mind.count("came_back")
            mind.queue("closed_back")
            step.effects.append(Effect("respond", delay=dice("back.delay").between(9_000, 22_000)))
            return
    mind.phase, mind.waits_since = "closed", None
    mind.outcome = outcome_of(mind, view)
    _rate(step, persona, dice)


def _taste(dice: Dice) -> float:
    """People differ in what a star means to them."""
    return (dice("rate.taste").unit() - 0.5) * 0.9


def _rate(step: Step, persona: Persona, dice: Dice) -> None:
    mind = step.mind
    if mind.counts.get("rated"):
        return
    mind.count("rated")
    if mind.agent_turns:
        delay = dice("rate.delay").between(4_000, 16_000)
        step.effects.append(Effect("rate", delay=delay, stars=stars(mind, persona, _taste(dice))))
        step.effects.append(Effect("end", delay=delay + 1_000, what=mind.outcome))
    else:
        step.effects.append(Effect("end", delay=1_000, what=mind.outcome or "abandoned"))
