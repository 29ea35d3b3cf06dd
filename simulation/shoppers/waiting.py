"""Waiting: nudges, rising anger, giving up. One tick is due at a time."""

from simulation.shoppers.leaving import give_up, open_needs
from simulation.shoppers.moods import feel
from simulation.shoppers.values import Dice, Effect, Mind, Noticed, Persona, Step

# Seconds after which a wait is felt: nothing within 30, a little from 50, again at 120, steeply after 180.
FELT = (50, 120, 180, 210, 240, 300, 360, 420)
PATIENCE_QUEUE_MS = 150_000
PATIENCE_CHAT_MS = 240_000
SIGMA = 0.6
LEAST_MS = 70_000
NUDGES = (0.38, 0.72)
FAREWELL_MS = 75_000


def limit(mind: Mind, persona: Persona, dice: Dice) -> int:
    """How long this wait may last: log-normal, the persona's patience, shorter when angry."""
    first = mind.first_reply_ms is None
    median = (PATIENCE_QUEUE_MS if first else PATIENCE_CHAT_MS) * persona.patience
    drawn = dice("wait.limit", mind.count("waits")).lognormal(median, SIGMA)
    cap = median * 2.2
    return int(max(LEAST_MS, min(cap, drawn) * (1.15 - 0.45 * mind.anger)))


def begin(step: Step, persona: Persona, now: int, seq: int, dice: Dice) -> None:
    """The shopper has spoken and now waits for an answer (or goes on waiting, if it was already)."""
    mind = step.mind
    if mind.waits_since is None:
        mind.waits_since, mind.ticks_done, mind.waits_seq = now, [], seq
        mind.waits_limit = limit(mind, persona, dice)
    mind.args["rests"] = mind.agent_turns > 0 and not open_needs(mind)


def ladder(mind: Mind) -> list[tuple[int, str]]:
    """What the present wait holds in store, in order: (desk ms, what)."""
    if mind.goodbye or mind.waits_since is None or mind.phase in ("away", "closed"):
        return []
    start = max(mind.waits_since, mind.waits_quiet_until)
    if mind.args.get("rests"):
        return [] if "give_up" in mind.ticks_done else [(start + FAREWELL_MS, "give_up")]
    rungs = [(start + s * 1000, f"felt:{s}") for s in FELT if s * 1000 < mind.waits_limit]
    rungs += [(start + int(mind.waits_limit * share), f"nudge:{n}") for n, share in enumerate(NUDGES, 1)]
    rungs.append((start + mind.waits_limit, "give_up"))
    return sorted(rung for rung in rungs if rung[1] not in mind.ticks_done)


def next_tick(mind: Mind, now: int) -> Effect | None:
    """The next thing the wait will bring, as an effect; None when nobody waits."""
    rungs = ladder(mind)
    if not rungs:
        return None
    due, what = rungs[0]
    return Effect("tick", delay=max(0, due - now), what=what)


def tick(step: Step, persona: Persona, noticed: Noticed, dice: Dice) -> None:
    """A moment of waiting passes."""
    mind, what = step.mind, noticed.what or ""
    if mind.waits_since is None or what in mind.ticks_done:
        return
    mind.ticks_done.append(what)
    broken = next(
        (h for h in mind.heard if h.what == "reply" and not h.settled and h.until <= noticed.now), None
    )
    if broken is not None:
        broken.settled = True
        feel(step, persona, "promise_broken", broken.seq, what="reply")
        mind.queue("promise_back")
        step.effects.append(Effect("respond", delay=1_500))
        return
    waited = noticed.now - mind.waits_since
    if what.startswith("felt:"):
        first = mind.first_reply_ms is None
        feel(step, persona, "waited_first_reply" if first else "waited_reply", mind.waits_seq, ms=waited)
    elif what.startswith("nudge:"):
        _nudge(step, persona, waited)
    elif what == "give_up":
        give_up(step, persona, dice)


def _nudge(step: Step, persona: Persona, waited: int) -> None:
    mind = step.mind
    if persona.code == "silent_leaver" and mind.first_reply_ms is None:
        return
    if mind.args.get("read_at") and waited > 40_000 and not mind.counts.get("felt.read_no_reply"):
        feel(step, persona, "read_no_reply", mind.waits_seq, ms=waited)
        step.effects.append(Effect("say", moves=("nudge_read",), what="nudge"))
        return
    step.effects.append(
        Effect("say", moves=("nudge_queue" if mind.first_reply_ms is None else "nudge_chat",), what="nudge")
    )
