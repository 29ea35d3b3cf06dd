import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { orderKey, useDesk } from "./desk";
import { useDeskRoute } from "./route";
import { useLive, useSeat } from "./seat";
import { useServices } from "./services";

/** The conversation open in the middle, as last seen; null when none is. */
export function useSelected() {
  const { page, id } = useDeskRoute();
  return useLive((state) => (page === "chats" && id !== null ? (state.views.conversations[id] ?? null) : null));
}

/** The conversation's messages and its shopper; what comes later comes by the live feed. */
export function useConversationDetail(id: number | null) {
  const { api, feed } = useSeat();
  const { drafts } = useServices();
  const query = useQuery({
    queryKey: ["conversation", id ?? 0],
    queryFn: () => api.conversation(id ?? 0),
    enabled: id !== null,
  });
  const { data } = query;
  useEffect(() => {
    if (!data) return;
    feed?.addMessages(data.messages);
    drafts.adopt(data.conversation.id, "reply", data.drafts.reply);
    drafts.adopt(data.conversation.id, "note", data.drafts.note);
  }, [data, feed, drafts]);
  return query;
}

export function useCustomer(shopperId: number | null) {
  const { api } = useSeat();
  return useQuery({
    queryKey: ["customer", shopperId ?? 0],
    queryFn: () => api.customer(shopperId ?? 0),
    enabled: shopperId !== null,
  });
}

export function useOrder(orderId: number | null) {
  const { api } = useSeat();
  return useQuery({
    queryKey: ["order", orderId ?? 0],
    queryFn: () => api.order(orderId ?? 0),
    enabled: orderId !== null,
  });
}

/** The order the side panel shows: the one chosen, else the one linked to the conversation. */
export function useShownOrderId(): number | null {
  const selected = useSelected();
  const chosen = useDesk((state) => (selected ? state.orderOf[orderKey(selected.id)] : undefined));
  return chosen ?? selected?.order_id ?? null;
}

export function useShownOrder() {
  return useOrder(useShownOrderId());
}

export function useKpi() {
  const { api } = useSeat();
  return useQuery({ queryKey: ["kpi"], queryFn: api.kpi, staleTime: 4000, refetchInterval: 15_000 }).data ?? null;
}

export function useDisruptions() {
  const { api, snapshot } = useSeat();
  return (
    useQuery({
      queryKey: ["disruptions"],
      queryFn: async () => (await api.snapshot()).disruptions,
      enabled: snapshot !== null,
    }).data ?? []
  );
}
