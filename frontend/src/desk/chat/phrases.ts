import type { QuickReply } from "@/api/types";

const LIMIT = 8;

/** How well a phrase answers to what was typed after "/": 0 not at all. */
function rank(reply: QuickReply, query: string): number {
  const shortcut = reply.shortcut.toLowerCase();
  const initials = reply.initials.toLowerCase();
  const title = reply.title.toLowerCase();
  if (shortcut === query || initials === query) return 6;
  if (shortcut.startsWith(query)) return 5;
  if (initials.startsWith(query)) return 4;
  if (title.startsWith(query)) return 3;
  if (title.includes(query) || initials.includes(query)) return 2;
  return reply.text.toLowerCase().includes(query) || reply.category.toLowerCase().includes(query) ? 1 : 0;
}

/** The phrases to offer, best first; all of them (in their own order) while nothing is typed. */
export function matching(replies: readonly QuickReply[], typed: string): QuickReply[] {
  const query = typed.trim().toLowerCase();
  if (query === "") return [...replies];
  return replies
    .map((reply, index) => ({ reply, index, rank: rank(reply, query) }))
    .filter((one) => one.rank > 0)
    .sort((a, b) => b.rank - a.rank || a.index - b.index)
    .slice(0, LIMIT)
    .map((one) => one.reply);
}

/** What is being searched: the words after a "/" that begins the line the caret is in; null when there is none. */
export function slashAt(text: string, caret: number): { from: number; query: string } | null {
  const from = text.lastIndexOf("\n", caret - 1) + 1;
  const line = text.slice(from, caret);
  return line.startsWith("/") && !line.includes("//") && line.length <= 30 ? { from, query: line.slice(1) } : null;
}
