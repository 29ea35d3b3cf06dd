import { Group, Select, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView, Priority } from "@/api/types";
import { useWords } from "@/lib/words";
import { useSeat } from "../state/seat";
import { Frame } from "./Frame";
import { useSubmit } from "./useSubmit";

const CATEGORIES = [
  "late_delivery", "late_dispatch", "not_received", "lost_parcel", "refund", "compensation", "other",
] as const;
const PRIORITIES: readonly Priority[] = ["low", "normal", "high", "urgent"];

interface TicketDialogProps {
  conversation: ConversationView;
  orderId: number | null;
}

/** Opens a ticket from the chat: what outlives the conversation is written down here. */
export function TicketDialog({ conversation, orderId }: TicketDialogProps) {
  const { t } = useTranslation();
  const word = useWords();
  const { api } = useSeat();
  const { busy, submit } = useSubmit();
  const [title, setTitle] = useState("");
  const [body, setBody] = useState("");
  const [category, setCategory] = useState<string>("late_delivery");
  const [priority, setPriority] = useState<Priority>("normal");
  return (
    <Frame
      title={t("desk.dialog.ticket.title")}
      submit={t("desk.dialog.ticket.submit")}
      busy={busy}
      disabled={title.trim() === "" || body.trim() === ""}
      onSubmit={() =>
        void submit(
          () =>
            api.openTicket({
              title: title.trim(),
              body: body.trim(),
              category,
              priority,
              order_id: orderId,
              conversation_id: conversation.id,
              shopper_id: conversation.shopper.id,
            }),
          (ticket) => t("desk.dialog.ticket.done", { no: ticket.ticket_no }),
        )
      }
    >
      <TextInput
        label={t("desk.dialog.ticket.subject")}
        placeholder={t("desk.dialog.ticket.subjectPlaceholder")}
        data-autofocus
        maxLength={100}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Textarea
        label={t("desk.dialog.ticket.body")}
        placeholder={t("desk.dialog.ticket.bodyPlaceholder")}
        autosize
        minRows={4}
        maxLength={2000}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      <Group grow>
        <Select
          label={t("desk.dialog.ticket.category")}
          data={CATEGORIES.map((code) => ({ value: code, label: word("ticketCategory", code) }))}
          value={category}
          allowDeselect={false}
          onChange={(value) => setCategory(value ?? "other")}
        />
        <Select
          label={t("desk.dialog.ticket.priority")}
          data={PRIORITIES.map((code) => ({ value: code, label: word("priority", code) }))}
          value={priority}
          allowDeselect={false}
          onChange={(value) => setPriority(PRIORITIES.find((one) => one === value) ?? "normal")}
        />
      </Group>
    </Frame>
  );
}
