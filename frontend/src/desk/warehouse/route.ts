import { useCallback, useMemo } from "react";
import { useLocation } from "wouter";
import { useSeat } from "../state/seat";

export type WarehouseView = { view: "queue" | "handover" } | { view: "wave" | "order"; id: number };

const pathOf = (seat: string, to: WarehouseView): string => {
  const base = `/desk/${seat}/warehouse`;
  if ("id" in to) return `${base}/${to.view}/${to.id}`;
  return to.view === "queue" ? base : `${base}/${to.view}`;
};

/** Where in the warehouse we are; in the address, so a reload comes back here. */
export function useWarehouseRoute() {
  const { seat } = useSeat();
  const [location, navigate] = useLocation();
  const [, , , , view, id] = location.split("/");
  const go = useCallback((to: WarehouseView) => navigate(pathOf(seat, to)), [navigate, seat]);
  return useMemo(() => {
    const number = id && /^\d+$/.test(id) ? Number(id) : null;
    let here: WarehouseView = { view: "queue" };
    if (view === "handover") here = { view: "handover" };
    else if ((view === "wave" || view === "order") && number !== null) here = { view, id: number };
    return { here, go, href: (to: WarehouseView) => pathOf(seat, to) };
  }, [view, id, go, seat]);
}
