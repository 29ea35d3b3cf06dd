import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deskNow, useTick } from "@/live/clock";
import { stopwatch } from "@/lib/time";
import { useLive, useSeat } from "../seat";
import type { ConversationView } from "../types";
import { Button } from "../ui/Button";
import { ErrorLine } from "../ui/states";
import styles from "./chat.module.css";

function Waited({ since }: { since: number }) {
  const { t } = useTranslation();
  useTick();
  const clock = useLive((state) => state.clock);
  return <span aria-hidden>{t("shop.chat.waited", { time: stopwatch(deskNow(clock) - since) })}</span>;
}

function Queue({ conversation, ahead }: { conversation: ConversationView; ahead: number | null }) {
  const { t } = useTranslation();
  const { api } = useSeat();
  const [asking, setAsking] = useState(false);
  const leave = useMutation({ mutationFn: api.leave, onSettled: () => setAsking(false) });
  return (
    <div className={styles["status"]} data-tone="wait">
      <p role="status">
        <span className={styles["pulse"]} aria-hidden />
        <b>{t("shop.chat.queued")}</b>
        {ahead === null ? null : (
          <span>{ahead === 0 ? t("shop.chat.queuedNext") : t("shop.chat.queuedPlace", { count: ahead })}</span>
        )}
      </p>
      <p>
        <Waited since={conversation.waiting_since_desk_ms ?? conversation.opened_desk_ms} />
        {asking ? (
          <span className={styles["leave"]}>
            {t("shop.chat.leaveAsk")}
            <Button variant="plain" small disabled={leave.isPending} onClick={() => leave.mutate()}>
              {t("shop.chat.leaveYes")}
            </Button>
            <Button variant="plain" small onClick={() => setAsking(false)}>
              {t("shop.chat.leaveNo")}
            </Button>
          </span>
        ) : (
          <Button variant="plain" small onClick={() => setAsking(true)}>
            {t("shop.chat.leave")}
          </Button>
        )}
      </p>
      <ErrorLine error={leave.error} />
    </div>
  );
}

type WordKey = "shop.chat.active" | "shop.chat.snoozed" | "shop.chat.wrapUp" | "shop.chat.closed";

/** How the conversation stands: in the queue, with an agent, to be followed up, over. */
export function Status({ conversation, ahead }: { conversation: ConversationView | null; ahead: number | null }) {
  const { t } = useTranslation();
  if (!conversation) return null;
  if (conversation.state === "queued") return <Queue conversation={conversation} ahead={ahead} />;
  const words: Record<string, WordKey> = {
    active: "shop.chat.active",
    waiting_customer: "shop.chat.active",
    snoozed: "shop.chat.snoozed",
    wrap_up: "shop.chat.wrapUp",
    closed: "shop.chat.closed",
    abandoned: "shop.chat.closed",
  };
  const on = conversation.state === "active" || conversation.state === "waiting_customer";
  return (
    <p className={styles["status"]} data-tone={on ? "on" : "quiet"} role="status">
      {on ? <span className={styles["onDot"]} aria-hidden /> : null}
      {t(words[conversation.state] ?? "shop.chat.active")}
    </p>
  );
}
