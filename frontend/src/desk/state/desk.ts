import { create } from "zustand";
import { keep, recall } from "@/lib/storage";
import { soundSettings } from "@/lib/sound";

export type SideTab = "buyer" | "order" | "policies";
export type ComposeMode = "reply" | "note";

export type DialogName =
  | "payout" | "coupon" | "refund" | "workOrder" | "note" | "ticket" | "snooze" | "close" | "end" | "help" | "quote" | "parcel";

export type OpenDialog =
  | { name: Exclude<DialogName, "workOrder"> }
  | { name: "workOrder"; kind?: string }
  | { name: "refuse"; returnId: number };

interface DeskState {
  side: SideTab;
  /** "seat:conversation" → the order shown in its side panel, when it is not the linked one. */
  orderOf: Record<string, number>;
  mode: Record<number, ComposeMode>;
  dialog: OpenDialog | null;
  drawer: boolean;
  muted: boolean;
  enterSends: boolean;
}

const ORDERS = "malldrill.desk.orders";
const REMEMBERED = 60;

/** Conversations are numbered per mall, and this browser may have sat in several. */
export const orderKey = (conversationId: number): string =>
  `${window.location.pathname.split("/")[2] ?? ""}:${conversationId}`;

/** What the desk's screen remembers. None of it is the server's business. */
export const useDesk = create<DeskState>(() => ({
  side: recall<SideTab>("malldrill.desk.side", "order"),
  orderOf: recall<Record<string, number>>(ORDERS, {}),
  mode: {},
  dialog: null,
  drawer: false,
  muted: soundSettings.muted(),
  enterSends: recall("malldrill.desk.enterSends", true),
}));

export const deskUi = {
  side(side: SideTab) {
    keep("malldrill.desk.side", side);
    useDesk.setState({ side, drawer: true });
  },
  showOrder(conversationId: number, orderId: number) {
    useDesk.setState((state) => {
      const entries = Object.entries({ ...state.orderOf, [orderKey(conversationId)]: orderId });
      const orderOf = Object.fromEntries(entries.slice(-REMEMBERED));
      keep(ORDERS, orderOf);
      return { orderOf };
    });
    deskUi.side("order");
  },
  mode(conversationId: number, mode: ComposeMode) {
    useDesk.setState((state) => ({ mode: { ...state.mode, [conversationId]: mode } }));
  },
  open: (dialog: OpenDialog) => useDesk.setState({ dialog }),
  closeDialog: () => useDesk.setState({ dialog: null }),
  drawer: (drawer: boolean) => useDesk.setState({ drawer }),
  toggleMute() {
    useDesk.setState((state) => {
      soundSettings.mute(!state.muted);
      return { muted: !state.muted };
    });
  },
  toggleEnter() {
    useDesk.setState((state) => {
      keep("malldrill.desk.enterSends", !state.enterSends);
      return { enterSends: !state.enterSends };
    });
  },
};
