import { Check, CheckCheck, CircleAlert, Clock3, Image as ImageIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { clockTime } from "@/lib/time";
import { wordOf } from "@/lib/words";
import type { MessageView } from "../types";
import { Button } from "../ui/Button";
import { CardView } from "./CardView";
import { type Outgoing, useChatUi } from "./ui";
import styles from "./chat.module.css";

function SystemLine({ message }: { message: MessageView }) {
  return <p className={styles["system"]}>{wordOf("shop.chat.systemWords", message.text, message.card ?? {})}</p>;
}

interface Props {
  message: MessageView;
  read: boolean;
  follows: boolean;
}

export function Bubble({ message, read, follows }: Props) {
  const { t } = useTranslation();
  if (message.kind === "system" || message.author_kind === "system") return <SystemLine message={message} />;
  const mine = message.author_kind === "shopper";
  return (
    <div className={styles["turn"]} data-mine={mine || undefined} data-follows={follows || undefined}>
      <span className="md-hidden">{mine ? t("shop.chat.you") : t("shop.chat.agent")}: </span>
      {message.card && message.kind === "card" ? (
        <CardView card={message.card} />
      ) : (
        <p className={styles["bubble"]}>
          {message.kind === "image" ? (
            <span className={styles["image"]}>
              <ImageIcon size={18} aria-hidden />
              {message.text || t("common.message.image")}
            </span>
          ) : (
            message.text
          )}
        </p>
      )}
      <p className={styles["meta"]}>
        <time dateTime={message.at}>{clockTime(message.at)}</time>
        {mine ? (
          <span className={styles["mark"]} data-read={read || undefined}>
            {read ? <CheckCheck size={14} aria-hidden /> : <Check size={14} aria-hidden />}
            {read ? t("shop.chat.read") : t("shop.chat.sent")}
          </span>
        ) : null}
      </p>
    </div>
  );
}

/** A message the server does not have yet. */
export function WaitingBubble({ message, onRetry }: { message: Outgoing; onRetry: () => void }) {
  const { t } = useTranslation();
  const settle = useChatUi((state) => state.settle);
  const failed = message.state === "failed";
  const why = message.code && message.code !== "network" ? wordOf("common.errors", message.code) : "";
  return (
    <div className={styles["turn"]} data-mine data-waiting={!failed || undefined}>
      {message.card ? <CardView card={message.card} /> : <p className={styles["bubble"]}>{message.text}</p>}
      <p className={styles["meta"]}>
        {failed ? (
          <>
            <span className={styles["failed"]}>
              <CircleAlert size={14} aria-hidden />
              {t("shop.chat.failed")}
              {why ? ` · ${why}` : ""}
            </span>
            <Button variant="plain" small onClick={onRetry}>
              {t("shop.chat.retry")}
            </Button>
            <Button variant="plain" small onClick={() => settle(message.client_id)}>
              {t("shop.chat.discard")}
            </Button>
          </>
        ) : (
          <span className={styles["mark"]}>
            <Clock3 size={13} aria-hidden />
            {t("shop.chat.pending")}
          </span>
        )}
      </p>
    </div>
  );
}
