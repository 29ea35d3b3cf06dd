import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { answer, client } from "@/api/client";
import type { components } from "@/api/schema";
import { useSeat } from "../state/seat";

type Shapes = components["schemas"];

export type Waiting = Shapes["Receipts"]["waiting"][number];
export type Receipt = Shapes["Receipts"]["items"][number];
export type NewReceipt = Shapes["RecordReceipt"];

const PATH = "/api/desk/{seat}/receipts";

/** What comes back to the warehouse, as asked and recorded from a seat. */
export function useReceiptsApi() {
  const { api } = useSeat();
  return useMemo(() => {
    const params = { path: { seat: Number(api.seat) } };
    return {
      list: () => answer(client.GET(PATH, { params })),
      record: (body: NewReceipt) => answer(client.POST(PATH, { params, body })),
    };
  }, [api.seat]);
}

export function useReceipts() {
  const api = useReceiptsApi();
  return useQuery({ queryKey: ["receipts"], queryFn: api.list });
}

/** "order:17" → 17 */
export const orderIdOf = (reference: string): number | null => {
  const found = /^order:(\d+)$/.exec(reference);
  return found ? Number(found[1]) : null;
};

/** The order a parcel belongs to, once it is here. */
export function useOrderOf(reference: string) {
  const { api } = useSeat();
  const orderId = orderIdOf(reference);
  return useQuery({
    queryKey: ["order", orderId ?? 0],
    queryFn: () => api.order(orderId ?? 0),
    enabled: orderId !== null,
  }).data;
}
