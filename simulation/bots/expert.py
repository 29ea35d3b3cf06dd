"""The expert: looks at the records first, does what policy calls for, tells the truth, answers what is asked."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from simulation.bots.book import date, heard, lines, money
from simulation.bots.desk import Desk
from simulation.bots.plans import plan_for, truth_of

READ_MS, TYPE_MS, STEP_MS = 5_000, 7_000, 8_000
ANSWER_WAIT_MS = 150_000
SILENCE_MS = 45_000
LOOKING_MS = 150_000  # somebody who went to look gets the time for it
PROOF_LINES = {
    "proof_station": "at_station", "proof_family": "at_family", "proof_neighbour": "at_neighbour", "proof_door": "at_door",
    "proof_self": "at_self", "proof_none": "proof_again", "useless": "proof_again",
}  # fmt: skip
CHASE_LINES = {
    "chase_backlog": "relay_backlog", "chase_storm": "relay_storm", "chase_moving": "relay_moving", "chase_normal": "relay_normal",
    "chase_will_collect": "relay_collect", "chase_no_trace": "relay_no_trace", "useless": "chase_again",
}  # fmt: skip


@dataclass
class Talk:
    """One conversation in hand."""

    id: int
    shopper: dict[str, Any]
    order_id: int
    truth: str = ""
    due: int = 0
    steps: deque[tuple[str, dict[str, Any]]] = field(default_factory=deque)
    done: list[str] = field(default_factory=list)
    used: dict[str, int] = field(default_factory=dict)
    answered: set[int] = field(default_factory=set)
    read_to: int = 0
    confirmed: int | None = None
    credit_cents: int = 0
    wants_refund: bool = False
    approval: str | None = None
    noted: bool = False
    last_shopper_ms: int = 0
    said_bye: bool = False


class Expert:
    """Works the whole desk, `capacity` conversations at a time."""

    def __init__(self, desk: Desk, *, name: str, capacity: int) -> None:
        self.desk, self.name, self.capacity = desk, name, capacity
        self.talks: dict[int, Talk] = {}
        self.past: dict[int, Talk] = {}
        _, self.zone, self.language = desk.clock()
        self.words = lines(self.language)["expert"]

    def act(self) -> int | None:
        """Does what is due now; the desk instant at which it wants to act again."""
        listed = self.desk.conversations()
        live = {c["id"] for c in listed}
        for gone in set(self.talks) - live:
            self.past[gone] = self.talks.pop(gone)
        held = [c for c in listed if c["agent_id"] == self.desk.agent_id and c["state"] != "queued"]
        queued = sorted(
            (c for c in listed if c["state"] == "queued"), key=lambda c: (c["opened_desk_ms"], c["id"])
        )
        room = self.capacity - len(held)
        for conversation in queued[: max(0, room)]:
            accepted = self.desk.do("helpdesk.accept", conversation_id=conversation["id"])
            if accepted is not None:
                held.append(accepted)
        for conversation in held:
            if conversation["state"] == "wrap_up":
                self._clear_up(conversation["id"])
            else:
                self._go_on(conversation)
        mine = {c["id"] for c in held if c["state"] != "wrap_up"}
        wakes = [t.due for t in self.talks.values() if t.id in mine]
        if len(queued) > room > 0:
            wakes.append(self.desk.now + 3_000)
        return max(self.desk.now + 500, min(wakes)) if wakes else None

    def _go_on(self, conversation: dict[str, Any]) -> None:
        talk = self.talks.get(conversation["id"])
        if talk is None and conversation["id"] in self.past:
            talk = self.talks[conversation["id"]] = self.past.pop(conversation["id"])
            talk.due, talk.said_bye, talk.confirmed = self.desk.now + READ_MS, False, None
            talk.steps.clear()
            talk.steps.append(("say", {"key": "back"}))
        if talk is None:
            order_id = conversation["order_id"] or self._guess_order(conversation)
            talk = Talk(conversation["id"], conversation["shopper"], order_id)
            talk.due = self.desk.now + READ_MS
            talk.steps.append(("say", {"key": "greet"}))
            talk.steps.append(("look", {}))
            self.talks[talk.id] = talk
        if talk.due > self.desk.now:
            return
        self._hear(talk)
        if talk.steps:
            kind, args = talk.steps.popleft()
            getattr(self, f"_{kind}")(talk, **args)
            talk.due = max(talk.due, self.desk.now + STEP_MS)
        else:
            self._idle(talk)

    def _guess_order(self, conversation: dict[str, Any]) -> int:
        """Not linked: the newest order with trouble, else the newest."""
        found = self.desk.orders_of(conversation["shopper"]["id"])
        for order_id in found:
            _, facts = self.desk.order(order_id)
            if (
                facts.order.state in ("paid", "packing", "shipped", "cancel_review")
                or facts.credit.amount_cents
            ):
                return order_id
        return found[0]

    # -- listening ------------------------------------------------------------------------------------------

    def _hear(self, talk: Talk) -> None:
        """Takes in what the shopper has written since, and queues answers to it once the first account is given."""
        fresh = [
            m for m in self.desk.thread(talk.id) if m["id"] > talk.read_to and m["author_kind"] == "shopper"
        ]
        if not fresh:
            return
        talk.read_to = fresh[-1]["id"]
        talk.last_shopper_ms = self.desk.now
        self.desk.do("helpdesk.mark_read", conversation_id=talk.id, message_id=talk.read_to)
        text = "\n".join(m["text"] for m in fresh)
        ears = heard(text, self.language)
        if "refund" in ears:
            talk.wants_refund = True
            if talk.truth == "not_late":
                talk.truth = ""
                talk.steps.clear()
                talk.steps.append(("look", {}))
                return
        if not talk.truth or any(kind in ("wait_answer", "look") for kind, _ in talk.steps):
            if talk.truth == "refund_in_transit" and "yes" in ears:
                talk.done.append("yes")
            return
        if talk.confirmed is not None and (ears & {"thanks", "no_more"} or "found" in ears):
            self._finish(talk, "found" in ears)
            return
        for key in self._answers(talk, ears):
            talk.steps.appendleft(("say", {"key": key}))
        if (
            talk.truth == "refund_in_transit"
            and ("yes" in ears or "refund" in ears)
            and "agreed" not in talk.used
        ):
            talk.used["agreed"] = 1
            talk.steps.extendleft([("wait_answer", {"kind": "intercept"}), ("agree_refund", {})])
        elif "refund" in ears and talk.truth not in ("refund_in_transit", "not_late"):
            if talk.truth != "signed_not_received" or "at_door" in talk.used or "missing" in ears:
                talk.steps.appendleft(("give_refund", {}))

    def _answers(self, talk: Talk, ears: frozenset[str]) -> list[str]:
        """Lines that answer what was asked, in the reverse order of saying."""
        found: list[str] = []
        if "amends" in ears and talk.truth != "refund_in_transit":
            no = {"storm": "no_credit_storm", "not_late": "no_credit_notlate"}.get(talk.truth, "other_way")
            found.append("credit_given" if talk.credit_cents else no)
        if "when" in ears:
            known = talk.truth in ("hub_backlog",) and "eta" in talk.used
            found.append("eta_again" if known else "watch" if talk.truth == "not_late" else "no_eta")
        if "act" in ears and "chase" in talk.done and "when" not in ears:
            found.append("already_chased")
        if "found" in ears:
            found = ["happy"]
            talk.confirmed = talk.confirmed or self.desk.now
        if "angry" in ears and "calm" not in found:
            found.append("calm")
        return found[:2]

    # -- steps ----------------------------------------------------------------------------------------------

    def _look(self, talk: Talk) -> None:
        detail, facts = self.desk.order(talk.order_id)
        asked_back = any(r["state"] == "requested" for r in detail["returns"])
        talk.truth = truth_of(facts, asked_back or talk.wants_refund)
        talk.credit_cents = facts.credit_open_cents
        talk.steps.extend(plan_for(talk.truth, facts, talk.credit_cents))

    def _say(self, talk: Talk, key: str) -> None:
        options = self.words[key]
        before = talk.used.get(key, 0)
        talk.used[key] = before + 1
        if before >= len(options):
            if key not in ("calm", "other_way"):
                self._say(talk, "other_way")
            return
        _, facts = self.desk.order(talk.order_id)
        text = options[before].format_map(self._slots(talk, facts))
        self.desk.do(
            "helpdesk.send_message",
            conversation_id=talk.id,
            client_id=f"bot-{talk.id}-{self.desk.number}",
            kind="text",
            text=text,
        )
        if key == "confirm":
            talk.confirmed = self.desk.now

    def _slots(self, talk: Talk, facts: Any) -> dict[str, str]:
        detail, _ = self.desk.order(talk.order_id)
        parcel = detail["consignments"][-1] if detail["consignments"] else None
        hub = (
            next((s["hub"] for s in reversed(sorted(parcel["scans"], key=lambda s: s["at"])) if s["hub"]), "")
            if parcel
            else ""
        )
        answers = (
            [o for o in facts.work_orders.get(facts.parcel.id, ()) if o.answer_code]
            if facts.parcel is not None
            else []
        )
        last = answers[-1] if answers else None
        params = last.answer_params if last is not None else {}
        return {
            "buyer": talk.shopper["name"],
            "agent": self.name,
            "order_no": facts.order.order_no,
            "hub": hub,
            "carrier": parcel["carrier"]["name"] if parcel else "",
            "tracking": parcel["tracking_no"] if parcel else "",
            "eta": date(facts.parcel.eta_ms if facts.parcel is not None else None, self.zone, self.language),
            "promised": date(facts.order.promised_ms, self.zone, self.language),
            "amount": money(talk.credit_cents or 500),
            "station": str(params.get("station") or ""),
            "until": date(params.get("until_ms"), self.zone, self.language),
        }

    def _order_work(self, talk: Talk, kind: str) -> None:
        _, facts = self.desk.order(talk.order_id)
        if facts.parcel is not None:
            self.desk.do(
                "helpdesk.open_work_order",
                consignment_id=facts.parcel.id,
                kind=kind,
                note="",
                conversation_id=talk.id,
            )
            talk.done.append({"chase": "chase", "proof_of_delivery": "proof"}.get(kind, kind))

    def _wait_answer(self, talk: Talk, kind: str, since: int | None = None, relay: bool = True) -> None:
        """Waits for the carrier; meanwhile the shopper is heard. Relays what it says, asks again when it says nothing."""
        since = self.desk.now if since is None else since
        _, facts = self.desk.order(talk.order_id)
        orders = facts.work_orders.get(facts.parcel.id, ()) if facts.parcel is not None else ()
        fresh = [o for o in orders if o.kind == kind and o.answer_code and o.id not in talk.answered]
        if not fresh:
            if self.desk.now - since < ANSWER_WAIT_MS:
                talk.steps.appendleft(("wait_answer", {"kind": kind, "since": since, "relay": relay}))
                talk.due = self.desk.now + 4_000
            return
        code = fresh[-1].answer_code
        talk.answered.add(fresh[-1].id)
        if kind == "intercept":
            self._say(talk, "intercept_ok" if code == "intercept_ok" else "intercept_missed")
            return
        key = (PROOF_LINES if kind == "proof_of_delivery" else CHASE_LINES).get(code, "chase_again")
        self._say(talk, key)
        if key in ("proof_again", "chase_again", "relay_no_trace") and len(talk.answered) < 3:
            self._order_work(talk, kind)
            talk.steps.appendleft(("wait_answer", {"kind": kind}))
        if key == "at_door":
            talk.done.append("door")

    def _pay_credit(self, talk: Talk) -> None:
        paid = self.desk.do(
            "helpdesk.pay_out",
            order_id=talk.order_id,
            amount_cents=talk.credit_cents,
            reason="late_credit",
            conversation_id=talk.id,
        )
        if paid is not None and paid["state"] == "paid":
            talk.done.append("credit")
            talk.steps.appendleft(("say", {"key": "credit"}))

    def _coupon(self, talk: Talk, cents: int) -> None:
        given = self.desk.do(
            "helpdesk.grant_coupon", order_id=talk.order_id, amount_cents=cents, conversation_id=talk.id
        )
        if given is not None:
            talk.steps.appendleft(("say", {"key": "storm_coupon"}))

    def _agree_refund(self, talk: Talk) -> None:
        detail, _ = self.desk.order(talk.order_id)
        asked = [r for r in detail["returns"] if r["state"] == "requested"]
        if asked:
            self.desk.do("helpdesk.approve_return", return_id=asked[-1]["id"])
        elif not any(r["state"] in ("intercepting", "returning", "refunding") for r in detail["returns"]):
            self.desk.do(
                "helpdesk.refund",
                order_id=talk.order_id,
                reason="changed_mind",
                amount_cents=None,
                conversation_id=talk.id,
            )
        talk.done.append("refund")
        self._say(talk, "refund_agreed")

    def _give_refund(self, talk: Talk) -> None:
        detail, _ = self.desk.order(talk.order_id)
        if any(r["state"] not in ("refused", "cancelled", "requested") for r in detail["returns"]):
            self._say(talk, "refund_done")
            return
        asked = [r for r in detail["returns"] if r["state"] == "requested"]
        if asked:
            answer = self.desk.do("helpdesk.approve_return", return_id=asked[-1]["id"])
        else:
            reason = {"signed_not_received": "not_received", "not_dispatched": "late_dispatch"}.get(
                talk.truth, "late_delivery"
            )
            answer = self.desk.do(
                "helpdesk.refund",
                order_id=talk.order_id,
                reason=reason,
                amount_cents=None,
                conversation_id=talk.id,
            )
        if answer is None:
            return
        talk.done.append("refund")
        waiting = answer.get("approval_id")
        self._say(talk, "ask_lead" if waiting else "refund_now")
        if waiting:
            talk.steps.appendleft(("wait_lead", {}))

    def _wait_lead(self, talk: Talk, since: int | None = None) -> None:
        since = self.desk.now if since is None else since
        detail, _ = self.desk.order(talk.order_id)
        if any(
            r["state"] in ("intercepting", "returning", "refunding", "refunded") for r in detail["returns"]
        ):
            self._say(talk, "lead_yes")
        elif self.desk.now - since < 90_000:
            talk.steps.appendleft(("wait_lead", {"since": since}))
            talk.due = self.desk.now + 5_000

    def _note(self, talk: Talk, flag: str | None = None) -> None:
        talk.noted = True
        self.desk.do("helpdesk.note_order", order_id=talk.order_id, text=self._summary(talk), flag=flag)

    def _ticket(self, talk: Talk) -> None:
        book, (_, facts) = self.words, self.desk.order(talk.order_id)
        told = {
            "truth": book["truths"][talk.truth],
            "order_no": facts.order.order_no,
            "done": self._done(talk),
        }
        self.desk.do(
            "helpdesk.open_ticket", shopper_id=talk.shopper["id"], order_id=talk.order_id, conversation_id=talk.id,
            category="logistics", priority="high" if talk.truth == "signed_not_received" else "normal",
            title=book["ticket_title"].format_map(told), body=book["ticket_body"].format_map(told),
        )  # fmt: skip

    def _done(self, talk: Talk) -> str:
        names = self.words["done"]
        return (
            str(lines(self.language)["join"]).join(names[d] for d in dict.fromkeys(talk.done) if d in names)
            or names["told"]
        )

    def _summary(self, talk: Talk) -> str:
        text: str = self.words["note"].format(truth=self.words["truths"][talk.truth], done=self._done(talk))
        return text

    def _clear_up(self, conversation_id: int) -> None:
        """The shopper is gone: the note is written and the place is free again."""
        talk = self.talks.get(conversation_id)
        if talk is not None and talk.truth and not talk.noted:
            self._note(talk)
        self.desk.do("helpdesk.close", conversation_id=conversation_id, reason="shopper_left")

    # -- the end --------------------------------------------------------------------------------------------

    def _idle(self, talk: Talk) -> None:
        quiet = self.desk.now - max(talk.last_shopper_ms, talk.confirmed or 0)
        looking = any(key.startswith("at_") for key in talk.used)
        if talk.confirmed is not None and quiet > (LOOKING_MS if looking else SILENCE_MS):
            self._finish(talk, False)
        elif talk.truth and talk.confirmed is None:
            talk.steps.append(("say", {"key": "confirm"}))
        talk.due = self.desk.now + 3_000

    def _finish(self, talk: Talk, happy: bool) -> None:
        if not talk.said_bye:
            talk.said_bye = True
            if not talk.noted:
                self._note(talk)
            self._say(talk, "happy" if happy else "bye")
            talk.steps.clear()
            talk.steps.append(("close", {}))
            talk.due = self.desk.now + 6_000

    def _close(self, talk: Talk) -> None:
        self.desk.do("helpdesk.close", conversation_id=talk.id, reason="solved")
        talk.due = self.desk.now + 10_000
