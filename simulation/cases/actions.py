"""From the log to the mind: what of all that happened a shopper notices, each in a transaction of its own."""

from typing import Any

import orjson

from core.context import Ctx
from core.events import observe
from core.events.log import event_in
from core.timers import due_action
from helpdesk.promises.models import Reading
from helpdesk.understanding import extract, recognise
from simulation.cases import acting
from simulation.cases.queries import Life, case_of_conversation, case_of_order, life, look
from simulation.grammar.cues import cues, foreign
from simulation.shoppers import brain, leaving
from simulation.shoppers.models import Case
from simulation.shoppers.values import Noticed, Told, View, Words

PAGE_KINDS = frozenset(
    {
        "shop.order.parcel_moved",
        "shop.order.dispatched",
        "shop.order.delivered",
        "shop.order.cancelled",
        "shop.return.approved",
        "shop.return.refused",
        "shop.return.intercepting",
        "shop.return.returning",
        "shop.return.received",
        "shop.refund.requested",
        "shop.refund.succeeded",
        "shop.payout.paid",
        "shop.coupon.granted",
    }
)
CHAT_KINDS = frozenset(
    {
        "helpdesk.message.sent",
        "helpdesk.conversation.accepted",
        "helpdesk.conversation.closed",
        "helpdesk.conversation.read",
        "helpdesk.ticket.shared",
    }
)
LEFT_AFTER_MS = 2_000

observe("simulation.perceive", kinds=PAGE_KINDS | CHAT_KINDS, priority=50)


@due_action("simulation.perceive")
def perceive(ctx: Ctx, payload: dict[str, Any]) -> None:
    """One entry of the log reaches whom it concerns, if a simulated shopper is behind it."""
    row = event_in(ctx, int(payload["seq"]))
    if row is None:
        return
    data = orjson.loads(row.data)
    found = _whose(ctx, row.kind, data)
    if found is None:
        return
    if found.played_by_human:
        if row.kind == "helpdesk.conversation.closed":
            acting.end(ctx, life(ctx, found), None)
        return
    case = life(ctx, found)
    noticed = _noticed(ctx, case, row, data)
    if noticed is not None:
        think(ctx, case, noticed)


def _whose(ctx: Ctx, kind: str, data: dict[str, Any]) -> Any:
    if kind in PAGE_KINDS:
        return case_of_order(ctx, data["order_id"]) if data.get("order_id") else None
    if kind == "helpdesk.ticket.shared":
        conversation_id = data.get("conversation_id")
        if conversation_id:
            return case_of_conversation(ctx, conversation_id)
        return case_of_order(ctx, data["order_id"]) if data.get("order_id") else None
    if kind == "helpdesk.message.sent":
        message = data["message"]
        if message["author_kind"] != "agent" or message["kind"] == "note":
            return None
        return case_of_conversation(ctx, message["conversation_id"])
    return case_of_conversation(ctx, data["conversation"]["id"])


def _noticed(ctx: Ctx, case: Life, row: Any, data: dict[str, Any]) -> Noticed | None:
    kind, now, seq = row.kind, ctx.desk_ms, row.seq
    if kind in PAGE_KINDS:
        return Noticed("page", now, seq)
    if kind == "helpdesk.ticket.shared":
        seen = case.mind.args.setdefault("tickets", [])
        if data["ticket_id"] in seen:
            return None
        seen.append(data["ticket_id"])
        return Noticed("page", now, seq)
    if kind == "helpdesk.message.sent":
        case.state = "talking"
        acting.stop_typing(ctx, case, "nudge")
        case.mind.args["unread"] = data["message"]["id"]
        return Noticed("words", now, seq, words=words_of(ctx, data["message"]))
    if kind == "helpdesk.conversation.accepted":
        case.state = "talking"
        return Noticed("accepted", now, seq)
    if kind == "helpdesk.conversation.closed":
        acting.stop_typing(ctx, case, "nudge", "say", "respond")
        return Noticed("closed", now, seq)
    return Noticed("read", now, seq) if str(row.actor).startswith(("agent", "lead")) else None


