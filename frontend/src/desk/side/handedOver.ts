import type { OrderDetail } from "@/api/types";

/** When the carrier had collected the last parcel, which is what rule P3 calls dispatched; null as long as one waits. */
export function handedOver(order: { consignments: readonly Pick<OrderDetail["consignments"][number], "collected_at">[] }): string | null {
  const times = order.consignments.map((parcel) => parcel.collected_at);
  if (times.length === 0 || times.includes(null)) return null;
  return times.reduce((last, at) => (Date.parse(at ?? "") > Date.parse(last ?? "") ? at : last));
}
