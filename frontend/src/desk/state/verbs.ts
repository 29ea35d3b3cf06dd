import { spotlight } from "@mantine/spotlight";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView } from "@/api/types";
import { attempt, said } from "@/lib/act";
import { wordOf } from "@/lib/words";
import { setLanguage } from "@/i18n";
import { currentScheme, setScheme } from "@/theme/scheme";
import { groupsOf } from "../queue/rules";
import { type DialogName, deskUi } from "./desk";
import { type DeskPage, useDeskRoute } from "./route";
import { useMe, useSeat } from "./seat";

export type VerbGroup = "chat" | "order" | "go" | "view";

export interface Verb {
  id: VerbId;
  group: VerbGroup;
  /** By physical key (event.code); null: only in the palette. */
  combo: string | null;
  enabled: boolean;
  run(): void;
}

const TABLE = [
  ["acceptNext", "chat", "Alt+KeyN"],
  ["nextChat", "chat", "Alt+KeyJ"],
  ["prevChat", "chat", "Alt+KeyK"],
  ["longest", "chat", "Alt+KeyG"],
  ["reply", "chat", "Alt+KeyL"],
  ["note", "chat", "Alt+KeyP"],
  ["snooze", "chat", "Alt+KeyM"],
  ["wrapUp", "chat", "Alt+KeyW"],
  ["close", "chat", "Alt+KeyE"],
  ["tabBuyer", "order", "Alt+KeyB"],
  ["tabOrder", "order", "Alt+KeyO"],
  ["tabPolicies", "order", "Alt+KeyY"],
  ["chase", "order", "Alt+KeyU"],
  ["payout", "order", "Alt+KeyH"],
  ["coupon", "order", "Alt+KeyC"],
  ["refund", "order", "Alt+KeyR"],
  ["sellerNote", "order", "Alt+KeyI"],
  ["ticket", "order", "Alt+KeyT"],
  ["quote", "order", "Alt+KeyQ"],
  ["parcel", "order", "Alt+KeyX"],
  ["paneQueue", "go", "Alt+Digit1"],
  ["paneComposer", "go", "Alt+Digit2"],
  ["paneSide", "go", "Alt+Digit3"],
  ["goChats", "go", null],
  ["goTickets", "go", null],
  ["goApprovals", "go", null],
  ["goBulletin", "go", null],
  ["goKpi", "go", null],
  ["goRates", "go", null],
  ["goReceipts", "go", null],
  ["goWarehouse", "go", "Alt+Digit4"],
  ["presence", "view", "Alt+KeyV"],
  ["mute", "view", "Alt+KeyS"],
  ["theme", "view", null],
  ["language", "view", null],
  ["palette", "view", "Ctrl+KeyK"],
  ["help", "view", "Shift+Slash"],
  ["end", "view", null],
] as const satisfies readonly (readonly [string, VerbGroup, string | null])[];

export type VerbId = (typeof TABLE)[number][0];

const focusOn = (selector: string) => {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
};

const alive = (conversation: ConversationView | null) =>
  conversation !== null && !["closed", "abandoned", "queued"].includes(conversation.state);

