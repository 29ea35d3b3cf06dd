import { Radio, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Flag, OrderDetail } from "@/api/types";
import { useWords } from "@/lib/words";
import { useSeat } from "../state/seat";
import { Frame } from "./Frame";
import { useSubmit } from "./useSubmit";

const FLAGS: readonly Flag[] = ["red", "yellow", "green", "blue", "purple"];

/** Seller note and colour flag on the order, for whoever takes over. */
export function NoteDialog({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const word = useWords();
  const { api } = useSeat();
  const { busy, submit } = useSubmit();
  const [text, setText] = useState("");
  const [flag, setFlag] = useState<string>(order.seller_flag ?? "none");
  return (
    <Frame
      title={t("desk.dialog.note.title")}
      submit={t("common.action.save")}
      busy={busy}
      disabled={text.trim() === ""}
      onSubmit={() =>
        void submit(
          () => api.noteOrder(order.id, text.trim(), FLAGS.find((one) => one === flag) ?? null),
          () => t("desk.dialog.note.done"),
        )
      }
    >
      <Textarea
        label={t("desk.dialog.note.text")}
        placeholder={t("desk.dialog.note.placeholder")}
        data-autofocus
        autosize
        minRows={3}
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Radio.Group label={t("desk.dialog.note.flag")} value={flag} onChange={setFlag}>
        <div style={{ display: "flex", flexWrap: "wrap", gap: "8px 14px", marginTop: 8 }}>
          {["none", ...FLAGS].map((code) => (
            <Radio key={code} value={code} label={word("flag", code)} />
          ))}
        </div>
      </Radio.Group>
    </Frame>
  );
}
