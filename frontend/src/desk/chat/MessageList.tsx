import { Button } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView, MessageView } from "@/api/types";
import { attempt } from "@/lib/act";
import { deskNow } from "@/live/clock";
import { announce } from "@/ui/live";
import { deskUi } from "../state/desk";
import { useLive, useSeat } from "../state/seat";
import { useServices } from "../state/services";
import { itemsOf } from "./items";
import { MessageRow } from "./MessageRow";
import { useReadMarks } from "./useReadMarks";
import classes from "./chat.module.css";

const NEAR_PX = 80;
const none: readonly MessageView[] = [];

interface MessageListProps {
  conversation: ConversationView;
  /** Id to ask older messages before; null when all are here. */
  nextBefore: number | null;
}

/** The transcript. Only what is near the window is in the document; it keeps to the newest unless one scrolled away. */
export function MessageList({ conversation, nextBefore }: MessageListProps) {
  const { t } = useTranslation();
  const { api, feed, live } = useSeat();
  const { outbox } = useServices();
  const messages = useLive((state) => state.views.messages[conversation.id] ?? none);
  const outgoing = outbox.store((state) => state.items);
  const [before, setBefore] = useState(nextBefore);
  const [atEnd, setAtEnd] = useState(true);
  const [seen, setSeen] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => setBefore(nextBefore), [nextBefore]);

  const items = useMemo(
    () =>
      itemsOf(
        messages,
        outgoing.filter((out) => out.conversation_id === conversation.id),
        conversation.shopper_read_id,
        deskNow(live.getState().clock),
      ),
    [messages, outgoing, conversation.id, conversation.shopper_read_id, live],
  );
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 48,
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 12,
    anchorTo: "end",
    followOnAppend: true,
    paddingStart: 12,
    paddingEnd: 12,
  });

  const toEnd = useCallback(() => {
    if (items.length > 0) virtual.scrollToIndex(items.length - 1, { align: "end" });
  }, [virtual, items.length]);

  const newest = messages.at(-1);
  useEffect(() => {
    if (newest?.author_kind === "shopper") {
      announce(t("desk.chat.saidBy", { name: conversation.shopper.nick, text: newest.text }));
    }
    // Once per message, not when the words change.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [newest?.id]);

  useReadMarks(conversation, newest ?? null, atEnd);

  const onScroll = () => {
    const box = scroller.current;
    if (!box) return;
    const end = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    if (end !== atEnd) setAtEnd(end);
    if (end) setSeen(items.length);
  };
  const older = async () => {
    const page = await attempt(() => api.conversation(conversation.id, before));
    if (!page) return;
    feed?.addMessages(page.messages);
    setBefore(page.next_before);
  };
  const openCard = useCallback(
    (card: Record<string, unknown>) => {
      const order = card["type"] === "order" ? card["id"] : card["order_id"];
      if (typeof order === "number") deskUi.showOrder(conversation.id, order);
    },
    [conversation.id],
  );
  const fresh = atEnd ? 0 : Math.max(0, items.length - seen);

  return (
    <div className={classes["body"]}>
      <div
        className={classes["scroll"]}
        ref={scroller}
        onScroll={onScroll}
        role="log"
        aria-label={t("desk.chat.messages")}
        aria-live="off"
        // A scrolled area must be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {before !== null ? (
          <div className={classes["system"]}>
            <Button variant="subtle" size="compact-sm" onClick={() => void older()}>
              {t("desk.chat.older")}
            </Button>
          </div>
        ) : null}
        <div className={classes["inner"]} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((slot) => {
            const item = items[slot.index];
            return item ? (
              <div
                key={slot.key}
                data-index={slot.index}
                data-message={item.message.id}
                ref={virtual.measureElement}
                className={classes["item"]}
                style={{ transform: `translateY(${slot.start}px)` }}
              >
                <MessageRow item={item} shopper={conversation.shopper} onCard={openCard} />
              </div>
            ) : null;
          })}
        </div>
      </div>
      {!atEnd ? (
        <button type="button" className={classes["fresh"]} onClick={toEnd}>
          <ArrowDown size={14} aria-hidden />
          {fresh > 0 ? t("desk.chat.newMessages", { n: fresh }) : t("desk.chat.toBottom")}
        </button>
      ) : null}
    </div>
  );
}
