"""What an agent's message does to a shopper: what they take from it and what they will answer."""

from simulation.shoppers import answering, times
from simulation.shoppers.moods import feel
from simulation.shoppers.values import Check, Dice, Json, Mind, Noticed, Persona, Step, Told, View, Words

SUBSTANCE = frozenset(
    {
        "inform_status",
        "inform_product",
        "explain_cause",
        "quote_policy",
        "give_instruction",
        "offer_refund",
        "offer_return",
        "offer_exchange",
        "offer_reship",
        "offer_compensation",
        "promise_deadline",
        "refuse",
        "transfer",
        "confirm_resolution",
        "confirm_understanding",
        "ask_order_or_identity",
        "ask_details",
    }
)
OFFERS = frozenset({"offer_refund", "offer_return", "offer_exchange", "offer_reship", "offer_compensation"})
MONEY_DONE = {"paid_out": "payout", "coupon_sent": "coupon", "refunded": "refund"}
# What a parcel's state may be called without the shopper seeing a contradiction on the page.
FITS: dict[str, frozenset[str]] = {
    "none": frozenset({"not_shipped", "paid"}),
    "label_created": frozenset({"shipped", "not_shipped", "stuck", "paid"}),
    "awaiting_collection": frozenset({"shipped", "not_shipped", "stuck", "paid"}),
    "collected": frozenset({"shipped", "picked_up", "in_transit", "stuck", "paid"}),
    "in_transit": frozenset(
        {"shipped", "picked_up", "in_transit", "stuck", "paid", "intercepted", "returning"}
    ),
    "arrived_city": frozenset({"shipped", "picked_up", "in_transit", "stuck", "paid", "out_for_delivery"}),
    "out_for_delivery": frozenset({"shipped", "picked_up", "in_transit", "out_for_delivery", "paid"}),
    "ready_to_collect": frozenset({"shipped", "awaiting_pickup", "delivered", "paid"}),
    "signed": frozenset({"shipped", "delivered", "awaiting_pickup", "lost", "paid"}),
    "returning": frozenset({"returning", "intercepted", "paid", "shipped"}),
    "returned": frozenset({"returning", "intercepted", "paid", "return_received"}),
}
LOOKS_INSTEAD = frozenset({"signed_not_mine", "a.station", "a.family", "a.neighbour"})
PARCEL_WORDS = frozenset().union(*FITS.values()) | {"delivered", "lost", "customs"}


def hear(
    step: Step, persona: Persona, brief: dict[str, Json], view: View, noticed: Noticed, dice: Dice
) -> None:
    """Takes one message in. Moods move here; what is said about it comes later, in `speaking`."""
    words, mind, seq = noticed.words, step.mind, noticed.seq
    assert words is not None
    _arrives(step, persona, words, noticed)
    _manners(step, persona, words, seq)
    solid = bool(words.acts & SUBSTANCE or words.told or words.card or words.cues & answering.TOLD)
    _regret(step, persona, words, seq, solid)
    for told in words.told:
        _fact(step, persona, view, told, words, noticed)
    if mind.looking or words.cues & {"t.not_received", "t.will_ask_proof"}:
        mind.pending = [m for m in mind.pending if m != "signed_not_mine"]
    _explained(step, persona, words, seq)
    times.hear_times(step, persona, view, words, noticed)
    _offers(step, persona, brief, words, seq)
    _no_date_but(step, words)
    _refused(step, persona, words, seq)
    times.asked_to_wait(step, persona, words, noticed)
    answering.questions(step, persona, brief, words, noticed, dice)
    _places(step, brief, words)
    _ending(step, persona, words, seq)
    if not solid and not mind.pending:
        _nothing_in_it(step, persona, words, seq)
    mind.args["solid"] = solid
    mind.last_seq = seq


def _arrives(step: Step, persona: Persona, words: Words, noticed: Noticed) -> None:
    mind = step.mind
    if mind.first_reply_ms is None:
        mind.first_reply_ms = noticed.now - int(mind.args.get("arrived", noticed.now))
        if mind.first_reply_ms <= 30_000:
            feel(step, persona, "quick_first_reply", noticed.seq, ms=mind.first_reply_ms)
    if mind.waits_since is not None and noticed.now - mind.waits_since > 100_000 and mind.anger > 0.3:
        mind.queue("late_reply")
    mind.waits_since, mind.ticks_done = None, []
    mind.args["read_at"] = None
    mind.agent_turns += 1
    if words.agent_id not in mind.agent_ids:
        mind.agent_ids.append(words.agent_id)
        if len(mind.agent_ids) >= 3:
            feel(step, persona, "transferred_again", noticed.seq, times=len(mind.agent_ids) - 1)
            mind.queue("transferred_back")
    if mind.phase in ("queue", "opening"):
        mind.phase = "problem"
    for heard in mind.heard:
        if heard.what == "reply" and not heard.settled:
            heard.settled = True
            if noticed.now <= heard.until:
                feel(step, persona, "promise_kept", noticed.seq, what="reply")


