import { useCallback, useMemo } from "react";
import { useLocation } from "wouter";
import { useSeat } from "./seat";

export const pages = ["chats", "tickets", "approvals", "bulletin", "kpi", "warehouse", "rates", "receipts"] as const;
export type DeskPage = (typeof pages)[number];

/** Where on the desk we are: the page and the item open in it, both in the address, so a reload comes back here. */
export function useDeskRoute() {
  const { seat } = useSeat();
  const [location, navigate] = useLocation();
  const [, , , page, id] = location.split("/");
  const go = useCallback(
    (next: DeskPage, item?: number | null) => navigate(`/desk/${seat}/${next}${item ? `/${item}` : ""}`),
    [navigate, seat],
  );
  return useMemo(
    () => ({
      page: pages.find((name) => name === page) ?? ("chats" as DeskPage),
      id: id && /^\d+$/.test(id) ? Number(id) : null,
      go,
    }),
    [page, id, go],
  );
}
