import { ArrowDown } from "lucide-react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "../seat";
import type { ConversationView, MessageView } from "../types";
import { Button } from "../ui/Button";
import { Bubble, WaitingBubble } from "./Bubble";
import { type Outgoing, useChatUi } from "./ui";
import { lastOf, useReadMarks } from "./useChat";
import styles from "./chat.module.css";

const TYPING_MS = 5000;

function useAgentTyping(conversation: ConversationView | null, messages: readonly MessageView[]): boolean {
  const heard = useLive((state) => (conversation ? (state.typing[conversation.id] ?? 0) : 0));
  const [until, setUntil] = useState(0);
  const lastAgent = lastOf(messages, (message) => message.author_kind === "agent")?.id ?? 0;
  useEffect(() => {
    if (heard === 0) return;
    setUntil(heard + TYPING_MS);
    const timer = setTimeout(() => setUntil(0), TYPING_MS);
    return () => clearTimeout(timer);
  }, [heard]);
  // A message that came ends the typing it was.
  useEffect(() => setUntil(0), [lastAgent]);
  return until > 0;
}

interface Props {
  conversation: ConversationView | null;
  messages: readonly MessageView[];
  older: { more: boolean; busy: boolean; load: () => void };
  onRetry: (message: Outgoing) => void;
}

export function Messages({ conversation, messages, older, onRetry }: Props) {
  const { t } = useTranslation();
  const outbox = useChatUi((state) => state.outbox);
  const typing = useAgentTyping(conversation, messages);
  const list = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const known = new Set(messages.map((message) => message.client_id));
  const waiting = outbox.filter((message) => !known.has(message.client_id));
  const readByAgent = conversation?.agent_read_id ?? 0;
  const newest = messages.at(-1)?.id ?? 0;
  useReadMarks(messages, atEnd);

  useLayoutEffect(() => {
    const box = list.current;
    if (box && atEnd) box.scrollTop = box.scrollHeight;
  }, [newest, waiting.length, typing, atEnd]);

  // Cards grow when their pictures and words arrive: stay at the end while they do.
  useEffect(() => {
    const box = list.current;
    const inner = box?.firstElementChild;
    if (!box || !inner || !atEnd) return;
    const observer = new ResizeObserver(() => {
      box.scrollTop = box.scrollHeight;
    });
    observer.observe(inner);
    return () => observer.disconnect();
  }, [atEnd]);

  const toEnd = () => {
    const box = list.current;
    if (box) box.scrollTop = box.scrollHeight;
    setAtEnd(true);
  };

  return (
    <div className={styles["listFrame"]}>
      {/* The list scrolls, so it must be reachable by keyboard. */}
      <div
        ref={list}
        className={styles["list"]}
        role="log"
        aria-live="polite"
        aria-label={t("shop.chat.messages")}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={(event) => {
          const box = event.currentTarget;
          setAtEnd(box.scrollHeight - box.scrollTop - box.clientHeight < 40);
        }}
      >
        <div>
        {older.more ? (
          <p className={styles["older"]}>
            <Button variant="plain" small disabled={older.busy} onClick={older.load}>
              {t("shop.chat.older")}
            </Button>
          </p>
        ) : null}
        {messages.length === 0 && waiting.length === 0 ? (
          <div className={styles["empty"]}>
            <p>{t("shop.chat.empty")}</p>
            <p>{t("shop.chat.emptyHint")}</p>
          </div>
        ) : null}
        {messages.map((message, index) => (
          <Bubble
            key={message.id}
            message={message}
            read={message.author_kind === "shopper" && message.id <= readByAgent}
            follows={messages[index - 1]?.author_kind === message.author_kind}
          />
        ))}
        {waiting.map((message) => (
          <WaitingBubble key={message.client_id} message={message} onRetry={() => onRetry(message)} />
        ))}
        {typing ? <p className={styles["typing"]}>{t("shop.chat.typing")}</p> : null}
        </div>
      </div>
      {atEnd ? null : (
        <button type="button" className={styles["toEnd"]} onClick={toEnd}>
          <ArrowDown size={16} aria-hidden />
          {t("shop.chat.newBelow")}
        </button>
      )}
    </div>
  );
}