def _manners(step: Step, persona: Persona, words: Words, seq: int) -> None:
    mind = step.mind
    for act, cause, move in (
        ("blame_customer", "blamed", "blamed_back"),
        ("deflect", "deflected", "deflect_back"),
        ("forbidden_phrase", "rude", "rude_back"),
        ("off_platform_lead", "off_platform", "off_platform_back"),
    ):
        if act in words.acts and not (act == "forbidden_phrase" and "deflect" in words.acts):
            feel(step, persona, cause, seq)
            mind.queue(move)
    plain = "".join(c for c in words.text.lower() if c.isalnum())
    if len(plain) >= 8:
        if plain in mind.agent_texts:
            feel(step, persona, "pasted_again", seq)
            mind.queue("pasted_back")
        mind.agent_texts = [*mind.agent_texts, plain][-12:]


def _regret(step: Step, persona: Persona, words: Words, seq: int, solid: bool) -> None:
    if "empathise" in words.acts:
        feel(step, persona, "acknowledged", seq)
    if "apologise" not in words.acts:
        return
    if not step.mind.counts.get("felt.apologised"):
        feel(step, persona, "apologised", seq)
    elif not solid:
        times_said = step.mind.count("apologies") + 2
        feel(step, persona, "apologised_again", seq, times=times_said)
        step.mind.queue("same_apology_back")


def _fact(step: Step, persona: Persona, view: View, told: Told, words: Words, noticed: Noticed) -> None:
    mind, seq = step.mind, noticed.seq
    if told.kind == "status":
        _status(step, persona, view, told, seq)
    elif told.kind == "action_done":
        done = str(told.value)
        if done in MONEY_DONE:
            mind.checks.append(Check(MONEY_DONE[done], _cents(words), noticed.now + 30_000, seq))
        elif feel(step, persona, "action_told", seq, what=done):
            mind.queue("ack_action" if mind.trust >= 0.34 else "doubt_action")
            _meet(mind, "act", 1.0 if mind.trust >= 0.34 else 0.7)
            _meet(mind, "refund", 0.5 if done == "intercepted" else 0.0)


def _status(step: Step, persona: Persona, view: View, told: Told, seq: int) -> None:
    mind, value = step.mind, str(told.value)
    if value == "open" and told.unit == "ticket":
        if view.tickets:
            feel(step, persona, "ticket_opened", seq)
            _meet(mind, "act", 0.8)
        return
    if told.unit in ("refund", "return") or value not in PARCEL_WORDS:
        if value in ("refunded", "refund_processing") and told.unit == "refund":
            mind.checks.append(Check("refund", 0, 0, seq))
        return
    seen = view.parcel_state or "none"
    if value not in FITS.get(seen, PARCEL_WORDS):
        feel(step, persona, "contradicts_page", seq, said=value, seen=seen)
        mind.args["contra"] = value
        mind.queue(
            "contra_moving"
            if value in ("in_transit", "picked_up", "out_for_delivery", "shipped")
            else "contra_page"
        )
        return
    if value == "delivered" and mind.need("where"):
        mind.queue("signed_not_mine")
        return
    if mind.counts.get(f"status.{value}", 0) == 0:
        mind.count(f"status.{value}")
        feel(step, persona, "status_told", seq, status=value)
    _meet(mind, "know", 1.0)
    mind.queue("ack_status")


def _explained(step: Step, persona: Persona, words: Words, seq: int) -> None:
    mind = step.mind
    if "explain_cause" in words.acts or words.cues & {"t.backlog", "t.storm"}:
        if feel(step, persona, "cause_told", seq):
            mind.queue("ack_cause")
        _meet(mind, "know", 1.0)
    elif "inform_status" in words.acts:
        _meet(mind, "know", 0.7)
    if words.card == "tracking":
        _meet(mind, "know", 0.6)
    told_done = any(t.kind == "action_done" for t in words.told)
    if "t.done" in words.cues and not told_done:
        if feel(step, persona, "action_told", seq, what="asked"):
            mind.queue("ack_action" if mind.trust >= 0.34 else "doubt_action")
        _meet(mind, "act", 1.0 if mind.trust >= 0.34 else 0.7)
    elif words.cues & {"t.will_chase", "t.will_ask_warehouse", "t.will_ask_proof"} and not told_done:
        _meet(mind, "act", 0.65)
        mind.queue("ack_will")
    if "t.ticket" in words.cues:
        _meet(mind, "act", 0.6)


def _no_date_but(step: Step, words: Words) -> None:
    """No date can be had, but word will be sent: that is something to live with."""
    if step.mind.args.get("no_date") and words.cues & {"t.keep_posted", "t.choice"}:
        _meet(step.mind, "when", 0.6)


