"""A headless seat at the desk: what an agent can see, and the verbs an agent can use."""

from dataclasses import dataclass, field
from typing import Any

import orjson

from core.commands.runner import run_command
from core.db.engine import Database
from core.errors import Refusal
from core.timers.engine import next_due
from core.timers.queue import first_due
from helpdesk.approvals import queries as approvals
from helpdesk.chats import queries as chats
from helpdesk.inbox import service as _inbox
from helpdesk.order_actions import service as _order_actions
from helpdesk.tickets import service as _tickets
from shop.order_files.queries import OrderFacts, order_detail, order_facts
from shop.orders.queries import orders_of_shopper

USES = (_inbox, _order_actions, _tickets)  # the rooms whose verbs a seat uses are registered by their import


@dataclass
class Desk:
    """One agent of one mall. `now` is desk time; verbs run at it."""

    db: Database
    mall_id: int
    agent_id: int
    now: int = 0
    refusals: list[tuple[str, str]] = field(default_factory=list)
    number: int = 0
    seen_seq: int = -1
    foreseen: tuple[int, int, int | None] = (-1, -1, None)
    listed: list[dict[str, Any]] = field(default_factory=list)
    # By what was read last, with the seq of the log at that moment.
    _threads: dict[int, tuple[int, list[dict[str, Any]]]] = field(default_factory=dict)
    _pages: dict[int, tuple[int, dict[str, Any]]] = field(default_factory=dict)
    _facts: dict[int, tuple[int, OrderFacts]] = field(default_factory=dict)

    @property
    def actor(self) -> str:
        return f"agent:{self.agent_id}"

    def do(self, verb: str, **args: Any) -> dict[str, Any] | None:
        """Uses a verb now; None when it was refused (the refusal is noted)."""
        self.number += 1
        try:
            reply = run_command(
                self.db,
                mall_id=self.mall_id,
                actor=self.actor,
                key=f"bot:{self.number}",
                verb=verb,
                args=args,
                desk_ms=self.now,
            )
        except Refusal as refusal:
            self.refusals.append((verb, refusal.code))
            return None
        found: dict[str, Any] = orjson.loads(reply.body)
        return found

    def conversations(self) -> list[dict[str, Any]]:
        """Conversations not ended, as the desk lists them."""
        with self.db.reading(self.mall_id, self.actor, desk_ms=self.now) as ctx:
            due = first_due(ctx)
            self.foreseen = (self.now, self.number, None if due is None else due.desk_ms)
            if ctx.last_seq != self.seen_seq:
                self.seen_seq = ctx.last_seq
                self.listed = [c for c in chats.desk_list(ctx) if c["state"] not in ("closed", "abandoned")]
            return list(self.listed)

    def coming(self) -> int | None:
        """When something happens next in the mall by itself; seen with the list, unless a verb was used
        since."""
        if self.foreseen[:2] == (self.now, self.number):
            return self.foreseen[2]
        return next_due(self.db, self.mall_id)

    def thread(self, conversation_id: int) -> list[dict[str, Any]]:
        """The newest messages of a conversation, oldest first."""
        with self.db.reading(self.mall_id, self.actor, desk_ms=self.now) as ctx:
            seq, found = self._threads.get(conversation_id, (-1, []))
            if seq != ctx.last_seq:
                found = chats.thread(ctx, conversation_id=conversation_id)["messages"]
                self._threads[conversation_id] = (ctx.last_seq, found)
            return found

    def page(self, order_id: int) -> dict[str, Any]:
        """The order page of the desk, as last read while nothing has happened since."""
        with self.db.reading(self.mall_id, self.actor, desk_ms=self.now) as ctx:
            seq, found = self._pages.get(order_id, (-1, {}))
            if seq != ctx.last_seq:
                found = order_detail(ctx, order_id=order_id)
                self._pages[order_id] = (ctx.last_seq, found)
            return found

    def facts(self, order_id: int) -> OrderFacts:
        """The policy panel's facts at this moment."""
        with self.db.reading(self.mall_id, self.actor, desk_ms=self.now) as ctx:
            return order_facts(ctx, order_id=order_id)

    def records(self, order_id: int) -> OrderFacts:
        """The facts as last read while nothing has happened since: how late it is may be a little old."""
        with self.db.reading(self.mall_id, self.actor, desk_ms=self.now) as ctx:
            known = self._facts.get(order_id)
            if known is None or known[0] != ctx.last_seq:
                known = self._facts[order_id] = (ctx.last_seq, order_facts(ctx, order_id=order_id))
            return known[1]

    def approvals(self) -> list[dict[str, Any]]:
        """What waits for a lead or was decided lately."""
        with self.db.reading(self.mall_id, self.actor, desk_ms=self.now) as ctx:
            return approvals.desk_list(ctx)

    def orders_of(self, shopper_id: int) -> list[int]:
        """A shopper's orders, the newest first."""
        with self.db.reading(self.mall_id, self.actor, desk_ms=self.now) as ctx:
            return [row["id"] for row in orders_of_shopper(ctx, shopper_id=shopper_id)["items"]]

    def clock(self) -> tuple[int, str, str]:
        """Mall time at `now`, the mall's zone and language."""
        with self.db.reading(self.mall_id, self.actor, desk_ms=self.now) as ctx:
            return ctx.mall_at(self.now), ctx.mall.zone, ctx.mall.language
