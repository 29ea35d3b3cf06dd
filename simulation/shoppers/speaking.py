"""What a shopper says next: reactions first, then answers, thanks where due, then what they still want."""

from simulation.shoppers.leaving import achieved, open_needs, part
from simulation.shoppers.moods import feel, tone
from simulation.shoppers.values import Dice, Effect, Json, Mind, Need, Noticed, Persona, Step, View

HOT = (
    "rude_back",
    "blamed_back",
    "deflect_back",
    "off_platform_back",
    "closed_back",
    "pasted_back",
    "contra_page",
    "contra_moving",
    "contra_earlier",
    "not_seen_payout",
    "not_seen_coupon",
    "not_seen_refund",
    "amount_differs",
    "promise_back",
    "transferred_back",
    "same_apology_back",
    "again.order_no",
    "again.happened",
    "again.other",
    "late_reply",
)
PUSH = ("pushback_refusal", "pushback_amends", "pushback_date", "pushback_vague", "haggle", "signed_not_mine")
ENDS = ("arrived_thanks", "ack_refunded")
FOUND = ("found_station", "found_locker", "found_family", "found_neighbour")
# Said after an acknowledgement only by those who talk much; otherwise the acknowledgement alone would be
# a parrot's.
ACKS = (
    *FOUND,
    *ENDS,
    "ack_payout",
    "ack_coupon",
    "ack_moved",
    "ack_approved",
    "ack_returning",
    "accept_refund",
    "accept_reship",
    "accept_intercept",
    "accept_no",
    "ack_no_date",
    "ack_time",
    "ack_action",
    "doubt_action",
    "ack_offer",
    "ack_callback",
    "ok_transfer",
    "yes_right",
    "ack_will",
    "ack_ticket",
    "ack_cause",
    "ack_status",
    "ack_wait",
    "greeted",
)
GLAD = ("ack_payout", "ack_coupon", "ack_moved", "ack_refunded", "ack_returning")
LATE = ("hub_backlog", "not_dispatched", "never_collected")
THREATS = (0.55, 0.68, 0.8)
RUNGS = ("threat_review", "threat_platform", "threat_12315")


def respond(
    step: Step, persona: Persona, brief: dict[str, Json], view: View, noticed: Noticed, dice: Dice
) -> None:
    """Puts together one turn of the shopper and forgets what was waiting to be said."""
    mind = step.mind
    pending, mind.pending = mind.pending, []
    moves: list[str] = []
    if "content" in pending and not mind.args.get("content_said"):
        mind.args["content_said"] = True
        _say(step, ["open", *[m for m in pending if m.startswith("a.")][:1]], persona)
        return
    if (
        pending == ["greeted"]
        and mind.args.get("content_said")
        and mind.agent_turns <= 1
        and mind.anger < 0.4
    ):
        if persona.code == "human_seeker" and not mind.counts.get("asked_human_twice"):
            mind.count("asked_human_twice")
            _say(step, ["ask_human"], persona)
        return  # they have read what was written; give them a moment
    hot = [m for m in HOT if m in pending]
    if tone(mind) == "calm":
        hot = [m for m in hot if m not in ("late_reply", "same_apology_back")]
    moves += hot[: 2 if persona.voice == "burst" else 1]
    moves += [m for m in pending if m.startswith(("a.", "will_look", "not_found"))][:2]
    if "story" in pending:
        moves.append("story")
    if "choose" in pending:
        moves.append(_choice(mind, persona, brief))
    acks = [m for m in ACKS if m in pending]
    hushed = "ack_wait" in acks and not (set(acks) - {"ack_wait", "ack_will", "ok_transfer", "greeted"})
    push = [m for m in PUSH if m in pending]
    if mind.looking and not any(m.startswith("not_found") for m in moves):
        _say(step, moves or ["ok"], persona)
        return
    if push and not (hot and tone(mind) == "angry"):
        moves.append(push[0])
    elif acks and not hot:
        keep = [a for a in acks if a != "greeted"]
        if keep and not (keep == ["ack_wait"] and dice("mute", mind.count("mutes")).chance(0.35)):
            moves += keep[: 2 if persona.verbosity >= 0.8 else 1]
    calmed = _backs_down(step, persona, noticed.seq, pending)
    if calmed:
        moves.append("calm_down")
    threat = None if calmed or (acks and not hot and not push) else _threat(mind, persona)
    if threat:
        moves.append(threat)
    if _walks_away(step, persona, brief, moves, dice):
        return
    asks = not hushed and not push and not any(m.startswith("a.") for m in moves[1:])
    if asks and noticed.now < mind.waits_quiet_until and "answer_if_solved" not in pending:
        asks = not acks or bool(set(acks) & {"ack_payout", "ack_coupon"})
    if "huh" in pending and not moves:
        moves.append("huh")
        asks = False
    remaining = open_needs(mind)
    _maybe_amends(mind, persona, brief)
    if remaining and asks:
        moves += _ask(step, persona, remaining, noticed, dice)
    elif not remaining and not hushed and not push and not mind.pending:
        _wraps_up(step, persona, moves, pending, view, dice)
        return
    if (
        "answer_if_solved" in pending
        and remaining
        and not any(m.startswith(("ask_", "again_")) for m in moves)
    ):
        moves.insert(0, "not_solved")
        moves += _ask(step, persona, remaining, noticed, dice)
    _say(step, moves, persona)


