import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TicketView } from "@/api/types";
import { useWords } from "@/lib/words";
import { Chip } from "@/ui/Chip";
import { EmptyState } from "@/ui/EmptyState";
import { useDeskRoute } from "../state/route";
import { useLive } from "../state/seat";
import { TicketDetail } from "./TicketDetail";
import { ticketTone } from "./ticketTone";
import classes from "./pages.module.css";

const FILTERS = ["open", "resolved", "all"] as const;
const DONE = new Set(["resolved", "closed", "merged", "cancelled"]);

const wanted = (ticket: TicketView, filter: (typeof FILTERS)[number]) =>
  filter === "all" || DONE.has(ticket.state) === (filter === "resolved");

/** The tickets of the mall, newest first, with one open beside the list. */
export default function TicketsPage() {
  const { t } = useTranslation();
  const word = useWords();
  const { id, go } = useDeskRoute();
  const [filter, setFilter] = useState<(typeof FILTERS)[number]>("open");
  const all = useLive((state) => Object.values(state.views.tickets));
  const tickets = all.filter((ticket) => wanted(ticket, filter)).sort((a, b) => b.id - a.id);
  const open = all.find((ticket) => ticket.id === id) ?? null;
  return (
    <div className={classes["page"]}>
      <div className={classes["head"]}>
        <h2>{t("desk.tickets.heading")}</h2>
        <div className={classes["filters"]}>
          {FILTERS.map((name) => (
            <button
              key={name}
              type="button"
              className={classes["filter"]}
              aria-pressed={filter === name}
              onClick={() => setFilter(name)}
            >
              {t(`desk.tickets.${name}`)}
            </button>
          ))}
        </div>
      </div>
      {tickets.length === 0 && !open ? (
        <div className={classes["card"]}>
          <EmptyState title={t("desk.tickets.empty")} text={t("desk.tickets.emptyHint")} />
        </div>
      ) : (
        <div className={classes["split"]}>
          <ul className={classes["list"]} aria-label={t("desk.tickets.heading")}>
            {tickets.map((ticket) => (
              <li key={ticket.id}>
                <button
                  type="button"
                  className={classes["row"]}
                  aria-current={ticket.id === id}
                  onClick={() => go("tickets", ticket.id)}
                >
                  <span className={classes["rowTop"]}>
                    <span className={classes["clip"]}>{ticket.title}</span>
                    <Chip tone={ticketTone(ticket.state)}>{word("ticketState", ticket.state)}</Chip>
                  </span>
                  <span className={`${classes["muted"]} ${classes["clip"]}`}>
                    {ticket.ticket_no} · {ticket.shopper_nick} · {word("ticketCategory", ticket.category)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {open ? (
            <TicketDetail key={open.id} ticket={open} />
          ) : (
            <div className={classes["card"]}>
              <EmptyState title={t("desk.tickets.pick")} />
            </div>
          )}
        </div>
      )}
    </div>
  );
}
