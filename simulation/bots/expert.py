"""The expert: looks at the records first, does what policy calls for, tells the truth, answers what is
asked.
"""

from typing import Any

from simulation.bots.book import heard
from simulation.bots.deeds import Deeds, Talk
from simulation.bots.desk import Desk
from simulation.bots.plans import plan_for, truth_of

READ_MS, TYPE_MS, STEP_MS = 5_000, 7_000, 8_000
SILENCE_MS = 45_000
LOOKING_MS = 150_000  # somebody who went to look gets the time for it


class Expert(Deeds):
    """Works the whole desk, `capacity` conversations at a time."""

    def __init__(self, desk: Desk, *, name: str, capacity: int) -> None:
        super().__init__(desk, name=name)
        self.capacity = capacity
        self.talks: dict[int, Talk] = {}
        self.past: dict[int, Talk] = {}

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
        if conversation["unread"]:
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
            facts = self.desk.facts(order_id)
            if (
                facts.order.state in ("paid", "packing", "shipped", "cancel_review")
                or facts.credit.amount_cents
            ):
                return order_id
        return found[0]

    # -- listening ------------------------------------------------------------------------------------------

    def _hear(self, talk: Talk) -> None:
        """Takes in what the shopper has written since, and queues answers to it once the first account is
        given.
        """
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
        if not talk.truth or any(kind == "look" for kind, _ in talk.steps):
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
        elif "refund" in ears and self._may_refund(talk, ears):
            talk.steps.appendleft(("give_refund", {}))

    @staticmethod
    def _may_refund(talk: Talk, ears: frozenset[str]) -> bool:
        if talk.truth == "signed_not_received":
            return "at_door" in talk.used or "missing" in ears
        return talk.truth not in ("refund_in_transit", "not_late")

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
        detail, facts = self.desk.page(talk.order_id), self.desk.facts(talk.order_id)
        asked_back = any(r["state"] == "requested" for r in detail["returns"])
        talk.truth = truth_of(facts, asked_back or talk.wants_refund)
        talk.credit_cents = facts.credit_open_cents
        talk.steps.extend(plan_for(talk.truth, facts, talk.credit_cents))

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
