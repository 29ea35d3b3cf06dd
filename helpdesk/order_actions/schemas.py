"""What is done about orders, over HTTP."""

from typing import Literal

from pydantic import BaseModel, Field

from core.http import Body

Cents = Field(ge=1, le=100_000_000)
OptionalId = Field(default=None, ge=1, le=2**53 - 1)


class Note(Body):
    """A seller note, a flag, or both."""

    text: str = Field(default="", max_length=1000)
    flag: Literal["red", "yellow", "green", "blue", "purple"] | None = None


class NoteMade(BaseModel):
    """The note's id."""

    note_id: int


class NewAddress(Body):
    """Where a redirected parcel is to go."""

    province: str = Field(min_length=1, max_length=40)
    city: str = Field(min_length=1, max_length=40)
    district: str = Field(min_length=1, max_length=40)
    street: str = Field(min_length=1, max_length=200)
    addressee: str = Field(default="", max_length=60)
    phone: str = Field(default="", max_length=30)


class WorkOrder(Body):
    """A question to the carrier; `asked` is the new address of a redirect."""

    kind: Literal["chase", "intercept", "redirect", "proof_of_delivery", "lost"]
    note: str = Field(default="", max_length=500)
    conversation_id: int | None = OptionalId
    asked: NewAddress | None = None


class WorkOrderMade(BaseModel):
    """The work order's id."""

    work_order_id: int


class PayOut(Body):
    """A small sum for the shopper."""

    amount_cents: int = Cents
    reason: Literal["late_credit", "goodwill", "freight", "difference"]
    conversation_id: int | None = OptionalId


class PaidOut(BaseModel):
    """Paid, or asked of a lead."""

    state: Literal["paid", "approval_requested"]
    payout_id: int | None
    approval_id: int | None


class GrantCoupon(Body):
    """A goodwill coupon."""

    amount_cents: int = Cents
    conversation_id: int | None = OptionalId


class CouponGiven(BaseModel):
    """Granted, or asked of a lead."""

    state: Literal["granted", "approval_requested"]
    coupon_id: int | None
    approval_id: int | None


class Refund(Body):
    """Money back; null: everything that was paid."""

    reason: str = Field(max_length=40, pattern=r"^[a-z][a-z0-9_]+$")
    amount_cents: int | None = Field(default=None, ge=1, le=100_000_000)
    conversation_id: int | None = OptionalId


class Refuse(Body):
    """No, with a reason and words the shopper reads."""

    reason: str = Field(max_length=40, pattern=r"^[a-z][a-z0-9_]+$")
    text: str = Field(min_length=1, max_length=500)


class ReturnMoved(BaseModel):
    """Where the request stands now, or that a lead is asked."""

    return_id: int | None
    state: str
    approval_id: int | None
