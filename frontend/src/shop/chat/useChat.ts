import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { MessageView } from "@/api/types";
import { keys } from "../queries";
import { useConversation, useLive, useSeat } from "../seat";
import { useChatUi } from "./ui";

/** The last message that fits (Array.findLast is younger than the oldest browsers in a classroom). */
export function lastOf(messages: readonly MessageView[], fits: (message: MessageView) => boolean) {
  for (let at = messages.length - 1; at >= 0; at -= 1) {
    const message = messages[at];
    if (message && fits(message)) return message;
  }
  return undefined;
}

const QUEUE_MS = 5000;

const none: readonly MessageView[] = [];

/** The messages of the shopper's conversation: those fetched, then those heard live. */
export function useMessages() {
  const { seat, api, feed, live } = useSeat();
  const conversation = useConversation();
  const queued = conversation?.state === "queued";
  const query = useQuery({
    queryKey: keys.chat(seat),
    queryFn: () => api.chat(),
    // Nothing is said to those who wait when somebody before them is served: ask how many are ahead.
    refetchInterval: queued ? QUEUE_MS : false,
  });
  const { data, refetch } = query;
  useEffect(() => {
    if (queued) void refetch();
  }, [queued, refetch]);
  useEffect(() => {
    if (!data) return;
    feed.addMessages(data.messages);
    const fetched = data.conversation;
    if (!fetched) return;
    live.setState((state) =>
      // What was heard since the fetch is newer than the fetch.
      fetched.id in state.views.conversations
        ? state
        : { views: { ...state.views, conversations: { ...state.views.conversations, [fetched.id]: fetched } } },
    );
  }, [data, feed, live]);
  const id = conversation?.id ?? data?.conversation?.id;
  const messages = useLive((state) => (id === undefined ? none : (state.views.messages[id] ?? none)));
  const shown = useMemo(() => messages.filter((message) => message.kind !== "note"), [messages]);
  const shownConversation = conversation ?? data?.conversation ?? null;
  const ahead = queued && data?.conversation?.state === "queued" ? (data.conversation.queue_position ?? null) : null;
  return { conversation: shownConversation, messages: shown, query, ahead };
}

/** What was said before the first page, a page at a time. */
export function useOlder(first: number | null) {
  const { api, feed } = useSeat();
  const [before, setBefore] = useState<number | null | undefined>(undefined);
  const next = before === undefined ? first : before;
  const fetch = useMutation({
    mutationFn: (from: number) => api.chat(from),
    onSuccess: (page) => {
      feed.addMessages(page.messages);
      setBefore(page.next_before);
    },
  });
  return { more: next !== null, busy: fetch.isPending, load: () => (next === null ? undefined : fetch.mutate(next)) };
}

/** Tells the agent what has been seen: only while the chat is open, the tab visible and the end in sight. */
export function useReadMarks(messages: readonly MessageView[], atEnd: boolean): void {
  const { api } = useSeat();
  const conversation = useConversation();
  const last = lastOf(messages, (message) => message.author_kind !== "shopper");
  const seen = conversation?.shopper_read_id ?? 0;
  const lastId = last?.id ?? 0;
  useEffect(() => {
    if (!atEnd || lastId === 0) return;
    const mark = () => {
      if (document.visibilityState !== "visible") return;
      useChatUi.getState().seen();
      if (lastId > seen) void api.read(lastId).catch(() => undefined);
    };
    mark();
    document.addEventListener("visibilitychange", mark);
    return () => document.removeEventListener("visibilitychange", mark);
  }, [api, atEnd, lastId, seen]);
}
