/**
 * The shapes on the wire under the names the pages use; all of them come from the server's own description
 * (`npm run api`). Times of the mall are RFC 3339 texts (`*_at`), of the desk milliseconds, money is cents.
 */
import type { components } from "./schema";

type Shapes = components["schemas"];

export type ConversationState =
  | "queued"
  | "active"
  | "waiting_customer"
  | "snoozed"
  | "wrap_up"
  | "closed"
  | "abandoned";

export type ShopperRef = Shapes["helpdesk__chats__schemas__ShopperCard"];
export type MessageView = Shapes["MessageView"];
export type ConversationView = Shapes["ConversationView"];
export type TicketView = Shapes["TicketView"];
export type ApprovalView = Shapes["ApprovalView"];
export type AgentView = Shapes["AgentView"];
export type ClockView = Shapes["Clock"];
export type Spread = Shapes["Spread"];
export type Kpi = Shapes["Kpi"];
export type DisruptionView = Shapes["DisruptionView"];
export type DeskSnapshot = Shapes["DeskSnapshot"];
export type CustomerView = Shapes["CustomerView"];
export type ConversationDetail = Shapes["ConversationPage"];
export type QuickReply = Shapes["QuickReplyView"];
export type PolicyCard = Shapes["PolicyView"];
export type Presence = Shapes["Presence"]["presence"];
export type Flag = NonNullable<Shapes["helpdesk__order_actions__schemas__Note"]["flag"]>;
export type WorkOrderKind = Shapes["WorkOrder"]["kind"];
export type Priority = Shapes["OpenTicket"]["priority"];
export type CardPointer = { type: NonNullable<Shapes["Card"]["type"]>; id: number };

/** One page of a list; `next` is what to ask for after it. */
export interface Page<T> {
  items: T[];
  next: string | number | null;
}

export type OrderRow = Shapes["OrderRow"];
export type OrderLine = Shapes["LineView"];
export type ScanView = Shapes["ScanView"];
export type WorkOrderView = Shapes["WorkOrderView"];
export type ConsignmentView = Shapes["ParcelView"];
export type CouponView = Shapes["CouponView"];
type Return = Shapes["ReturnView"];
/** A refund request; how it was decided comes with the decision. */
export type ReturnView = Pick<Return, "id" | "order_id" | "kind" | "path" | "state" | "reason" | "amount_cents" | "requested_at"> &
  Partial<Return>;
/** An order with its parcels and money; notes, flag and tickets only where the desk asks. */
export type OrderDetail = Omit<Shapes["OrderDetail"], "returns"> & { returns: ReturnView[] } &
  Partial<Pick<Shapes["OrderWithTickets"], "notes" | "tickets" | "seller_flag">>;
