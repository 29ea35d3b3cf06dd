"""Questions put to carriers: each is answered after a while by what the books say then."""

from typing import Any

import orjson

from core.context import Ctx
from core.events import observe
from core.events.log import event_at
from core.timers import due_action
from logistics.consignments.models import Consignment
from logistics.network.rules import HOUR
from logistics.work_orders.models import CourierWorkOrder
from logistics.work_orders.service import answer_work_order
from simulation.couriers import queries
from simulation.couriers.answers import answer
from simulation.couriers.service import as_carrier, come_for, go_on

ANSWER_MS = (20_000, 120_000)
MINUTE = 60_000

observe("simulation.courier.asked", kinds={"logistics.work_order.opened"}, priority=60)


@due_action("simulation.courier.asked")
def on_asked(ctx: Ctx, payload: dict[str, Any]) -> None:
    """A question has come in; it is answered in half a minute to two minutes of desk time."""
    event = event_at(ctx.session, ctx.mall_id, int(payload["seq"]))
    if event is None:
        return
    data = orjson.loads(event.data)
    order_id, parcel_id = int(data["work_order_id"]), int(data["consignment_id"])
    before = queries.answered_before(ctx, parcel_id, data["order_kind"])
    after = ctx.draw(f"parcel:{parcel_id}", f"answer.delay.{data['order_kind']}", before).between(*ANSWER_MS)
    ctx.schedule(
        "simulation.courier.answer",
        due=ctx.desk_ms + after,
        key=f"work_order:{order_id}",
        work_order_id=order_id,
    )


@due_action("simulation.courier.answer")
def on_answer(ctx: Ctx, payload: dict[str, Any]) -> None:
    """The carrier answers by what its books say, and does what it says."""
    order = ctx.get(CourierWorkOrder, int(payload["work_order_id"]))
    if order.state != "open":
        return
    row = ctx.get(Consignment, order.consignment_id)
    before = queries.answered_before(ctx, row.id, order.kind)
    draw = ctx.draw(f"parcel:{row.id}", f"answer.{order.kind}", before)
    code, params = answer(order.kind, queries.parcel_of(ctx, row), before, ctx.mall_ms, draw)
    with as_carrier(ctx):
        answer_work_order(ctx, work_order_id=order.id, answer_code=code, answer_params=params)
    if code == "chase_will_collect":
        soonest = 45 * MINUTE
        at = ctx.mall_ms + draw.between(soonest, max(HOUR, params["until_ms"] - ctx.mall_ms))
        come_for(ctx, row.id, min(at, params["until_ms"]))
    elif code in ("intercept_ok", "redirect_ok", "lost_found", "lost_confirmed"):
        go_on(ctx, row.id)
