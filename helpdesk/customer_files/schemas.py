"""The customer's page on the wire."""

from pydantic import BaseModel

from helpdesk.chats.schemas import ConversationView, DraftView, MessageView
from helpdesk.tickets.schemas import TicketView
from shop.coupons.schemas import CouponView
from shop.orders.schemas import OrderRow


class Profile(BaseModel):
    """Who the shopper is; the phone is masked."""

    id: int
    nick: str
    name: str
    phone_masked: str
    level: int
    member_since_at: str
    hue: int


class CustomerView(BaseModel):
    """Everything the desk knows about one shopper."""

    shopper: Profile
    orders: list[OrderRow]
    coupons: list[CouponView]
    tickets: list[TicketView]
    conversations: list[ConversationView]


class Drafts(BaseModel):
    """What the agent is writing here."""

    reply: DraftView
    note: DraftView


class ConversationPage(BaseModel):
    """A conversation as opened at the desk."""

    conversation: ConversationView
    messages: list[MessageView]
    next_before: int | None
    drafts: Drafts
    customer: CustomerView
