import { Button, Group, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TicketView } from "@/api/types";
import { attempt } from "@/lib/act";
import { dayTime } from "@/lib/time";
import { useWords } from "@/lib/words";
import { Chip } from "@/ui/Chip";
import { useDeskRoute } from "../state/route";
import { useSeat } from "../state/seat";
import { ticketTone } from "./ticketTone";
import classes from "./pages.module.css";

const DONE = new Set(["resolved", "closed", "merged", "cancelled"]);

/** A ticket with its record, and what can be done with it. */
export function TicketDetail({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation();
  const word = useWords();
  const { api, live } = useSeat();
  const { go } = useDeskRoute();
  const [note, setNote] = useState("");
  const [resolution, setResolution] = useState("");
  const [busy, setBusy] = useState(false);
  const act = async (deed: () => Promise<TicketView>) => {
    setBusy(true);
    const next = await attempt(deed);
    setBusy(false);
    if (!next || typeof next.id !== "number") return;
    setNote("");
    live.setState((state) => ({
      views: { ...state.views, tickets: { ...state.views.tickets, [next.id]: next } },
    }));
  };
  const done = DONE.has(ticket.state);
  const chat = ticket.conversation_id;
  return (
    <article className={classes["card"]}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <h3 className={classes["title"]}>{ticket.title}</h3>
          <div className={classes["muted"]}>
            {ticket.ticket_no} · {ticket.shopper_nick}
            {ticket.order_no ? ` · ${ticket.order_no}` : ""} · {t("desk.tickets.opened", { time: dayTime(ticket.opened_at) })}
            {ticket.remind_at ? ` · ${t("desk.tickets.remind", { time: dayTime(ticket.remind_at) })}` : ""}
            {ticket.reopened > 0 ? ` · ${t("desk.tickets.reopened", { n: ticket.reopened })}` : ""}
          </div>
        </div>
        <Group gap={6} wrap="nowrap">
          <Chip>{word("ticketCategory", ticket.category)}</Chip>
          <Chip tone={ticket.priority === "urgent" || ticket.priority === "high" ? "red" : "neutral"}>
            {word("priority", ticket.priority)}
          </Chip>
          <Chip tone={ticketTone(ticket.state)}>{word("ticketState", ticket.state)}</Chip>
        </Group>
      </Group>
      <p className={classes["body"]}>{ticket.body}</p>
      {ticket.resolution ? (
        <p className={classes["body"]}>
          <b>{t("desk.tickets.resolution")}</b> {ticket.resolution}
        </p>
      ) : null}
      {ticket.notes.map((one) => (
        <div key={`${one.at}${one.text}`} className={classes["note"]}>
          {one.text}
          <div className={classes["muted"]}>{dayTime(one.at)}</div>
        </div>
      ))}
      <div className={classes["note"]}>
        <Textarea
          label={t("desk.tickets.addNote")}
          placeholder={t("desk.tickets.addNotePlaceholder")}
          autosize
          minRows={2}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group mt="xs" gap="xs">
          <Button
            size="xs"
            variant="default"
            disabled={busy || note.trim() === ""}
            onClick={() => void act(() => api.noteTicket(ticket.id, note.trim()))}
          >
            {t("desk.tickets.addNote")}
          </Button>
          {done ? null : (
            <Button size="xs" variant="default" disabled={busy} onClick={() => void act(() => api.holdTicket(ticket.id, 30))}>
              {t("desk.tickets.hold")}
            </Button>
          )}
          {chat !== null ? (
            <Button size="xs" variant="subtle" onClick={() => go("chats", chat)}>
              {t("desk.tickets.toChat")}
            </Button>
          ) : null}
        </Group>
      </div>
      {done ? (
        <Button size="xs" variant="default" disabled={busy} onClick={() => void act(() => api.reopenTicket(ticket.id))}>
          {t("desk.tickets.reopen")}
        </Button>
      ) : (
        <div className={classes["note"]}>
          <Textarea
            label={t("desk.tickets.resolution")}
            placeholder={t("desk.tickets.resolutionPlaceholder")}
            autosize
            minRows={2}
            maxLength={1000}
            value={resolution}
            onChange={(event) => setResolution(event.currentTarget.value)}
          />
          <Button
            mt="xs"
            size="xs"
            disabled={busy || resolution.trim() === ""}
            onClick={() => void act(() => api.resolveTicket(ticket.id, resolution.trim()))}
          >
            {t("desk.tickets.resolve")}
          </Button>
        </div>
      )}
    </article>
  );
}
