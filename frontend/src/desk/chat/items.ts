import type { MessageView } from "@/api/types";
import type { Outgoing } from "../state/outbox";

export type SendState = "pending" | "failed" | "sent" | "read";

export interface ChatItem {
  key: string;
  message: MessageView;
  mine: boolean;
  /** First of a run of messages by the same side: has space above it and the portrait. */
  first: boolean;
  /** Last of such a run: carries the time. */
  last: boolean;
  send: SendState | null;
  outgoing: Outgoing | null;
  /** Number of the session that begins here, when it is not the first. */
  session: number | null;
}

function drafted(out: Outgoing, deskMs: number): MessageView {
  return {
    id: Number.MAX_SAFE_INTEGER,
    conversation_id: out.conversation_id,
    session_no: 0,
    seq: 0,
    author_kind: "agent",
    author_id: null,
    kind: out.kind,
    text: out.text,
    card: out.card,
    client_id: out.client_id,
    desk_ms: deskMs,
    at: "",
  };
}

const GAP_MS = 120_000;

/** The transcript as it is shown: the server's messages, then what is on its way; nothing twice. */
export function itemsOf(
  messages: readonly MessageView[],
  outgoing: readonly Outgoing[],
  shopperReadId: number | null,
  deskMs: number,
): ChatItem[] {
  const known = new Set(messages.map((message) => message.client_id));
  const waiting = outgoing.filter((out) => !known.has(out.client_id));
  const all = [...messages, ...waiting.map((out) => drafted(out, deskMs))];
  return all.map((message, index) => {
    const before = all[index - 1];
    const after = all[index + 1];
    const out = index >= messages.length ? (waiting[index - messages.length] ?? null) : null;
    const mine = message.author_kind === "agent";
    const sameAs = (other: MessageView | undefined) =>
      other !== undefined &&
      other.author_kind === message.author_kind &&
      (other.kind === "note") === (message.kind === "note") &&
      other.kind !== "system" &&
      Math.abs(other.desk_ms - message.desk_ms) < GAP_MS;
    const newSession =
      out === null && before !== undefined && message.session_no > before.session_no ? message.session_no : null;
    let send: SendState | null = null;
    if (out) send = out.state;
    else if (mine && message.kind !== "note") {
      send = shopperReadId !== null && message.id <= shopperReadId ? "read" : "sent";
    }
    return {
      key: message.client_id ?? `m${message.id}`,
      message,
      mine,
      first: newSession !== null || !sameAs(before),
      last: !sameAs(after) || (after !== undefined && after.session_no > message.session_no && out === null),
      send,
      outgoing: out,
      session: newSession,
    };
  });
}
