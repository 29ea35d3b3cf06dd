"""The expert's steps on the records and in the chat, one method each, named as in the plans."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from simulation.bots.book import date, lines, money
from simulation.bots.desk import Desk

ANSWER_WAIT_MS = 150_000
LEAD_WAIT_MS = 90_000
PROOF_LINES = {
    "proof_station": "at_station",
    "proof_family": "at_family",
    "proof_neighbour": "at_neighbour",
    "proof_door": "at_door",
    "proof_self": "at_self",
    "proof_none": "proof_again",
    "useless": "proof_again",
}
CHASE_LINES = {
    "chase_backlog": "relay_backlog",
    "chase_storm": "relay_storm",
    "chase_moving": "relay_moving",
    "chase_normal": "relay_normal",
    "chase_will_collect": "relay_collect",
    "chase_no_trace": "relay_no_trace",
    "useless": "chase_again",
}


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


class Deeds:
    """Can do every step there is, in one mall's language, for one seat."""

    def __init__(self, desk: Desk, *, name: str) -> None:
        self.desk, self.name = desk, name
        _, self.zone, self.language = desk.clock()
        self.words: dict[str, Any] = lines(self.language)["expert"]

    def _say(self, talk: Talk, key: str) -> None:
        options = self.words[key]
        before = talk.used.get(key, 0)
        talk.used[key] = before + 1
        if before >= len(options):
            if key not in ("calm", "other_way"):
                self._say(talk, "other_way")
            return
        text = options[before].format_map(self._slots(talk))
        self.desk.do(
            "helpdesk.send_message",
            conversation_id=talk.id,
            client_id=f"bot-{talk.id}-{self.desk.number}",
            kind="text",
            text=text,
        )
        if key == "confirm":
            talk.confirmed = self.desk.now

    def _slots(self, talk: Talk) -> dict[str, str]:
        detail, facts = self.desk.page(talk.order_id), self.desk.records(talk.order_id)
        parcel = detail["consignments"][-1] if detail["consignments"] else None
        scans = sorted(parcel["scans"], key=lambda s: str(s["at"]), reverse=True) if parcel else []
        hub = next((s["hub"] for s in scans if s["hub"]), "")
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
        facts = self.desk.records(talk.order_id)
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
        """Waits for the carrier; meanwhile the shopper is heard. Relays what it says, asks again when it
        says nothing.
        """
        since = self.desk.now if since is None else since
        facts = self.desk.records(talk.order_id)
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
        detail = self.desk.page(talk.order_id)
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
        detail = self.desk.page(talk.order_id)
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
        detail = self.desk.page(talk.order_id)
        if any(
            r["state"] in ("intercepting", "returning", "refunding", "refunded") for r in detail["returns"]
        ):
            self._say(talk, "lead_yes")
        elif self._declined(talk):
            self._say(talk, "lead_no")
        elif self.desk.now - since < LEAD_WAIT_MS:
            talk.steps.appendleft(("wait_lead", {"since": since}))
            talk.due = self.desk.now + 5_000

    def _declined(self, talk: Talk) -> bool:
        return any(a["order_id"] == talk.order_id and a["state"] == "declined" for a in self.desk.approvals())

    def _note(self, talk: Talk, flag: str | None = None) -> None:
        talk.noted = True
        self.desk.do("helpdesk.note_order", order_id=talk.order_id, text=self._summary(talk), flag=flag)

    def _ticket(self, talk: Talk) -> None:
        book, facts = self.words, self.desk.records(talk.order_id)
        told = {
            "truth": book["truths"][talk.truth],
            "order_no": facts.order.order_no,
            "done": self._done(talk),
        }
        self.desk.do(
            "helpdesk.open_ticket",
            shopper_id=talk.shopper["id"],
            order_id=talk.order_id,
            conversation_id=talk.id,
            category="logistics",
            priority="high" if talk.truth == "signed_not_received" else "normal",
            title=book["ticket_title"].format_map(told),
            body=book["ticket_body"].format_map(told),
        )

    def _done(self, talk: Talk) -> str:
        names = self.words["done"]
        return (
            str(lines(self.language)["join"]).join(names[d] for d in dict.fromkeys(talk.done) if d in names)
            or names["told"]
        )

    def _summary(self, talk: Talk) -> str:
        text: str = self.words["note"].format(truth=self.words["truths"][talk.truth], done=self._done(talk))
        return text
