import type { LiveEvent } from "./frames";

export type QueryKey = readonly (string | number)[];

const orderOf = (reference: unknown): number | null => {
  const match = typeof reference === "string" ? /^order:(\d+)$/.exec(reference) : null;
  return match ? Number(match[1]) : null;
};

/**
 * What an event makes stale. Records of the shop and of logistics travel as ids and mean "fetch this again";
 * keys begin with the noun: ["order", 17], ["customer", 4], ["orders"], ["disruptions"], ["kpi"].
 */
export function staleKeys(event: LiveEvent): QueryKey[] {
  const { kind, data } = event;
  const keys: QueryKey[] = [];
  const order = typeof data["order_id"] === "number" ? data["order_id"] : orderOf(data["reference"]);
  if (kind.startsWith("shop.") || kind.startsWith("logistics.")) {
    if (order !== null) keys.push(["order", order]);
    if (kind.startsWith("shop.")) {
      keys.push(["orders"]);
      keys.push(typeof data["shopper_id"] === "number" ? ["customer", data["shopper_id"]] : ["customer"]);
    }
  }
  // What moves an order to or from the bench; and what happens there, told by other desks or the automatic warehouse.
  const atBench = kind.startsWith("shop.warehouse.") || (kind.startsWith("shop.order.") && !kind.endsWith(".parcel_moved"));
  if (atBench) keys.push(["warehouse"]);
  if (kind.startsWith("logistics.hotline.")) keys.push(["hotline"]);
  if (kind.startsWith("logistics.receipt.") || data["code"] === "returned") keys.push(["receipts"]);
  if (kind.startsWith("logistics.claim.")) keys.push(["claims"]);
  if (kind.startsWith("logistics.rate_table.")) keys.push(["rate-tables"], ["quotes"]);
  if (kind.startsWith("logistics.disruption.")) keys.push(["disruptions"]);
  if (kind.startsWith("helpdesk.ticket.")) {
    keys.push(["customer"]);
    const ticket = data["ticket"] as { order_id?: number | null } | undefined;
    if (typeof ticket?.order_id === "number") keys.push(["order", ticket.order_id]);
  }
  if (kind.startsWith("helpdesk.conversation.") || kind.startsWith("helpdesk.message.")) keys.push(["kpi"]);
  return keys;
}