def _say(step: Step, moves: list[str], persona: Persona) -> None:
    kept = list(dict.fromkeys(moves))
    most = 4 if persona.voice == "burst" or persona.verbosity > 0.7 else 3
    if kept:
        step.effects.append(Effect("say", moves=tuple(kept[:most])))


def _choice(mind: Mind, persona: Persona, brief: dict[str, Json]) -> str:
    need = mind.need("choice")
    if need is not None:
        need.met, need.closed = 1.0, True
    refund = mind.need("refund")
    if refund is not None or (mind.anger >= 0.6 and brief.get("walks") == "refund"):
        if refund is None:
            mind.needs.append(Need("refund", 1.0, met=0.6))
        return "choose_refund"
    for need in mind.needs:
        if need.key == "when" and mind.args.get("no_date"):
            need.met = max(need.met, 0.6)
    return "choose_wait"


def _ask(step: Step, persona: Persona, remaining: list[Need], noticed: Noticed, dice: Dice) -> list[str]:
    """The next thing wanted; asked before without an answer, it is asked in other words."""
    mind = step.mind
    need = remaining[0]
    if need.asked and need.key == mind.topic and mind.args.get("solid") and not mind.pending:
        ignored = mind.count(f"ignored.{need.key}")
        if ignored:
            feel(step, persona, "not_answered", noticed.seq, want=need.key)
    move = f"ask_{need.key}" if need.asked == 0 else f"again_{need.key}"
    need.asked += 1
    mind.topic = need.key
    said = [move]
    if (
        need.asked >= 2
        and "story" not in mind.revealed
        and need.key in ("when", "know", "act", "refund", "where")
    ):
        mind.revealed.append("story")
        said.append("story")
    if need.asked >= 4:
        need.closed = True
        need.met = min(need.met, 0.4)
    return said


def _maybe_amends(mind: Mind, persona: Persona, brief: dict[str, Json]) -> None:
    """Once they know that the shop or the road is late, those who stand up for themselves want it made
    good.
    """
    if mind.need("amends") is not None or persona.assertive < 0.45 or brief.get("reason") not in LATE:
        return
    know = mind.need("know")
    if know is not None and know.met >= 0.6 and not mind.args.get("gift"):
        mind.needs.append(Need("amends", 0.45))


def _threat(mind: Mind, persona: Persona) -> str | None:
    if persona.assertive < 0.5 or mind.rung >= len(RUNGS) or mind.anger < THREATS[mind.rung]:
        return None
    if mind.counts.get("threat_turn") == mind.agent_turns:
        return None
    mind.counts["threat_turn"] = mind.agent_turns
    mind.rung += 1
    return RUNGS[mind.rung - 1]


def _backs_down(step: Step, persona: Persona, seq: int, pending: list[str]) -> bool:
    mind = step.mind
    if not mind.rung or mind.counts.get("felt.backed_down"):
        return False
    concrete = {"ack_time", "ack_payout", "ack_moved", "ack_approved", "ack_refunded", "ack_callback"} & set(
        pending
    )
    if not concrete or mind.anger > 0.72:
        return False
    feel(step, persona, "backed_down", seq)
    return True


def _walks_away(step: Step, persona: Persona, brief: dict[str, Json], moves: list[str], dice: Dice) -> bool:
    mind = step.mind
    if mind.anger < 0.9 or mind.agent_turns < 2:
        return False
    if brief.get("walks") == "refund" and mind.need("refund") is None and brief.get("reason") != "not_late":
        mind.needs.append(Need("refund", 1.0))
        mind.topic = "refund"
        step.effects.append(Effect("refund", delay=6_000))
        _say(step, [*moves[:2], "walk_refund"], persona)
        return True
    if mind.rung >= 2 and mind.counts.get("hot_turns", 0) >= 1:
        mind.args["escalates"] = True
        part(step, "escalated", words=(*moves[:1], "escalate_leave"))
        return True
    mind.count("hot_turns")
    return False


def _wraps_up(
    step: Step, persona: Persona, moves: list[str], pending: list[str], view: View, dice: Dice
) -> None:
    """Nothing left to want: thanks only where there is something to thank for, and short."""
    mind = step.mind
    if mind.goodbye:
        # They have said their goodbye; only a question still gets an answer.
        said = [m for m in moves if m.startswith("a.") or m in GLAD] or (
            ["no_more"] if "answer_if_solved" in pending else []
        )
        _say(step, said, persona)
        return
    mind.phase = "confirm"
    if "answer_if_solved" in pending or mind.args.get("farewell") or mind.count("settled") >= 1:
        mind.goodbye = True
        warm = mind.anger < 0.34 and mind.trust >= 0.5 and achieved(mind) >= 0.7
        end = "thanks_warm" if warm else "thanks_plain" if mind.anger < 0.5 else "end_cold"
        if "answer_if_solved" in pending and not moves:
            moves = ["no_more"]
        _say(step, [*moves[:2], end], persona)
    else:
        _say(step, moves or ["ok"], persona)
