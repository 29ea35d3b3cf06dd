import { Tooltip } from "@mantine/core";
import { Ban, Calculator, ClipboardList, HandCoins, Megaphone, PackageSearch, StickyNote, Ticket } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/ui/EmptyState";
import { Kbd } from "@/ui/Kbd";
import { useSelected } from "../state/chats";
import { deskUi, type SideTab, useDesk } from "../state/desk";
import { comboFor, useVerbs, type VerbId } from "../state/verbs";
import { BuyerTab } from "./BuyerTab";
import { OrderTab } from "./OrderTab";
import { PoliciesTab } from "./PoliciesTab";
import classes from "./side.module.css";

const TABS: readonly SideTab[] = ["buyer", "order", "policies"];

const ACTIONS: readonly { verb: VerbId; label: "chase" | "pay" | "giveCoupon" | "refundIt" | "note" | "ticket" | "quoteIt" | "parcelIt"; icon: ReactNode }[] = [
  { verb: "chase", label: "chase", icon: <Megaphone size={14} aria-hidden /> },
  { verb: "payout", label: "pay", icon: <HandCoins size={14} aria-hidden /> },
  { verb: "coupon", label: "giveCoupon", icon: <Ticket size={14} aria-hidden /> },
  { verb: "refund", label: "refundIt", icon: <Ban size={14} aria-hidden /> },
  { verb: "sellerNote", label: "note", icon: <StickyNote size={14} aria-hidden /> },
  { verb: "ticket", label: "ticket", icon: <ClipboardList size={14} aria-hidden /> },
  { verb: "quote", label: "quoteIt", icon: <Calculator size={14} aria-hidden /> },
  { verb: "parcel", label: "parcelIt", icon: <PackageSearch size={14} aria-hidden /> },
];

/** Shopper, order and policies beside the chat, with what can be done for the order at the bottom. */
export function SidePane() {
  const { t } = useTranslation();
  const id = useId();
  const verbs = useVerbs();
  const selected = useSelected();
  const tab = useDesk((state) => state.side);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length];
    if (!next) return;
    deskUi.side(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <aside className={classes["pane"]} aria-label={t("desk.side.label")} id="desk-side">
      <div className={classes["tabs"]} role="tablist" aria-label={t("desk.side.label")}>
        {TABS.map((name) => (
          <button
            key={name}
            id={`${id}-${name}`}
            type="button"
            role="tab"
            className={classes["tab"]}
            aria-selected={tab === name}
            aria-controls={`${id}-panel`}
            tabIndex={tab === name ? 0 : -1}
            onKeyDown={onKeyDown}
            onClick={() => deskUi.side(name)}
          >
            {t(`desk.side.${name}`)}
          </button>
        ))}
      </div>
      <div className={classes["panel"]} id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${tab}`} tabIndex={0}>
        {tab === "policies" ? (
          <PoliciesTab />
        ) : selected === null ? (
          <EmptyState title={t("desk.side.pick")} />
        ) : tab === "buyer" ? (
          <BuyerTab conversation={selected} />
        ) : (
          <OrderTab key={selected.id} />
        )}
      </div>
      {selected && selected.state !== "queued" ? (
        <div className={classes["actions"]} role="group" aria-label={t("desk.order.actions")}>
          {ACTIONS.map(({ verb, label, icon }) => (
            <Tooltip key={verb} label={<Kbd combo={comboFor(verb) ?? ""} />}>
              <button type="button" className={classes["action"]} onClick={() => verbs.run(verb)}>
                {icon}
                {t(`desk.order.${label}`)}
              </button>
            </Tooltip>
          ))}
        </div>
      ) : null}
    </aside>
  );
}
