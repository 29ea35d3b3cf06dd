import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { answer, client } from "@/api/client";
import type { components } from "@/api/schema";
import { useSeat } from "../state/seat";

type Shapes = components["schemas"];

export type Queue = Shapes["WarehouseQueue"];
export type QueueRow = Shapes["WarehouseOrderRow"];
export type Wave = Shapes["WaveView"];
export type PickLine = Shapes["PickLine"];
export type BenchOrder = Shapes["BenchOrderView"];
export type BenchLine = Shapes["BenchLine"];
export type Judged = Shapes["JudgedCarton"];
export type PackingNote = Shapes["PackingNote"];
export type Receiver = Shapes["WaybillReceiver"];
export type WaybillForm = Shapes["WaybillView"];
export type FieldProblem = Shapes["WaybillProblem"];
export type LabelSize = Shapes["PrintBody"]["size"];

/** One carton as it is being chosen: its lines (none: all goods), the carton, how many of each material. */
export interface Choice {
  lines: number[];
  carton: string;
  materials: Record<string, number>;
}

const ROOT = "/api/desk/{seat}/warehouse";

/** What can be asked of the warehouse from a seat. */
export function warehouseApi(seatId: string) {
  const seat = Number(seatId);
  const here = { path: { seat } };
  const order = (order_id: number) => ({ path: { seat, order_id } });
  return {
    seat,
    queue: (after?: number) =>
      answer(client.GET(`${ROOT}/queue`, { params: { ...here, query: after === undefined ? {} : { after } } })),
    keep: (by: "automatic" | "trainee") => answer(client.POST(`${ROOT}/keeper`, { params: here, body: { by } })),
    makeWave: (order_ids: number[]) => answer(client.POST(`${ROOT}/waves`, { params: here, body: { order_ids } })),
    wave: (wave_id: number) => answer(client.GET(`${ROOT}/waves/{wave_id}`, { params: { path: { seat, wave_id } } })),
    pick: (wave_id: number, code: string) =>
      answer(client.POST(`${ROOT}/waves/{wave_id}/pick`, { params: { path: { seat, wave_id } }, body: { code } })),
    order: (id: number) => answer(client.GET(`${ROOT}/orders/{order_id}`, { params: order(id) })),
    scan: (id: number, code: string) =>
      answer(client.POST(`${ROOT}/orders/{order_id}/scan`, { params: order(id), body: { code } })),
    judge: (id: number, choice: Choice) =>
      answer(
        client.GET(`${ROOT}/orders/{order_id}/choice`, {
          params: {
            ...order(id),
            query: {
              carton: choice.carton,
              materials: Object.entries(choice.materials)
                .filter(([, count]) => count > 0)
                .map(([code, count]) => `${code}:${count}`)
                .join(","),
              lines: choice.lines.join(","),
            },
          },
        }),
      ),
    pack: (id: number, choices: readonly Choice[]) =>
      answer(
        client.POST(`${ROOT}/orders/{order_id}/pack`, { params: order(id), body: { parcels: choices.map((one) => ({ ...one })) } }),
      ),
    unpack: (id: number) => answer(client.POST(`${ROOT}/orders/{order_id}/unpack`, { params: order(id) })),
    weigh: (id: number, weight_g: number, reason: string) =>
      answer(client.POST(`${ROOT}/orders/{order_id}/weigh`, { params: order(id), body: { weight_g, reason } })),
    waybill: (id: number) => answer(client.GET(`${ROOT}/orders/{order_id}/waybill`, { params: order(id) })),
    makeWaybill: (id: number, carrier_id: number, receiver: Receiver) =>
      answer(client.POST(`${ROOT}/orders/{order_id}/waybill`, { params: order(id), body: { carrier_id, receiver } })),
    print: (id: number, size: LabelSize, reason: string) =>
      answer(client.POST(`${ROOT}/orders/{order_id}/print`, { params: order(id), body: { size, reason } })),
    labelUrl: (id: number, size: LabelSize) => `/api/desk/${seat}/warehouse/labels.pdf?orders=${id}&size=${size}`,
    handover: () => answer(client.GET(`${ROOT}/handover`, { params: here })),
    ship: (id: number) => answer(client.POST(`${ROOT}/orders/{order_id}/ship`, { params: order(id) })),
  };
}

export type WarehouseApi = ReturnType<typeof warehouseApi>;

export function useWarehouse(): WarehouseApi {
  const { seat } = useSeat();
  return useMemo(() => warehouseApi(seat), [seat]);
}

/** The queue as last seen, page by page; the live feed says when it is stale (its keys begin with "warehouse"). */
export function useQueue() {
  const api = useWarehouse();
  const query = useInfiniteQuery({
    queryKey: ["warehouse", "queue"],
    queryFn: ({ pageParam }) => api.queue(pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const { data } = query;
  const queue = useMemo<Queue | undefined>(() => {
    const first = data?.pages[0];
    return first && { ...first, items: data.pages.flatMap((page) => page.items) };
  }, [data]);
  return { ...query, data: queue };
}

export function useWave(id: number) {
  const api = useWarehouse();
  return useQuery({ queryKey: ["warehouse", "wave", id], queryFn: () => api.wave(id) });
}

export function useBenchOrder(id: number) {
  const api = useWarehouse();
  return useQuery({ queryKey: ["warehouse", "order", id], queryFn: () => api.order(id) });
}
