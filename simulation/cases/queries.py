"""Cases as they stand, and the order page through its shopper's eyes."""

from dataclasses import dataclass
from typing import Any

from core.context import Ctx
from logistics.consignments.queries import by_references, newest_scan
from shop.aftersales.models import ReturnRequest
from shop.coupons.models import Coupon
from shop.orders.models import Order
from shop.payments.models import Refund
from shop.payouts.models import Payout
from simulation.shoppers.models import Case
from simulation.shoppers.personas import persona
from simulation.shoppers.values import Dice, Draw, Json, Mind, Persona, View

ENDED_RETURNS = ("cancelled", "refused")


@dataclass(slots=True)
class Life:
    """A case at hand: its row's fields, with mind and persona as values."""

    id: int
    code: str
    truth: str
    shopper_id: int
    order_id: int
    conversation_id: int | None
    state: str
    persona: Persona
    brief: dict[str, Json]
    mind: Mind
    dice: Dice


def life(ctx: Ctx, row: Any) -> Life:
    """The case of a row."""
    return Life(
        id=row.id,
        code=row.code,
        truth=row.truth,
        shopper_id=row.shopper_id,
        order_id=row.order_id,
        conversation_id=row.conversation_id,
        state=row.state,
        persona=persona(row.persona),
        brief=row.brief,
        mind=Mind.from_json(row.mind),
        dice=dice_of(ctx, row.code),
    )


def dice_of(ctx: Ctx, code: str) -> Dice:
    """Chance of one case, keyed by its code: alone in a clone of the mall it draws the same."""

    def draw(purpose: str, index: int = 0) -> Draw:
        return ctx.draw(f"case:{code}", purpose, index)

    return draw


IN = ["waiting", "talking"]


def case_of_conversation(ctx: Ctx, conversation_id: int) -> Any:
    """The row of the case that talks there and has not ended, or None."""
    return ctx.row(Case, conversation_id=conversation_id, state=IN)


def case_of_order(ctx: Ctx, order_id: int) -> Any:
    """The row of the case about that order whose shopper is in, or None."""
    return ctx.row(Case, order_id=order_id, state=IN)


def cases(ctx: Ctx) -> list[Any]:
    """All cases of the mall by number."""
    return list(ctx.rows(Case, order_by="id"))


def all_ended(ctx: Ctx) -> bool:
    """Whether nobody is in any more and nobody will come."""
    return ctx.row(Case, state=["planned", *IN]) is None


def look(ctx: Ctx, order_id: int, mind: Mind) -> View:
    """What a shopper takes in of the page: read off the same rows, without the page being made."""
    order = ctx.get(Order, order_id)
    parcels = [row for row in by_references(ctx, [f"order:{order_id}"]) if row.state != "cancelled"]
    parcel = parcels[-1] if parcels else None
    newest = None if parcel is None else newest_scan(ctx, parcel.id)
    returns = ctx.rows(ReturnRequest, order_id=order_id, order_by="id")
    shown = [row.state for row in returns if row.state != "cancelled"]
    payouts = ctx.rows(Payout, order_id=order_id, state="paid")
    coupons = ctx.rows(Coupon, shopper_id=order.shopper_id, order_id=order_id)
    refunds = ctx.rows(Refund, order_id=order_id, state=["processing", "succeeded"])
    return View(
        mall_ms=ctx.mall_ms,
        order_state=order.state,
        promised_ms=order.promised_ms,
        paid_ms=order.paid_ms,
        parcel_state=parcel.state if parcel else None,
        last_code=newest.code if newest else None,
        signer=parcel.signed_by if parcel else None,
        captured_cents=order.captured_cents,
        payout_cents=sum(row.amount_cents for row in payouts),
        coupon_cents=sum(row.amount_cents for row in coupons if row.kind != "welcome"),
        refunded_cents=sum(row.amount_cents for row in refunds),
        return_state=shown[-1] if shown else None,
        tickets=len(mind.args.get("tickets", [])),
    )


def order_row(ctx: Ctx, order_id: int) -> Any:
    """The order itself; its shopper knows their own phone and address in full."""
    return ctx.get(Order, order_id)
