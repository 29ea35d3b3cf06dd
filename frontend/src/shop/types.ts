/** The shapes of /api/shop/{seat} that the desk does not share. */
import type { ClockView, ConversationView, MessageView, ShopperRef } from "@/api/types";

export type {
  ClockView,
  ConversationState,
  ConversationView,
  ConsignmentView,
  CouponView,
  MessageView,
  OrderDetail,
  OrderLine,
  OrderRow,
  Page,
  ReturnView,
  ScanView,
  ShopperRef,
} from "@/api/types";

export interface ShopSnapshot {
  seq: number;
  epoch: string;
  mall: { id: number; label: string; language: string; zone: string };
  clock: ClockView;
  shopper: ShopperRef;
  conversation: ConversationView | null;
  unread: number;
}

export interface Category {
  id: number;
  code: string;
  name: string;
  products: number;
}

export interface ProductCard {
  id: number;
  title: string;
  picture: string;
  price_cents: number;
  category_id: number;
  stock: number;
}

export interface Home {
  categories: Category[];
  featured: ProductCard[];
}

export interface Variant {
  id: number;
  options: Record<string, string>;
  price_cents: number;
  stock: number;
}

export interface ProductDetail extends Omit<ProductCard, "category_id"> {
  category: { id: number; code: string; name: string };
  summary: string;
  attributes: { name: string; value: string }[];
  points: string[];
  faq: { q: string; a: string }[];
  options: { name: string; values: string[] }[];
  variants: Variant[];
}

export interface ShopTicket {
  id: number;
  ticket_no: string;
  title: string;
  state: string;
  resolution: string | null;
  opened_at?: string;
}

export interface Chat {
  conversation: ConversationView | null;
  messages: MessageView[];
  next_before: number | null;
  invited_to_rate: boolean;
}

export type CardRef = { type: "order" | "product"; id: number };
