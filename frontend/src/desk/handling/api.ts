import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { answer, client } from "@/api/client";
import type { components } from "@/api/schema";
import { useSeat } from "../state/seat";

type Shapes = components["schemas"];

export type NewAddress = Omit<Shapes["Reroute"], "accept_fee">;

export const NOWHERE: NewAddress = { province: "", city: "", district: "", street: "", addressee: "", phone: "" };

const ROOT = "/api/desk/{seat}";

/** What can be done about a parcel from a seat, beside work orders. */
export function handlingApi(seatId: string) {
  const seat = Number(seatId);
  const here = { path: { seat } };
  const parcel = (consignment_id: number) => ({ path: { seat, consignment_id } });
  const at = `${ROOT}/consignments/{consignment_id}` as const;
  return {
    hold: (id: number) => answer(client.POST(`${at}/hold`, { params: parcel(id) })),
    release: (id: number) => answer(client.POST(`${at}/release`, { params: parcel(id) })),
    mayReroute: (id: number, province: string, city: string) =>
      answer(client.GET(`${at}/reroute`, { params: { ...parcel(id), query: { province, city } } })),
    reroute: (id: number, to: NewAddress, accept_fee: boolean) =>
      answer(client.POST(`${at}/reroute`, { params: parcel(id), body: { ...to, accept_fee } })),
    returnWaybill: (id: number, weight_g: number | null) =>
      answer(client.POST(`${at}/return-waybill`, { params: parcel(id), body: { weight_g } })),
    call: (carrier_id: number, tracking_no: string) =>
      answer(
        client.POST(`${ROOT}/carriers/{carrier_id}/hotline`, {
          params: { path: { seat, carrier_id } },
          body: { tracking_no },
        }),
      ),
    calls: (tracking_no: string) =>
      answer(client.GET(`${ROOT}/hotline-calls`, { params: { ...here, query: { tracking_no } } })),
    claims: () => answer(client.GET(`${ROOT}/claims`, { params: here })),
    claim: (body: Shapes["FileClaim"]) => answer(client.POST(`${ROOT}/claims`, { params: here, body })),
    withdraw: (claim_id: number) =>
      answer(client.POST(`${ROOT}/claims/{claim_id}/withdraw`, { params: { path: { seat, claim_id } } })),
  };
}

export function useHandling() {
  const { api } = useSeat();
  return useMemo(() => handlingApi(String(api.seat)), [api.seat]);
}

/** The hotline calls about a parcel; the answer arrives by the live feed as "fetch the order again". */
export function useCalls(trackingNo: string) {
  const api = useHandling();
  return useQuery({ queryKey: ["hotline", trackingNo], queryFn: () => api.calls(trackingNo) });
}

export function useClaims() {
  const api = useHandling();
  return useQuery({ queryKey: ["claims"], queryFn: api.claims });
}
