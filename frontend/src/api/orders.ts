import type { ShopperRef } from "./types";

export interface OrderRow {
  id: number;
  order_no: string;
  state: string;
  total_cents: number;
  placed_at: string;
  title: string;
  units: number;
  picture: string;
  parcel_state: string | null;
  shopper_nick: string;
}

export interface OrderLine {
  id: number;
  product_id: number;
  title: string;
  options: Record<string, string>;
  picture: string;
  price_cents: number;
  discount_cents: number;
  paid_cents: number;
  refunded_cents: number;
  aftersale: string;
}

export interface ScanView {
  id: number;
  at: string;
  code: string;
  hub: string | null;
  params: Record<string, unknown>;
  text: string;
}

export interface WorkOrderView {
  id: number;
  kind: string;
  state: string;
  opened_by?: string;
  opened_at: string;
  note?: string;
  answered_at: string | null;
  answer_code: string | null;
  answer_text: string | null;
}

export interface ConsignmentView {
  id: number;
  tracking_no: string;
  carrier: { code: string; name: string; hotline: string };
  state: string;
  exception: string | null;
  blame?: string | null;
  eta_at: string | null;
  created_at: string;
  collected_at: string | null;
  signed_at: string | null;
  signed_by: string | null;
  scans: ScanView[];
  work_orders: WorkOrderView[];
}

export interface CouponView {
  id: number;
  order_id: number | null;
  kind: string;
  state: string;
  amount_cents: number;
  threshold_cents: number;
  granted_at: string;
  expires_at: string;
}

export interface ReturnView {
  id: number;
  order_id: number;
  kind: string;
  path: string;
  state: string;
  reason: string;
  amount_cents: number;
  requested_at: string;
  decided_at?: string | null;
  closed_at?: string | null;
  refusal_reason?: string | null;
}

export interface OrderDetail {
  id: number;
  order_no: string;
  state: string;
  shopper: ShopperRef;
  lines: OrderLine[];
  goods_cents: number;
  discount_cents: number;
  freight_cents: number;
  total_cents: number;
  captured_cents: number;
  refunded_cents: number;
  placed_at: string;
  paid_at: string | null;
  dispatch_due_at: string | null;
  promised_at: string | null;
  shipped_at: string | null;
  delivered_at: string | null;
  completed_at: string | null;
  cancelled_at: string | null;
  address: { name: string; phone_masked: string; province: string; city: string; district: string; street: string };
  buyer_note: string;
  seller_flag?: string | null;
  notes?: { id: number; text: string; flag: string | null; by: string; at: string }[];
  consignments: ConsignmentView[];
  payments: { id: number; method: string; state: string; amount_cents: number; captured_at: string | null }[];
  refunds: { id: number; return_id: number | null; state: string; reason: string; amount_cents: number; requested_at: string; succeeded_at: string | null }[];
  payouts: { id: number; reason: string; state: string; amount_cents: number; requested_at: string; paid_at: string | null }[];
  coupons: CouponView[];
  returns: ReturnView[];
  tickets?: { id: number; ticket_no: string; title: string; state: string }[];
}
