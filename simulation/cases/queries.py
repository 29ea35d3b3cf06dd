"""Cases as they stand, and the order page through its shopper's eyes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.context import Ctx
from shop.order_files.queries import order_detail
from shop.orders.models import Order
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


def page(ctx: Ctx, order_id: int) -> dict[str, Any]:
    """The order page as its shopper sees it."""
    return order_detail(ctx, order_id=order_id, desk=False)


def view_of(ctx: Ctx, detail: dict[str, Any], mind: Mind) -> View:
    """What a shopper takes in of the page."""
    parcels = [p for p in detail["consignments"] if p["state"] != "cancelled"]
    parcel = parcels[-1] if parcels else None
    scans = parcel["scans"] if parcel else []
    newest = max(scans, key=lambda s: (s["at"], s["id"])) if scans else None
    order_id = detail["id"]
    returns = [r for r in detail["returns"] if r["state"] != "cancelled"]
    return View(
        mall_ms=ctx.mall_ms,
        order_state=detail["state"],
        promised_ms=ms_of(detail["promised_at"]),
        paid_ms=ms_of(detail["paid_at"]),
        parcel_state=parcel["state"] if parcel else None,
        last_code=newest["code"] if newest else None,
        signer=parcel["signed_by"] if parcel else None,
        captured_cents=detail["captured_cents"],
        payout_cents=sum(p["amount_cents"] for p in detail["payouts"] if p["state"] == "paid"),
        coupon_cents=sum(
            c["amount_cents"]
            for c in detail["coupons"]
            if c["order_id"] == order_id and c["kind"] != "welcome"
        ),
        refunded_cents=sum(
            r["amount_cents"] for r in detail["refunds"] if r["state"] in ("processing", "succeeded")
        ),
        return_state=returns[-1]["state"] if returns else None,
        tickets=len(mind.args.get("tickets", [])),
    )


def ms_of(at: str | None) -> int | None:
    """Unix ms of a time on the wire."""
    return None if at is None else round(datetime.fromisoformat(at.replace("Z", "+00:00")).timestamp() * 1000)


def order_row(ctx: Ctx, order_id: int) -> Any:
    """The order itself; its shopper knows their own phone and address in full."""
    return ctx.get(Order, order_id)
