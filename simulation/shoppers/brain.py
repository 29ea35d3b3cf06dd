"""One step of a shopper: f(state, perceived) → state, moods, effects. Pure; the caller keeps time and
carries out.
"""

from simulation.shoppers import hearing, leaving, seeing, speaking, waiting
from simulation.shoppers.moods import tone
from simulation.shoppers.values import Dice, Effect, Json, Mind, Noticed, Persona, Step, View

THINK_MS = (1_800, 5_500)
READ_MS_PER_CHAR = {"zh-CN": 110, "en": 32}
LOOK_MS = (38_000, 95_000)
STAY_MS = 60_000


def arrive(mind: Mind, persona: Persona, view: View, brief: dict[str, Json], now: int, dice: Dice) -> Step:
    """Comes in: a knock first, or the matter at once."""
    step = Step(mind.copied())
    me = step.mind
    me.phase = "queue"
    me.args["arrived"] = now
    me.seen = seeing.snapshot(view)
    if persona.code == "human_seeker":
        step.effects.append(Effect("say", moves=("ask_human",)))
        step.effects.append(Effect("tick", delay=dice("open.content").between(9_000, 20_000), what="content"))
    elif persona.voice in ("elder", "dictated") or not dice("open.knock").chance(0.6):
        me.args["content_said"] = True
        step.effects.append(Effect("say", moves=(*_shows(brief), "open")))
    else:
        step.effects.append(Effect("say", moves=("knock",)))
        step.effects.append(Effect("tick", delay=dice("open.content").between(7_000, 18_000), what="content"))
    if brief["reason"] == "refund_in_transit":
        step.effects.append(Effect("refund", delay=dice("open.refund").between(24_000, 45_000)))
    return step


def advance(
    mind: Mind,
    persona: Persona,
    brief: dict[str, Json],
    view: View,
    noticed: Noticed,
    dice: Dice,
    language: str,
) -> Step:
    """One perceived thing in, a new mind, mood changes and effects out."""
    step = Step(mind.copied())
    me = step.mind
    if me.phase == "closed" or (me.phase == "away" and noticed.kind != "closed"):
        return step
    if noticed.kind == "accepted":
        me.phase = "opening" if me.phase == "queue" else me.phase
    elif noticed.kind == "words":
        hearing.hear(step, persona, brief, view, noticed, dice)
        if noticed.words is not None and not me.args.get("content_said"):
            me.queue("content")
        for check in me.checks:
            step.effects.append(Effect("check", delay=max(0, check.due - noticed.now)))
        step.effects.append(Effect("respond", delay=_delay(me, noticed, dice, language)))
    elif noticed.kind == "read":
        me.args["read_at"] = noticed.now
    elif noticed.kind == "page":
        seeing.see(step, persona, brief, view, noticed)
        if me.pending and me.first_reply_ms is not None:
            delay = dice("page.delay", me.count("pages")).between(4_000, 11_000)
            step.effects.append(Effect("respond", delay=delay))
    elif noticed.kind == "closed":
        leaving.closed(step, persona, view, noticed, dice)
    elif noticed.kind == "tick":
        _tick(step, persona, brief, noticed, dice)
    elif noticed.kind == "check":
        seeing.check(step, persona, view, noticed)
    elif noticed.kind == "looked":
        seeing.looked(step, persona, brief, noticed)
        step.effects.append(Effect("respond", delay=1_500))
    elif noticed.kind == "respond":
        before = me.looking
        speaking.respond(step, persona, brief, view, noticed, dice)
        if (
            not any(e.kind == "say" for e in step.effects)
            and me.phase not in ("away", "closed")
            and not me.goodbye
            and not me.looking
        ):
            waiting.begin(step, persona, noticed.now, noticed.seq, dice)
        if before and not me.counts.get(f"going.{before}"):
            me.count(f"going.{before}")
            step.effects.append(
                Effect("look", delay=dice("look", me.count("looks")).between(*LOOK_MS), what=before)
            )
        if me.goodbye and not me.counts.get("staying"):
            me.count("staying")
            step.effects.append(Effect("tick", delay=STAY_MS, what="stay_over"))
    return step


def spoke(mind: Mind, persona: Persona, now: int, seq: int, dice: Dice) -> Step:
    """The last line of a turn has gone out: from here the shopper waits, unless there is nothing to wait
    for.
    """
    step = Step(mind.copied())
    me = step.mind
    if me.phase in ("away", "closed") or me.goodbye:
        me.waits_since = None
        return step
    if me.looking:
        me.waits_since = None
        return step
    waiting.begin(step, persona, now, seq, dice)
    return step


def _shows(brief: dict[str, Json]) -> tuple[str, ...]:
    """Some show the order before they say a word about it."""
    return ("card",) if brief.get("screenshot") and brief.get("linked", True) else ()


def say(mind: Mind, moves: tuple[str, ...]) -> Step:
    """Says something of its own accord, outside a turn."""
    step = Step(mind.copied())
    step.effects.append(Effect("say", moves=moves))
    return step


def _tick(step: Step, persona: Persona, brief: dict[str, Json], noticed: Noticed, dice: Dice) -> None:
    me = step.mind
    if noticed.what == "content":
        if not me.args.get("content_said"):
            me.args["content_said"] = True
            step.effects.append(Effect("say", moves=(*_shows(brief), "open")))
    elif noticed.what == "stay_over":
        leaving.part(step, leaving.outcome_of(me), words=())
    else:
        waiting.tick(step, persona, noticed, dice)


def _delay(mind: Mind, noticed: Noticed, dice: Dice, language: str) -> int:
    """Reading, then thinking: quicker when angry."""
    text = noticed.words.text if noticed.words else ""
    reading = min(9_000, len(text) * READ_MS_PER_CHAR.get(language, 60))
    thinking = dice("think", mind.count("thinks")).between(*THINK_MS)
    return int((reading + thinking) * (0.65 if tone(mind) == "angry" else 1.0))