def _offers(step: Step, persona: Persona, brief: dict[str, Json], words: Words, seq: int) -> None:
    mind, acts = step.mind, words.acts
    offered = acts & OFFERS
    if len(offered) >= 2 or "t.choice" in words.cues:
        if feel(step, persona, "choice_offered", seq):
            _meet(mind, "choice", 1.0)
        mind.queue("choose")
    elif offered & {"offer_refund", "offer_return", "offer_reship"} or "t.will_refund" in words.cues:
        need = mind.need("refund")
        if need is None:
            _meet(mind, "choice", 0.7)
            if "q.ok" in words.cues or "q.wait_or_refund" in words.cues:
                mind.queue("choose")
        elif not need.closed:
            _meet(mind, "refund", 0.6)
            mind.queue(
                "accept_reship" if "offer_reship" in acts and "offer_refund" not in acts else "accept_refund"
            )
    if "t.intercept" in words.cues and (need := mind.need("refund")) is not None and not need.closed:
        _meet(mind, "refund", 0.55)
        mind.queue("accept_intercept")
    if "offer_compensation" in acts or words.cues & {"t.credit"}:
        mind.args["offered"] = max(int(mind.args.get("offered") or 0), _cents(words))
        need = mind.need("amends")
        if need is not None and not need.closed and "refuse" not in acts:
            _meet(mind, "amends", 0.4)
            mind.queue("ack_offer")


def _refused(step: Step, persona: Persona, words: Words, seq: int) -> None:
    if "refuse" not in words.acts and not words.cues & {"t.no_date", "t.no_credit"}:
        return
    mind = step.mind
    reason = bool(
        words.acts & {"explain_cause", "quote_policy"}
        or words.cues & {"t.reason", "t.storm", "t.backlog", "t.not_late"}
    )
    other = bool(
        words.acts & (OFFERS | {"promise_deadline", "give_instruction"})
        or words.cues & answering.ALTERNATIVES
        or any(t.kind == "action_done" for t in words.told)
    )
    if not reason and not other:
        feel(step, persona, "refused_bare", seq, topic=mind.topic)
        mind.queue("pushback_refusal")
        return
    if reason and other:
        feel(step, persona, "reason_with_no", seq)
    if "t.no_date" in words.cues and "t.no_credit" not in words.cues:
        content = other or (reason and persona.assertive < 0.5)
        mind.args["no_date"] = True
        _meet(mind, "when", 0.6 if content else 0.4)
        mind.queue("ack_no_date" if content else "pushback_date")
        return
    key = "amends" if "t.no_credit" in words.cues or mind.topic == "amends" else mind.topic
    need = mind.need(key) if key else None
    if need is None:
        return
    need.refused += 1
    stubborn = 1 + (persona.assertive >= 0.6) + (persona.code == "compensation_fisher")
    if need.refused >= stubborn or (reason and other and persona.assertive < 0.5):
        need.met, need.closed = max(need.met, 0.5 if reason else 0.3), True
        mind.queue("accept_no")
    else:
        mind.queue("pushback_amends" if need.key == "amends" else "pushback_refusal")


def _places(step: Step, brief: dict[str, Json], words: Words) -> None:
    """Told where the parcel was left, the shopper goes and looks."""
    mind = step.mind
    need = mind.need("where")
    if need is None or need.closed or mind.looking:
        return
    for place in ("family", "neighbour", "locker", "station", "door"):
        if f"t.{place}" in words.cues and not mind.counts.get(f"looked.{place}"):
            mind.looking = place
            need.met = max(need.met, 0.4)
            mind.pending = [m for m in mind.pending if m not in LOOKS_INSTEAD]
            mind.queue(f"will_look_{place}")
            return


def _ending(step: Step, persona: Persona, words: Words, seq: int) -> None:
    mind = step.mind
    if "confirm_resolution" in words.acts:
        feel(step, persona, "asked_if_solved", seq)
        mind.queue("answer_if_solved")
    if "confirm_understanding" in words.acts:
        mind.queue("yes_right")
    if "t.lead" in words.cues or ("transfer" in words.acts and "t.will_ask_warehouse" not in words.cues):
        mind.queue("ok_transfer")
    if "close" in words.acts and "confirm_resolution" not in words.acts:
        mind.args["farewell"] = True


def _nothing_in_it(step: Step, persona: Persona, words: Words, seq: int) -> None:
    mind = step.mind
    if words.acts & {"empathise", "apologise", "ask_wait", "thank", "close"} or "t.here" in words.cues:
        return
    if "greet" in words.acts or "self_introduce" in words.acts:
        if mind.args.get("content_said") and mind.agent_turns >= 2:
            feel(step, persona, "empty_reply", seq)
        mind.queue("greeted")
        return
    if "t.on_topic" in words.cues:
        _meet(mind, "know", 0.7)
        mind.queue("ack_status")
    elif sum(c.isalnum() for c in words.text) >= 3:
        mind.queue("huh")


def _meet(mind: Mind, key: str, met: float) -> None:
    need = mind.need(key)
    if need is not None and not need.closed:
        need.met = max(need.met, met)


def _cents(words: Words) -> int:
    """The largest sum the message names as money back or a coupon, in cents."""
    sums = [0]
    for told in words.told:
        if told.kind in ("refund_amount", "coupon", "price", "fee") and told.unit not in ("percent", "point"):
            try:
                sums.append(round(float(str(told.value).lstrip("~").split("-")[-1]) * 100))
            except ValueError:
                continue
    return max(sums)
