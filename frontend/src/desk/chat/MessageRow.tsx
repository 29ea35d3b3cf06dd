import { AlertCircle, Check, CheckCheck, Clock3, StickyNote } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { ShopperRef } from "@/api/types";
import { clockTime } from "@/lib/time";
import { wordOf } from "@/lib/words";
import { Avatar } from "@/ui/Avatar";
import { useServices } from "../state/services";
import type { ChatItem, SendState } from "./items";
import { MessageCard } from "./MessageCard";
import classes from "./chat.module.css";

interface MessageRowProps {
  item: ChatItem;
  shopper: ShopperRef;
  onCard(card: Record<string, unknown>): void;
}

const ICONS = { pending: Clock3, failed: AlertCircle, sent: Check, read: CheckCheck } as const;

function SendMark({ state }: { state: SendState }) {
  const { t } = useTranslation();
  const Icon = ICONS[state];
  return (
    <>
      <Icon size={13} aria-hidden color={state === "read" ? "var(--md-brand-ink)" : "currentColor"} />
      <span>{t(`desk.chat.${state}`)}</span>
    </>
  );
}

/** One message: bubble, note, card or system line, with its time and how far it has come. */
export const MessageRow = memo(function MessageRow({ item, shopper, onCard }: MessageRowProps) {
  const { t } = useTranslation();
  const { outbox } = useServices();
  const { message, mine, send, outgoing } = item;
  const divider =
    item.session === null ? null : (
      <div className={classes["system"]}>
        <span>{t("desk.chat.session", { n: item.session })}</span>
      </div>
    );
  if (message.kind === "system" || message.author_kind === "system") {
    return (
      <>
        {divider}
        <div className={classes["system"]}>
          <span>{wordOf("desk.system", message.text, message.card ?? {})}</span>
        </div>
      </>
    );
  }
  const note = message.kind === "note";
  const data = {
    ...(mine ? { "data-mine": "" } : {}),
    ...(item.first ? { "data-first": "" } : {}),
    ...(note ? { "data-note": "" } : {}),
    ...(send === "failed" ? { "data-failed": "" } : {}),
    ...(send === "pending" ? { "data-pending": "" } : {}),
  };
  const showFoot = item.last || send === "failed" || send === "pending";
  return (
    <>
      {divider}
      <div className={classes["row"]} {...data}>
        {mine ? null : item.first ? (
          <Avatar name={shopper.name || shopper.nick} hue={shopper.hue} size={32} />
        ) : (
          <span className={classes["gap"]} />
        )}
        <div className={classes["stack"]}>
          <span className="md-hidden">{mine ? t("desk.chat.me") : shopper.nick}</span>
          {message.kind === "card" && message.card ? (
            <MessageCard card={message.card} onOpen={onCard} />
          ) : (
            <div className={classes["bubble"]}>{message.kind === "image" ? t("common.message.image") : message.text}</div>
          )}
          {showFoot ? (
            <span className={classes["foot"]}>
              {note ? (
                <span className={classes["noteTag"]}>
                  <StickyNote size={12} aria-hidden />
                  {t("desk.chat.note")}
                </span>
              ) : null}
              {message.at ? <time dateTime={message.at}>{clockTime(message.at)}</time> : null}
              {send && (item.last || send !== "sent") ? <SendMark state={send} /> : null}
              {send === "failed" && outgoing ? (
                <>
                  <span>{outgoing.error}</span>
                  <button type="button" onClick={() => outbox.retry(outgoing.client_id)}>
                    {t("desk.chat.resend")}
                  </button>
                  <button type="button" onClick={() => outbox.discard(outgoing.client_id)}>
                    {t("desk.chat.discard")}
                  </button>
                </>
              ) : null}
            </span>
          ) : null}
        </div>
      </div>
    </>
  );
});
