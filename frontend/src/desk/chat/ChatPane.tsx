import { Button, Loader } from "@mantine/core";
import { MessagesSquare } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ConversationView } from "@/api/types";
import { errorText } from "@/api/errors";
import { useTick } from "@/live/clock";
import { EmptyState } from "@/ui/EmptyState";
import { Kbd } from "@/ui/Kbd";
import { useConversationDetail, useSelected } from "../state/chats";
import { useLive } from "../state/seat";
import { useVerbs } from "../state/verbs";
import { ChatHeader } from "./ChatHeader";
import { Composer } from "./Composer";
import { MessageList } from "./MessageList";
import classes from "./chat.module.css";

const TYPING_MS = 5000;

function TypingLine({ conversation }: { conversation: ConversationView }) {
  const { t } = useTranslation();
  useTick();
  const at = useLive((state) => state.typing[conversation.id]);
  const typing = at !== undefined && performance.now() - at < TYPING_MS;
  return (
    <div className={classes["typing"]}>
      {typing ? (
        <>
          <span className={classes["dots"]} aria-hidden>
            <i />
            <i />
            <i />
          </span>
          {t("desk.chat.typing")}
        </>
      ) : null}
    </div>
  );
}

/** What stands where the composer would be when there is nothing to write. */
function StateBar({ conversation }: { conversation: ConversationView }) {
  const { t } = useTranslation();
  const verbs = useVerbs();
  if (conversation.state === "queued") {
    return (
      <div className={classes["bar"]} data-tone="amber">
        {t("desk.chat.queuedHint")}
        <Button size="xs" onClick={() => verbs.accept(conversation.id)}>
          {t("desk.queue.accept")}
        </Button>
      </div>
    );
  }
  if (conversation.state === "abandoned") return <div className={classes["bar"]}>{t("desk.chat.abandonedHint")}</div>;
  return (
    <div className={classes["bar"]}>
      <span>{t("desk.chat.closedHint")}</span>
      {conversation.rating ? <b>{t("desk.chat.ratedStars", { n: conversation.rating })}</b> : null}
    </div>
  );
}

/** The conversation in the middle: header, transcript, composer. */
export function ChatPane() {
  const { t } = useTranslation();
  const conversation = useSelected();
  const detail = useConversationDetail(conversation?.id ?? null);
  if (!conversation) {
    return (
      <section className={classes["pane"]} aria-label={t("desk.chat.label")}>
        <div className={classes["nothing"]}>
          <EmptyState
            icon={<MessagesSquare size={36} strokeWidth={1.5} aria-hidden />}
            title={t("desk.chat.pick")}
            text={t("desk.chat.pickHint")}
          >
            <Kbd combo="Alt+KeyN" />
          </EmptyState>
        </div>
      </section>
    );
  }
  const over = ["closed", "abandoned", "queued"].includes(conversation.state);
  return (
    <section className={classes["pane"]} aria-label={t("desk.chat.label")}>
      <ChatHeader conversation={conversation} />
      {detail.data ? (
        <MessageList
          key={conversation.id}
          conversation={conversation}
          nextBefore={detail.data.next_before}
        />
      ) : (
        <div className={classes["nothing"]}>
          {detail.error ? <EmptyState title={errorText(detail.error)} /> : <Loader size="sm" />}
        </div>
      )}
      {over ? (
        <StateBar conversation={conversation} />
      ) : (
        <>
          <TypingLine conversation={conversation} />
          <Composer key={conversation.id} conversation={conversation} />
        </>
      )}
    </section>
  );
}
