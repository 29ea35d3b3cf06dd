"""Times an agent names: what the shopper expects of them, and being asked to wait."""

from simulation.shoppers.moods import feel
from simulation.shoppers.values import Heard, Noticed, Persona, Step, View, Words

MINUTE = 60_000
HOUR = 60 * MINUTE
GRACE = 20_000


def hear_times(step: Step, persona: Persona, view: View, words: Words, noticed: Noticed) -> None:
    """Dates and spans: of arrival or dispatch they answer "when", of a reply they buy patience, of a
    refund they count as such.
    """
    mind = step.mind
    for told in words.told:
        if told.kind not in ("date", "duration") or told.at is None:
            continue
        if told.kind == "duration" and "t.overdue" in words.cues and told.unit != "minute":
            continue  # "more than 48 hours have passed" names no time to come
        start, until = told.at
        if until < view.mall_ms - HOUR:
            continue
        what = told.about or _guess(
            mind_wants_refund=mind.need("money_when") is not None, words=words, unit=told.unit
        )
        if what == "reply" or (told.kind == "duration" and told.unit == "minute"):
            span = (
                max(MINUTE, min(until - view.mall_ms, 2 * HOUR))
                if told.kind == "date"
                else max(MINUTE, until - view.mall_ms)
            )
            if span <= 2 * HOUR:
                mind.heard.append(Heard("reply", noticed.now, noticed.now + span + GRACE, noticed.seq))
                mind.waits_quiet_until = noticed.now + span + GRACE
                mind.queue("ack_wait")
            else:
                mind.queue("ack_callback")
            need = mind.need("when")
            if (
                need is not None
                and not need.closed
                and words.acts & {"promise_deadline", "inform_status", "refuse"}
            ):
                need.met = max(need.met, 0.6)
            continue
        if what == "refund":
            need = mind.need("money_when")
            if need is not None:
                need.met = 1.0
            mind.queue("ack_time")
            feel(step, persona, "time_told", noticed.seq, what="refund")
            continue
        if what in ("arrival", "dispatch", "pickup"):
            _goods(step, persona, "dispatch" if what == "pickup" else what, start, until, noticed)


def _guess(*, mind_wants_refund: bool, words: Words, unit: str | None) -> str:
    if unit == "workday" or (mind_wants_refund and words.acts & {"offer_refund", "offer_return"}):
        return "refund"
    return "arrival"


def _goods(step: Step, persona: Persona, what: str, start: int, until: int, noticed: Noticed) -> None:
    mind = step.mind
    earlier = [h for h in mind.heard if h.what == what and not h.settled]
    if earlier and (start > earlier[-1].until + 6 * HOUR or until < earlier[-1].start - 6 * HOUR):
        feel(step, persona, "contradicts_earlier", noticed.seq, what=what)
        mind.queue("contra_earlier")
    elif not earlier and mind.need("when") is not None:
        feel(step, persona, "time_told", noticed.seq, what=what)
        mind.queue("ack_time")
    mind.heard.append(Heard(what, start, until, noticed.seq))
    need = mind.need("when")
    if need is not None and not need.closed:
        need.met = 1.0
    mind.args["when"] = until
    # A date raises what is expected of it.
    mind.expectation = min(0.8, mind.expectation + 0.02)


def asked_to_wait(step: Step, persona: Persona, words: Words, noticed: Noticed) -> None:
    """ "One minute" buys a minute or two; "please be patient" buys nothing and soon costs."""
    mind = step.mind
    if "ask_wait" not in words.acts:
        return
    vague = "t.vague" in words.cues or "t.moment" not in words.cues
    if words.cues & {"t.choice", "t.keep_posted", "t.done", "t.credit"}:
        vague = False
    timed = any(t.kind in ("date", "duration") for t in words.told)
    if timed or not vague:
        mind.waits_quiet_until = max(mind.waits_quiet_until, noticed.now + 90_000)
        mind.queue("ack_wait")
        return
    substance = words.acts & {"inform_status", "explain_cause", "offer_compensation", "promise_deadline"}
    said = mind.count("vague")
    if said or (mind.anger >= 0.3 and not substance):
        feel(step, persona, "vague_wait", noticed.seq, times=said + 1)
        mind.queue("pushback_vague")
    elif not substance:
        mind.queue("pushback_vague" if persona.assertive >= 0.6 else "ack_wait")
        mind.waits_quiet_until = max(mind.waits_quiet_until, noticed.now + 45_000)
