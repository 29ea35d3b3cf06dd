import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { answer, client } from "@/api/client";
import type { components } from "@/api/schema";
import { useSeat } from "../state/seat";

type Shapes = components["schemas"];

export type Quote = Shapes["QuoteView"];
export type RateTable = Shapes["RateTableView"];
export type RateTableDetail = Shapes["RateTableDetail"];
export type SheetPreview = Shapes["Preview"];
export type SheetError = Shapes["SheetError"];

/** A parcel somebody wants priced: sizes in mm, weight in g. */
export interface QuoteFor {
  province: string;
  city: string;
  weight_g: number;
  length_mm: number;
  width_mm: number;
  height_mm: number;
  insured_cents: number;
}

const ROOT = "/api/desk/{seat}";

/** What can be asked about rates from a seat. */
export function ratesApi(seatId: string) {
  const seat = Number(seatId);
  const here = { path: { seat } };
  const table = (rate_table_id: number) => ({ path: { seat, rate_table_id } });
  return {
    quotes: (what: QuoteFor) => answer(client.GET(`${ROOT}/quotes`, { params: { ...here, query: what } })),
    tables: () => answer(client.GET(`${ROOT}/rate-tables`, { params: here })),
    table: (id: number) => answer(client.GET(`${ROOT}/rate-tables/{rate_table_id}`, { params: table(id) })),
    preview: (name: string, content: string) =>
      answer(client.POST(`${ROOT}/rate-tables/preview`, { params: here, body: { name, content } })),
    bringIn: (name: string, content: string, activate: boolean) =>
      answer(client.POST(`${ROOT}/rate-tables/import`, { params: here, body: { name, content, activate } })),
    activate: (id: number) =>
      answer(
        client.POST(`${ROOT}/rate-tables/{rate_table_id}/activate`, { params: table(id), body: { end_previous: true } }),
      ),
    fileUrl: (id: number, kind: "csv" | "xlsx") => `/api/desk/${seat}/rate-tables/${id}.${kind}`,
  };
}

export function useRates() {
  const { api } = useSeat();
  return useMemo(() => ratesApi(String(api.seat)), [api.seat]);
}

export function useQuotes(what: QuoteFor | null) {
  const api = useRates();
  return useQuery({
    queryKey: ["quotes", what],
    queryFn: () => (what ? api.quotes(what) : Promise.reject(new Error("nothing asked"))),
    enabled: what !== null,
    staleTime: 60_000,
  });
}

export const useRateTables = () => {
  const api = useRates();
  return useQuery({ queryKey: ["rate-tables"], queryFn: api.tables });
};

export const useRateTable = (id: number | null) => {
  const api = useRates();
  return useQuery({ queryKey: ["rate-table", id ?? 0], queryFn: () => api.table(id ?? 0), enabled: id !== null });
};
