"""Carries out what a shopper's mind decided: mood into the log, words and deeds onto the due actions."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from core.context import Ctx
from core.errors import Refusal
from helpdesk.chats import service as chats
from shop.aftersales.service import request_refund
from simulation.cases.events import CaseEnded, MoodChanged
from simulation.cases.queries import Life
from simulation.cases.wording import bubbles
from simulation.grammar.wording import keystrokes
from simulation.shoppers import brain, waiting
from simulation.shoppers.models import Case
from simulation.shoppers.values import Effect, Mind, Step

# Typing, in ms a character before the persona's speed; Chinese 45 characters, English 36 words a minute.
MS_PER_CHAR = {"zh-CN": 1333, "en": 330}
LONGEST_TYPING_MS = 24_000
SPREAD = 0.3
PAUSE_MS = (900, 2_400)
CARD_MS = (2_500, 6_000)
RESPOND_AFTER_SPEECH_MS = 2_000
REASONS = {"bought_elsewhere": "no_longer_needed", "too_slow": "too_slow", "wrong_choice": "wrong_choice"}


@contextmanager
def as_shopper(ctx: Ctx, shopper_id: int) -> Iterator[None]:
    """Inside, the shopper acts: the mall can't tell them from a person."""
    before, ctx.actor = ctx.actor, f"shopper:{shopper_id}"
    try:
        yield
    finally:
        ctx.actor = before


def carry_out(ctx: Ctx, case: Life, step: Step) -> None:
    """Keeps the mind, records the moods, schedules the effects and the next moment of waiting."""
    case.mind = step.mind
    for mood in step.moods:
        record_mood(ctx, case, mood.cause, mood.because_seq, mood.delta, mood.params)
    for effect in step.effects:
        _schedule(ctx, case, effect)
    wait(ctx, case)
    keep(ctx, case)


def record_mood(
    ctx: Ctx, case: Life, cause: str, seq: int, delta: dict[str, float], params: dict[str, Any]
) -> int:
    """One entry of the mood's history."""
    mind = case.mind
    return ctx.record(
        MoodChanged(
            case_id=case.id,
            trust=mind.trust,
            anger=mind.anger,
            effort=mind.effort,
            delta=delta,
            cause=cause,
            because_seq=seq,
            params=params,
        )
    )


def keep(ctx: Ctx, case: Life) -> None:
    """Writes the mind back."""
    ctx.update(
        Case, case.id, mind=case.mind.to_json(), state=case.state, conversation_id=case.conversation_id
    )


def wait(ctx: Ctx, case: Life) -> None:
    """Sets the one timer of waiting anew."""
    key = f"case:{case.id}:wait"
    ctx.cancel(key)
    coming = waiting.next_tick(case.mind, ctx.desk_ms)
    if coming is not None:
        ctx.schedule(
            "simulation.shopper.wait",
            due=ctx.desk_ms + coming.delay,
            key=key,
            case_id=case.id,
            what=coming.what,
        )


def _schedule(ctx: Ctx, case: Life, effect: Effect) -> None:
    mind, now = case.mind, ctx.desk_ms
    if effect.kind == "say":
        _type(ctx, case, effect.moves, "nudge" if effect.what == "nudge" else "say")
        return
    due = now + effect.delay
    if effect.kind == "respond":
        due = max(due, mind.speak_from + RESPOND_AFTER_SPEECH_MS)
    elif effect.kind == "leave":
        due = max(due, mind.speak_from + effect.delay)
    what = effect.what or ""
    key = f"case:{case.id}:{effect.kind}" + (f":{what}" if effect.kind in ("tick", "look") else "")
    if effect.kind in ("respond", "leave", "refund"):
        ctx.cancel(key)
    kind = "simulation.shopper.wait" if effect.kind == "tick" else f"simulation.shopper.{effect.kind}"
    ctx.schedule(kind, due=due, key=key, case_id=case.id, what=what, stars=effect.stars)


