import { create } from "zustand";
import type { DeskApi } from "@/api/desk";
import { keep, recall } from "@/lib/storage";
import type { ComposeMode } from "./desk";
import { draftKey } from "./desk-keys";

interface Draft {
  text: string;
  version: number;
}

interface DraftState {
  drafts: Record<string, Draft>;
}

export type Drafts = ReturnType<typeof createDrafts>;

/** What is being written, per conversation and kind: kept in this browser at once, on the server a moment later. */
export function createDrafts(seat: string, api: Pick<DeskApi, "saveDraft">, delayMs = 900) {
  const key = `malldrill.drafts.${seat}`;
  const store = create<DraftState>(() => ({ drafts: recall<Record<string, Draft>>(key, {}) }));
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  store.subscribe((state) => keep(key, state.drafts));

  const sync = (conversationId: number, mode: ComposeMode) => {
    const draft = store.getState().drafts[draftKey(conversationId, mode)];
    if (!draft) return;
    // A draft that cannot be saved now is saved with the next key; it is in this browser anyway.
    void api.saveDraft(conversationId, mode, draft.text, draft.version).catch(() => undefined);
  };

  return {
    store,
    write(conversationId: number, mode: ComposeMode, text: string): void {
      const name = draftKey(conversationId, mode);
      store.setState((state) => ({
        drafts: { ...state.drafts, [name]: { text, version: (state.drafts[name]?.version ?? 0) + 1 } },
      }));
      const timer = timers.get(name);
      if (timer) clearTimeout(timer);
      timers.set(
        name,
        setTimeout(() => sync(conversationId, mode), delayMs),
      );
    },
    /** Takes the server's draft when it is newer than ours (another browser, or this one was wiped). */
    adopt(conversationId: number, mode: ComposeMode, theirs: Draft | null | undefined): void {
      const name = draftKey(conversationId, mode);
      const ours = store.getState().drafts[name];
      if (!theirs || (ours && ours.version >= theirs.version)) return;
      store.setState((state) => ({ drafts: { ...state.drafts, [name]: theirs } }));
    },
    textOf: (conversationId: number, mode: ComposeMode) =>
      store.getState().drafts[draftKey(conversationId, mode)]?.text ?? "",
  };
}
