"""First pictures on the wire."""

from pydantic import BaseModel

from helpdesk.agents.schemas import AgentView
from helpdesk.approvals.schemas import ApprovalView
from helpdesk.chats.schemas import ConversationView, ShopperCard
from helpdesk.kpi.schemas import Kpi
from helpdesk.tickets.schemas import TicketView
from shop.order_files.schemas import DeskOrderDetail


class MallCard(BaseModel):
    """The mall one is in."""

    id: int
    label: str
    language: str
    zone: str


class Clock(BaseModel):
    """Both times at this instant."""

    desk_ms: int
    mall_at: str
    running: bool
    pace: float


class DeskSettings(BaseModel):
    """What the desk's page must know of the exercise."""

    amber_ms: int
    red_ms: int
    capacity: int
    idle_warning_ms: int
    idle_close_ms: int


class DisruptionView(BaseModel):
    """What operations have declared about a hub, or about a carrier: then `hub` is its name."""

    id: int
    kind: str
    hub: str
    force_majeure: bool
    from_at: str
    until_at: str


class DeskSnapshot(BaseModel):
    """The desk at `seq`."""

    seq: int
    epoch: str
    mall: MallCard
    run_id: int | None
    clock: Clock
    me: AgentView | None
    agents: list[AgentView]
    settings: DeskSettings
    conversations: list[ConversationView]
    approvals: list[ApprovalView]
    tickets: list[TicketView]
    disruptions: list[DisruptionView]
    kpi: Kpi


class ShopSnapshot(BaseModel):
    """The storefront at `seq`."""

    seq: int
    epoch: str
    mall: MallCard
    clock: Clock
    shopper: ShopperCard
    conversation: ConversationView | None
    unread: int


class TicketOfOrder(BaseModel):
    """A ticket as an order names it."""

    id: int
    ticket_no: str
    title: str
    state: str


class OrderWithTickets(DeskOrderDetail):
    """An order in full at the desk."""

    tickets: list[TicketOfOrder]
