import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { said } from "@/lib/act";
import { useSelected, useShownOrder, useShownOrderId } from "../state/chats";
import { deskUi, useDesk } from "../state/desk";
import { CloseDialog, SnoozeDialog } from "./ChatDialogs";
import { CouponDialog } from "./CouponDialog";
import { NoteDialog } from "./NoteDialog";
import { EndDialog, HelpDialog, RefuseDialog } from "./OtherDialogs";
import { ParcelDialog } from "./ParcelDialog";
import { PayoutDialog } from "./PayoutDialog";
import { QuoteDialog } from "./QuoteDialog";
import { RefundDialog } from "./RefundDialog";
import { TicketDialog } from "./TicketDialog";
import { WorkOrderDialog } from "./WorkOrderDialog";

const OF_ORDER = new Set(["payout", "coupon", "refund", "workOrder", "note", "quote", "parcel"]);

/** The one dialog that is open, for the conversation and order on screen. */
export default function Dialogs() {
  const { t } = useTranslation();
  const dialog = useDesk((state) => state.dialog);
  const conversation = useSelected();
  const orderId = useShownOrderId();
  const order = useShownOrder().data ?? null;
  const pointless = dialog !== null && OF_ORDER.has(dialog.name) && orderId === null;
  useEffect(() => {
    if (!pointless) return;
    deskUi.closeDialog();
    deskUi.side("order");
    said(t("desk.order.none"));
  }, [pointless, t]);

  if (!dialog) return null;
  if (dialog.name === "help") return <HelpDialog />;
  if (dialog.name === "end") return <EndDialog />;
  if (dialog.name === "refuse") return <RefuseDialog returnId={dialog.returnId} />;
  if (!conversation) return null;
  if (dialog.name === "snooze") return <SnoozeDialog conversation={conversation} />;
  if (dialog.name === "close") return <CloseDialog conversation={conversation} />;
  if (dialog.name === "ticket") return <TicketDialog conversation={conversation} orderId={orderId} />;
  if (!order) return null;
  const props = { order, conversationId: conversation.id };
  if (dialog.name === "payout") return <PayoutDialog {...props} />;
  if (dialog.name === "coupon") return <CouponDialog {...props} />;
  if (dialog.name === "refund") return <RefundDialog {...props} />;
  if (dialog.name === "quote") return <QuoteDialog {...props} />;
  if (dialog.name === "parcel") return <ParcelDialog order={order} />;
  if (dialog.name === "workOrder") return <WorkOrderDialog {...props} />;
  return <NoteDialog order={order} />;
}