def words_of(ctx: Ctx, message: dict[str, Any]) -> Words:
    """A message as heard: its acts and statements as the desk's reading has them (no verdicts), and what
    the ear picks out.
    """
    language, text = ctx.mall.language, message["text"]
    card = (message.get("card") or {}).get("type") if message["kind"] == "card" else None
    if foreign(text, language):
        return Words(text, message["author_id"], frozenset(), card=card)
    reading = ctx.row(Reading, id=message["id"])
    if reading is not None:
        acts = frozenset(a["name"] for a in reading.acts)
        told = tuple(
            Told(
                s["kind"], s["value"], s.get("unit"), tuple(s["at"]) if s.get("at") else None, s.get("about")
            )
            for s in reading.statements
        )
    else:
        tongue = "zh" if language == "zh-CN" else "en"
        acts = frozenset(a.name for a in recognise(text, tongue))
        told = tuple(
            Told(s.kind, s.value, s.unit, s.at, s.about)
            for s in extract(text, ctx.mall_ms, tongue, zone=ctx.mall.zone)
        )
    return Words(text, message["author_id"], acts, told, cues(text, language), card)


def think(ctx: Ctx, case: Life, noticed: Noticed) -> None:
    """One step of the mind, carried out."""
    if case.state == "ended":
        return
    needs_page = noticed.kind not in ("accepted", "read", "tick")
    view = look(ctx, case.order_id, case.mind) if needs_page else View(ctx.mall_ms)
    step = brain.advance(case.mind, case.persona, case.brief, view, noticed, case.dice, ctx.mall.language)
    acting.carry_out(ctx, case, step)


def _case(ctx: Ctx, payload: dict[str, Any]) -> Life | None:
    row = ctx.get(Case, int(payload["case_id"]))
    if row.played_by_human or row.state == "ended":
        return None
    return life(ctx, row)


@due_action("simulation.shopper.say")
def on_say(ctx: Ctx, payload: dict[str, Any]) -> None:
    """A bubble has been typed."""
    case = _case(ctx, payload)
    if case is not None:
        acting.say(ctx, case, payload["text"], last=bool(payload["last"]), card=bool(payload.get("card")))


@due_action("simulation.shopper.respond")
def on_respond(ctx: Ctx, payload: dict[str, Any]) -> None:
    """The shopper has read and thought."""
    case = _case(ctx, payload)
    if case is not None:
        acting.has_read(ctx, case)
        think(ctx, case, Noticed("respond", ctx.desk_ms, case.mind.last_seq))


@due_action("simulation.shopper.wait")
def on_wait(ctx: Ctx, payload: dict[str, Any]) -> None:
    """A moment of waiting."""
    case = _case(ctx, payload)
    if case is not None:
        think(ctx, case, Noticed("tick", ctx.desk_ms, case.mind.last_seq, what=payload["what"]))


@due_action("simulation.shopper.check")
def on_check(ctx: Ctx, payload: dict[str, Any]) -> None:
    """The shopper looks whether the money is there."""
    case = _case(ctx, payload)
    if case is not None:
        think(ctx, case, Noticed("check", ctx.desk_ms, case.mind.last_seq))


@due_action("simulation.shopper.look")
def on_look(ctx: Ctx, payload: dict[str, Any]) -> None:
    """Back from the parcel point or the neighbour."""
    case = _case(ctx, payload)
    if case is not None:
        think(ctx, case, Noticed("looked", ctx.desk_ms, case.mind.last_seq, what=payload["what"]))


@due_action("simulation.shopper.refund")
def on_refund(ctx: Ctx, payload: dict[str, Any]) -> None:
    """The shopper files the refund request, and says so."""
    case = _case(ctx, payload)
    if case is None or acting.quiet(case.mind) or case.mind.counts.get("filed"):
        return
    case.mind.count("filed")
    if acting.ask_refund(ctx, case) and case.conversation_id is not None:
        step = brain.say(case.mind, ("filed_refund",))
        acting.carry_out(ctx, case, step)
    else:
        acting.keep(ctx, case)


@due_action("simulation.shopper.leave")
def on_leave(ctx: Ctx, payload: dict[str, Any]) -> None:
    """The shopper goes; who was answered may still give stars."""
    case = _case(ctx, payload)
    if case is None:
        return
    acting.leave(ctx, case)
    think(ctx, case, Noticed("closed", ctx.desk_ms, case.mind.last_seq))


@due_action("simulation.shopper.rate")
def on_rate(ctx: Ctx, payload: dict[str, Any]) -> None:
    """The stars."""
    case = _case(ctx, payload)
    if case is not None:
        acting.rate(ctx, case, int(payload["stars"]), "")


@due_action("simulation.shopper.end")
def on_end(ctx: Ctx, payload: dict[str, Any]) -> None:
    """The case is over."""
    case = _case(ctx, payload)
    if case is not None:
        view = look(ctx, case.order_id, case.mind)
        outcome = payload["what"] or leaving.outcome_of(case.mind, view)
        acting.end(ctx, case, outcome)
