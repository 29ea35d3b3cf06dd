"""Calling a carrier: the answer comes when the clerk has looked, by the carrier's own books."""

from typing import Any

from core.commands import command
from core.context import Ctx
from core.errors import Invalid, Refusal
from core.timers import due_action
from logistics.carriers.models import Carrier
from logistics.consignments.models import Consignment
from logistics.consignments.queries import scans_of
from logistics.hotline.events import HotlineAnswered, HotlineCalled
from logistics.hotline.models import HotlineCall
from logistics.hotline.rules import answer

WAIT_MS = (12_000, 45_000)  # desk time: music, then a clerk
LONGEST_NUMBER = 40


@command("logistics.call_hotline", actors={"agent", "lead"})
def call_hotline(ctx: Ctx, *, carrier_id: int, tracking_no: str) -> dict[str, Any]:
    """Asks a carrier's hotline about a tracking number; it is answered after 12 to 45 s of desk time.

    Records HotlineCalled, later HotlineAnswered. Raises NotFound, Invalid `tracking_no_missing`, Refusal
    `hotline_busy` while the same number is being looked up there.
    """
    ctx.get(Carrier, carrier_id)
    number = "".join(tracking_no.split()).upper()
    if not 0 < len(number) <= LONGEST_NUMBER:
        raise Invalid("tracking_no_missing")
    waiting = ctx.row(HotlineCall, tracking_no=number, state="waiting")
    if waiting is not None:
        raise Refusal("hotline_busy", call_id=int(waiting.id))
    call_id = ctx.insert(
        HotlineCall,
        carrier_id=carrier_id,
        tracking_no=number,
        state="waiting",
        asked_by=ctx.actor,
        asked_ms=ctx.mall_ms,
        answered_ms=None,
        answer_code=None,
        answer_params={},
    )
    ctx.record(HotlineCalled(call_id=call_id, carrier_id=carrier_id, tracking_no=number))
    wait = ctx.draw(f"hotline:{call_id}", "wait").between(*WAIT_MS)
    ctx.schedule("logistics.hotline.answer", due=ctx.desk_ms + wait, call_id=call_id)
    return {"call_id": call_id, "state": "waiting"}


@due_action("logistics.hotline.answer")
def on_looked_up(ctx: Ctx, payload: dict[str, Any]) -> None:
    """The clerk reads out what the books say. Records HotlineAnswered."""
    call = ctx.get(HotlineCall, int(payload["call_id"]))
    parcel = ctx.row(Consignment, tracking_no=call.tracking_no)
    if parcel is not None and parcel.carrier_id != call.carrier_id:
        parcel = None
    last = None if parcel is None else scans_of(ctx, [parcel.id])[parcel.id][-1]
    code, params = answer(parcel, last, ctx.mall_ms)
    ctx.update(
        HotlineCall,
        call.id,
        state="answered",
        answered_ms=ctx.mall_ms,
        answer_code=code,
        answer_params=params,
    )
    before, ctx.actor = ctx.actor, "carrier"
    ctx.record(
        HotlineAnswered(
            call_id=call.id,
            carrier_id=call.carrier_id,
            tracking_no=call.tracking_no,
            answer_code=code,
            answer_params=params,
        )
    )
    ctx.actor = before
