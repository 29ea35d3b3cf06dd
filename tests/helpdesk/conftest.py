"""A desk to work at: two agents, a lead, two shoppers with orders on the road, and the checks after every test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import orjson
import pytest

import helpdesk.approvals.invariants
import helpdesk.chats.invariants
import helpdesk.inbox.service
import helpdesk.kpi.invariants
import helpdesk.order_actions.service
import helpdesk.promises.handlers
import helpdesk.promises.invariants
import helpdesk.tickets.service  # noqa: F401
from core.commands.registry import verb as verb_of
from core.context import Ctx
from core.db.engine import Database
from core.events.log import read_log
from core.invariants import check_mall
from helpdesk.agents.service import hire
from helpdesk.desk.queries import snapshot
from tests.shop.build import LI, WANG, order, shelf, shipped
from tests.support.alone import alone

SECOND, MINUTE, HOUR, DAY = 1_000, 60_000, 3_600_000, 86_400_000
LI_SAYS, WANG_SAYS = f"shopper:{LI}", f"shopper:{WANG}"
ANN, BO, LEAD = "agent:1", "agent:2", "lead:3"


class Desk:
    """What people do here, each in a transaction of its own, by the names of the commands."""

    def __init__(self, db: Database, mall: int, act: Any, pass_time: Callable[[int], int]) -> None:
        self.db, self.mall, self.act, self.pass_time = db, mall, act, pass_time
        self.order_id = self.parcel_id = self.other_order_id = 0

    def set_up(self) -> None:
        with self.act() as ctx:
            shelf(ctx)
            self.order_id, self.parcel_id = shipped(ctx, "arrived", shopper_id=LI, variants=(1,))
            self.other_order_id = order(ctx, shopper_id=WANG, variants=(2,))
            for name, role in (("Ann", "agent"), ("Bo", "agent"), ("Lead", "lead")):
                hire(ctx, name=name, role=role, presence="online")

    def do(self, actor: str, verb: str, **args: Any) -> Any:
        with self.act(actor) as ctx:
            return verb_of(f"helpdesk.{verb}").run(ctx, **args)

    def ask(self, text: str = "在吗", shopper: str = LI_SAYS, **more: Any) -> dict[str, Any]:
        return self.do(shopper, "shopper_write", text=text, **more)

    def say(self, text: str, conversation_id: int = 1, agent: str = ANN, **more: Any) -> dict[str, Any]:
        return self.do(agent, "send_message", conversation_id=conversation_id, text=text, **more)

    def accepted(self, text: str = "我的快递怎么不动了", agent: str = ANN, **more: Any) -> int:
        """Somebody asks about their order and is being served."""
        number = self.ask(text, order_id=self.order_id, **more)["conversation_id"]
        self.do(agent, "accept", conversation_id=number)
        return number

    def state(self, conversation_id: int = 1) -> str:
        return str(self.view(conversation_id)["state"])

    def view(self, conversation_id: int = 1, actor: str = ANN) -> dict[str, Any]:
        found = [c for c in self.picture(actor)["conversations"] if c["id"] == conversation_id]
        return dict(found[0])

    def picture(self, actor: str = ANN) -> dict[str, Any]:
        with self.db.reading(self.mall, actor) as ctx:
            return snapshot(ctx)

    def read(self, query: Callable[..., Any], actor: str = ANN, **args: Any) -> Any:
        with self.db.reading(self.mall, actor) as ctx:
            return query(ctx, **args)

    def log(self, *kinds: str, after: int = 0) -> list[Any]:
        with self.db.reading(self.mall, "system") as ctx:
            return list(read_log(ctx.session, self.mall, after=after, kinds=kinds or None))

    def happened(self, *kinds: str) -> list[dict[str, Any]]:
        return [orjson.loads(row.data) for row in self.log(*kinds)]

    def kinds(self, after: int = 0) -> list[str]:
        return [row.kind for row in self.log(after=after)]

    def findings(self) -> dict[str, list[Any]]:
        with self.db.reading(self.mall, "system") as ctx:
            found = check_mall(ctx.session, self.mall)
        return {
            name: [f for f in findings if not f.exception] for name, findings in found.items() if findings
        }


@pytest.fixture
def desk(db: Database, mall: int, act: Any, pass_time: Callable[[int], int]) -> Iterator[Desk]:
    """Everything that must hold of a desk is checked when the test is over."""
    here = Desk(db, mall, act, pass_time)
    with alone("core", "logistics", "shop", "helpdesk"):
        here.set_up()
        yield here
    found = {name: f for name, f in here.findings().items() if name.startswith("helpdesk.") and f}
    assert not found, found


def rows(ctx: Ctx, table: Any) -> list[Any]:
    return ctx.all(table.select().where(table.c.mall_id == ctx.mall_id).order_by(table.c.id))
