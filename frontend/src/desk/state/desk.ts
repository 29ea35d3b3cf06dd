import { create } from "zustand";
import { keep, recall } from "@/lib/storage";
import { soundSettings } from "@/lib/sound";

export type SideTab = "buyer" | "order" | "policies";
export type ComposeMode = "reply" | "note";

export type DialogName =
  | "payout" | "coupon" | "refund" | "workOrder" | "note" | "ticket" | "snooze" | "close" | "end" | "help";

export type OpenDialog =
  | { name: Exclude<DialogName, "workOrder"> }
  | { name: "workOrder"; kind?: string }
  | { name: "refuse"; returnId: number };

interface DeskState {
  side: SideTab;
  /** Conversation → the order shown in its side panel, when it is not the linked one. */
  orderOf: Record<number, number>;
  mode: Record<number, ComposeMode>;
  dialog: OpenDialog | null;
  drawer: boolean;
  muted: boolean;
  enterSends: boolean;
}

/** What the desk's screen remembers. None of it is the server's business. */
export const useDesk = create<DeskState>(() => ({
  side: recall<SideTab>("malldrill.desk.side", "order"),
  orderOf: {},
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
    useDesk.setState((state) => ({ orderOf: { ...state.orderOf, [conversationId]: orderId } }));
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
