/** The shapes of /api/shop/{seat}, under the names the pages use; all come from the server's own description. */
import type { components } from "@/api/schema";

export type {
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
} from "@/api/types";

type Shapes = components["schemas"];

export type ShopSnapshot = Shapes["ShopSnapshot"];
export type Category = Shapes["CategoryItem"];
export type ProductCard = Shapes["ProductCard"];
export type Home = Shapes["Home"];
export type Variant = Shapes["VariantView"];
/** What the content pack says about a product travels as free lists; these are their shapes (seed/packs/models.py). */
export type ProductDetail = Omit<Shapes["ProductDetail"], "attributes" | "faq" | "options" | "points"> & {
  attributes: { name: string; value: string }[];
  faq: { q: string; a: string }[];
  options: { name: string; values: string[] }[];
  points: string[];
};
export type OwnPromises = Shapes["OwnPromises"];
export type ShopTicket = Shapes["OwnTicket"];
export type Chat = Shapes["ShopThread"];
export type NewMessage = Shapes["ShopperSays"];

/** What a shopper can show an agent. */
export type CardRef = { type: "order" | "product"; id: number };