/** Everything an agent can do right now, with its key. Keys, palette and help all read this one list. */
export function useVerbs() {
  const { api, live, queries } = useSeat();
  const me = useMe();
  const { page, id, go } = useDeskRoute();
  const { t, i18n } = useTranslation();
  return useMemo(() => {
    const conversations = () => live.getState().views.conversations;
    const selected = () => (page === "chats" && id !== null ? (conversations()[id] ?? null) : null);
    const groups = () => groupsOf(Object.values(conversations()), me?.id ?? null);
    const put = (conversation: ConversationView) =>
      live.setState((state) => ({
        views: {
          ...state.views,
          conversations: { ...state.views.conversations, [conversation.id]: conversation },
        },
      }));
    const open = (conversation: ConversationView | null) => {
      if (!conversation) return;
      put(conversation);
      go("chats", conversation.id);
      focusOn("#desk-composer");
    };
    const accept = (conversationId: number) => void attempt(() => api.accept(conversationId)).then(open);
    const step = (by: number) => {
      const { mine, snoozed } = groups();
      const list = [...mine, ...snoozed];
      const at = list.findIndex((one) => one.id === id);
      const next = list[(at + by + list.length) % list.length];
      if (next) {
        go("chats", next.id);
        focusOn("#desk-composer");
      }
    };
    const dialog = (name: Exclude<DialogName, "workOrder">) => deskUi.open({ name });
    const actions: Record<VerbId, () => void> = {
      acceptNext: () => void attempt(api.acceptNext).then(open),
      nextChat: () => step(1),
      prevChat: () => step(-1),
      longest: () => {
        const first = groups().mine.find((one) => one.waiting_since_desk_ms !== null);
        if (first) {
          go("chats", first.id);
          focusOn("#desk-composer");
        } else void attempt(api.acceptNext).then(open);
      },
      reply: () => {
        if (id !== null) deskUi.mode(id, "reply");
        focusOn("#desk-composer");
      },
      note: () => {
        if (id !== null) deskUi.mode(id, "note");
        focusOn("#desk-composer");
      },
      snooze: () => {
        const one = selected();
        if (one?.state === "snoozed") void attempt(() => api.resume(one.id)).then((next) => next && put(next));
        else dialog("snooze");
      },
      wrapUp: () => {
        const one = selected();
        if (one) void attempt(() => api.wrapUp(one.id)).then((next) => next && put(next));
      },
      close: () => dialog("close"),
      tabBuyer: () => deskUi.side("buyer"),
      tabOrder: () => deskUi.side("order"),
      tabPolicies: () => {
        deskUi.side("policies");
        focusOn("#desk-policy-search");
      },
      chase: () => deskUi.open({ name: "workOrder" }),
      payout: () => dialog("payout"),
      coupon: () => dialog("coupon"),
      refund: () => dialog("refund"),
      sellerNote: () => dialog("note"),
      ticket: () => dialog("ticket"),
      quote: () => dialog("quote"),
      parcel: () => dialog("parcel"),
      paneQueue: () => focusOn('#desk-queue [aria-current="true"], #desk-queue [data-conversation]'),
      paneComposer: () => focusOn("#desk-composer"),
      paneSide: () => focusOn('#desk-side [role="tab"][aria-selected="true"]'),
      goChats: () => go("chats", id),
      goTickets: () => go("tickets"),
      goApprovals: () => go("approvals"),
      goBulletin: () => go("bulletin"),
      goKpi: () => go("kpi"),
      goRates: () => go("rates"),
      goReceipts: () => go("receipts"),
      goWarehouse: () => go("warehouse"),
      presence: () => {
        const next = me?.presence === "online" ? "paused" : "online";
        void attempt(() => api.presence(next)).then(
          () => said(t("desk.toast.presence", { state: wordOf("common.presence", next) })),
        );
      },
      mute: deskUi.toggleMute,
      theme: () => setScheme(currentScheme() === "dark" ? "light" : "dark"),
      language: () => void setLanguage(i18n.language === "en" ? "zh-CN" : "en"),
      palette: () => spotlight.open(),
      help: () => dialog("help"),
      end: () => dialog("end"),
    };
    const list = (): Verb[] => {
      const one = selected();
      const talking = alive(one);
      const off: Partial<Record<VerbId, boolean>> = {
        acceptNext: groups().queued.length === 0,
        reply: !talking,
        note: one === null,
        snooze: !talking || one?.state === "wrap_up",
        wrapUp: one?.state !== "active" && one?.state !== "waiting_customer",
        close: !talking,
        chase: one === null,
        payout: one === null,
        coupon: one === null,
        refund: one === null,
        sellerNote: one === null,
        ticket: one === null,
        quote: one === null,
        parcel: one === null,
      };
      return TABLE.map(([verb, group, combo]) => ({
        id: verb,
        group,
        combo,
        enabled: !off[verb],
        run: actions[verb],
      }));
    };
    return {
      list,
      accept,
      put,
      queries,
      goTo: (next: DeskPage) => go(next),
      run: (verb: VerbId) => actions[verb](),
    };
  }, [api, live, queries, me?.id, me?.presence, page, id, go, t, i18n.language]);
}

/** The key of a verb, for hints beside buttons. */
export function comboFor(verb: VerbId): string | null {
  return TABLE.find(([name]) => name === verb)?.[2] ?? null;
}
