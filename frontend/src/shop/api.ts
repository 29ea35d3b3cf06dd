import { get, post } from "@/api/http";
import type {
  Chat,
  CouponView,
  Home,
  MessageView,
  NewMessage,
  OrderDetail,
  OrderRow,
  OwnPromises,
  Page,
  ProductCard,
  ProductDetail,
  ShopSnapshot,
  ShopTicket,
} from "./types";

export type ShopApi = ReturnType<typeof shopApi>;

/** Everything a shopper can ask the server from a seat. */
export function shopApi(seat: number) {
  const at = (path: string) => `/api/shop/${seat}/${path}`;
  return {
    seat,
    snapshot: () => get<ShopSnapshot>(at("snapshot")),
    home: () => get<Home>(at("home")),
    products: (query: { category?: number | null; q?: string; after?: string | number | null }) =>
      get<Page<ProductCard>>(at("products"), query),
    product: (id: number) => get<ProductDetail>(at(`products/${id}`)),
    orders: (after?: string | number | null) => get<Page<OrderRow>>(at("orders"), { after: after ?? null }),
    order: (id: number) => get<OrderDetail>(at(`orders/${id}`)),
    promises: (id: number) => get<OwnPromises>(at(`orders/${id}/promises`)),
    askRefund: (orderId: number, reason: string) => post<unknown>(at(`orders/${orderId}/refund-requests`), { reason }),
    cancelReturn: (id: number) => post<unknown>(at(`returns/${id}/cancel`)),
    confirmReceipt: (orderId: number) => post<unknown>(at(`orders/${orderId}/confirm`)),
    coupons: () => get<Page<CouponView>>(at("coupons")),
    tickets: () => get<Page<ShopTicket>>(at("tickets")),
    chat: (before?: number) => get<Chat>(at("chat"), { before: before ?? null }),
    say: (message: NewMessage) => post<MessageView>(at("chat/messages"), message, { key: message.client_id }),
    read: (messageId: number) => post<unknown>(at("chat/read"), { message_id: messageId }),
    rate: (stars: number, text: string) => post<unknown>(at("chat/rating"), { stars, text }),
    leave: () => post<unknown>(at("chat/leave")),
  };
}
