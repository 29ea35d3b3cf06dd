import { useTranslation } from "react-i18next";
import type { ConversationView, MessageView } from "@/api/types";
import { Avatar } from "@/ui/Avatar";
import { WaitRing } from "@/ui/WaitRing";
import { useWords, wordOf } from "@/lib/words";
import { useServices } from "../state/services";
import { draftKey } from "../state/desk-keys";
import type { Urgency } from "./rules";
import classes from "./queue.module.css";

interface QueueRowProps {
  conversation: ConversationView;
  waited: number | null;
  urgency: Urgency;
  redMs: number;
  current: boolean;
  onPick(id: number): void;
}

/** The last message in one line. System messages travel as codes and get their words here. */
export function snippetOf(message: MessageView | null): string {
  if (!message) return "";
  if (message.kind === "system") return wordOf("desk.system", message.text);
  if (message.kind === "card") return `[${wordOf("common.card", String(message.card?.["type"] ?? "card"))}]`;
  if (message.kind === "image") return wordOf("common.message", "image");
  return message.text;
}

/** One conversation in the list: who, what was said last, how long they have been waiting. */
export function QueueRow({ conversation, waited, urgency, redMs, current, onPick }: QueueRowProps) {
  const { t } = useTranslation();
  const word = useWords();
  const { drafts } = useServices();
  const draft = drafts.store((state) => state.drafts[draftKey(conversation.id, "reply")]?.text ?? "");
  const { shopper, unread } = conversation;
  const seconds = waited === null ? null : Math.floor(waited / 1000);
  const waitWords = { calm: "desk.queue.wait", amber: "desk.queue.waitAmber", red: "desk.queue.waitRed" } as const;
  return (
    <li>
      <button
        type="button"
        className={classes["row"]}
        aria-current={current}
        data-conversation={conversation.id}
        onClick={() => onPick(conversation.id)}
      >
        <span className={classes["who"]}>
          <Avatar name={shopper.name || shopper.nick} hue={shopper.hue} />
          {unread > 0 ? (
            <span className={classes["unread"]}>
              <span aria-hidden>{unread > 99 ? "99+" : unread}</span>
              <span className="md-hidden">{t("desk.queue.unread", { n: unread })}</span>
            </span>
          ) : null}
        </span>
        <span style={{ minWidth: 0 }}>
          <span className={classes["line"]}>
            <span className={classes["name"]}>{shopper.nick}</span>
            {seconds === null ? (
              <span className={classes["meta"]}>
                {conversation.rating ? `★ ${conversation.rating}` : word("conversationState", conversation.state)}
              </span>
            ) : (
              <span className={classes["wait"]} data-tone={urgency} title={t(waitWords[urgency], { seconds })}>
                <WaitRing part={(waited ?? 0) / redMs} tone={urgency} size={16} />
                <span aria-hidden>{seconds}s</span>
                <span className="md-hidden">{t(waitWords[urgency], { seconds })}</span>
              </span>
            )}
          </span>
          <span className={classes["line"]}>
            <span className={classes["snippet"]} {...(unread > 0 ? { "data-fresh": "" } : {})}>
              {draft && !current ? (
                <>
                  <span className={classes["draft"]}>{t("desk.queue.draft")}</span> {draft}
                </>
              ) : (
                snippetOf(conversation.last_message) || " "
              )}
            </span>
          </span>
        </span>
      </button>
    </li>
  );
}
