import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import { createDrafts, type Drafts } from "./drafts";
import { createOutbox, type Outbox } from "./outbox";
import { useLive, useSeat } from "./seat";

interface Services {
  outbox: Outbox;
  drafts: Drafts;
}

const ServicesContext = createContext<Services | null>(null);

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error("not inside a desk");
  return services;
}

/** Outbox and drafts of a seat; the outbox goes out again whenever the connection comes back. */
export function ServicesProvider({ children }: { children: ReactNode }) {
  const { seat, api, feed } = useSeat();
  const connection = useLive((state) => state.connection.state);
  const services = useMemo<Services>(
    () => ({
      outbox: createOutbox(seat, api, (message) => feed?.addMessages([message])),
      drafts: createDrafts(seat, api),
    }),
    [seat, api, feed],
  );
  useEffect(() => {
    if (connection === "on") services.outbox.flushAll();
  }, [connection, services]);
  useEffect(() => {
    const online = () => services.outbox.flushAll();
    window.addEventListener("online", online);
    return () => window.removeEventListener("online", online);
  }, [services]);
  return <ServicesContext value={services}>{children}</ServicesContext>;
}