def _type(ctx: Ctx, case: Life, moves: tuple[str, ...], group: str) -> None:
    """Types the bubbles one after the other at the persona's speed."""
    mind = case.mind
    lines = bubbles(ctx, case, moves)
    at = max(ctx.desk_ms, mind.speak_from)
    if "card" in moves:
        at += case.dice("type.card").between(*CARD_MS)
        ctx.schedule(
            "simulation.shopper.say",
            due=at,
            key=f"case:{case.id}:{group}",
            case_id=case.id,
            text="",
            last=False,
            card=True,
        )
    pace = MS_PER_CHAR.get(ctx.mall.language, 500) / case.persona.speed
    for number, line in enumerate(lines):
        draw = case.dice("type", mind.count("typed"))
        typing = min(LONGEST_TYPING_MS, keystrokes(line) * pace) * (1 + SPREAD * (2 * draw.unit() - 1))
        if mind.anger > 0.6:
            typing = min(typing, 6_000)
        at += int(typing) + draw.between(*PAUSE_MS)
        ctx.schedule(
            "simulation.shopper.say",
            due=at,
            key=f"case:{case.id}:{group}",
            case_id=case.id,
            text=line,
            last=number == len(lines) - 1,
        )
    mind.speak_from = at
    if lines:
        mind.spoke += 1
    else:
        _waits_on(ctx, case)


def _waits_on(ctx: Ctx, case: Life) -> None:
    done = brain.spoke(case.mind, case.persona, ctx.desk_ms, case.mind.last_seq, case.dice)
    case.mind = done.mind


def stop_typing(ctx: Ctx, case: Life, *groups: str) -> None:
    """What was being typed is not sent: an answer has come to a nudge, or the chat has been closed."""
    taken = sum(ctx.cancel(f"case:{case.id}:{group}") for group in groups)
    if taken:
        case.mind.speak_from = ctx.desk_ms


def say(ctx: Ctx, case: Life, text: str, *, last: bool, card: bool = False) -> None:
    """One bubble goes out, through the shopper's own verb."""
    linked = case.brief.get("linked", True)
    with as_shopper(ctx, case.shopper_id):
        shown = {"type": "order", "id": case.order_id} if card else None
        sent = chats.shopper_write(
            ctx,
            text=text,
            kind="card" if card else "text",
            card=shown,
            order_id=case.order_id if linked else None,
        )
    first = case.conversation_id is None
    case.conversation_id = int(sent["conversation_id"])
    case.mind.last_seq = int(sent["seq"])
    if first:
        case.state = "waiting"
    if last or case.mind.waits_since is None:
        _waits_on(ctx, case)
    wait(ctx, case)
    keep(ctx, case)


def has_read(ctx: Ctx, case: Life) -> None:
    """Leaves the mark of having read the agent's last message."""
    unread = case.mind.args.pop("unread", None)
    if unread is not None:
        with as_shopper(ctx, case.shopper_id):
            chats.shopper_read(ctx, message_id=unread)


def leave(ctx: Ctx, case: Life) -> None:
    """Goes away: out of the queue, or out of the talk."""
    try:
        with as_shopper(ctx, case.shopper_id):
            chats.leave(ctx)
    except Refusal:
        pass  # the agent closed it meanwhile: gone either way


def rate(ctx: Ctx, case: Life, stars: int, text: str) -> None:
    """Gives stars, if the desk still takes them."""
    try:
        with as_shopper(ctx, case.shopper_id):
            chats.rate(ctx, stars=stars, text=text)
    except Refusal:
        pass  # somebody rated, or the time for it is over


def ask_refund(ctx: Ctx, case: Life) -> bool:
    """Files the refund request on the order page, as a shopper does. False when the shop refuses to take
    it.
    """
    reason = REASONS.get(str(case.brief.get("story")), "too_slow")
    try:
        with as_shopper(ctx, case.shopper_id):
            request_refund(ctx, order_id=case.order_id, reason=reason)
    except Refusal:
        return False
    return True


def end(ctx: Ctx, case: Life, outcome: str | None) -> None:
    """The case is over. Records CaseEnded."""
    if case.state == "ended":
        return
    case.state = "ended"
    for kind in (
        "wait",
        "say",
        "nudge",
        "respond",
        "check",
        "leave",
        "refund",
        "tick:content",
        "tick:stay_over",
    ):
        ctx.cancel(f"case:{case.id}:{kind}")
    ctx.update(Case, case.id, mind=case.mind.to_json(), state="ended", outcome=outcome)
    ctx.record(
        CaseEnded(
            case_id=case.id,
            code=case.code,
            shopper_id=case.shopper_id,
            order_id=case.order_id,
            conversation_id=case.conversation_id,
            outcome=outcome,
        )
    )


def quiet(mind: Mind) -> bool:
    """Whether this shopper no longer takes part."""
    return mind.phase in ("away", "closed")
