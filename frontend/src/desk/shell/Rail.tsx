import { Menu, Tooltip } from "@mantine/core";
import { BarChart3, Calculator, ClipboardList, Command, Megaphone, MessagesSquare, Package, PackageOpen, ShieldCheck, Volume2, VolumeX } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Presence } from "@/api/types";
import { attempt, said } from "@/lib/act";
import { useWords } from "@/lib/words";
import { Avatar } from "@/ui/Avatar";
import { BrandSign } from "@/ui/BrandMark";
import { Kbd } from "@/ui/Kbd";
import { LanguageSwitch, ThemeSwitch } from "@/ui/Switches";
import { deskUi, useDesk } from "../state/desk";
import { type DeskPage, useDeskRoute } from "../state/route";
import { useLive, useMe, useSeat } from "../state/seat";
import { useVerbs } from "../state/verbs";
import classes from "./shell.module.css";

const PRESENCES: readonly Presence[] = ["online", "paused", "break"];
const ICONS: Record<DeskPage, ReactNode> = {
  chats: <MessagesSquare size={20} aria-hidden />,
  warehouse: <Package size={20} aria-hidden />,
  rates: <Calculator size={20} aria-hidden />,
  receipts: <PackageOpen size={20} aria-hidden />,
  tickets: <ClipboardList size={20} aria-hidden />,
  approvals: <ShieldCheck size={20} aria-hidden />,
  bulletin: <Megaphone size={20} aria-hidden />,
  kpi: <BarChart3 size={20} aria-hidden />,
};

function useBadges(): Partial<Record<DeskPage, number>> {
  const me = useMe();
  return useLive((state) => {
    const conversations = Object.values(state.views.conversations);
    return {
      chats: conversations.reduce(
        (sum, one) => sum + (one.state === "queued" ? 1 : one.agent_id === me?.id ? one.unread : 0),
        0,
      ),
      approvals:
        me?.role === "lead" ? Object.values(state.views.approvals).filter((one) => one.state === "requested").length : 0,
    };
  });
}

function PresenceMenu() {
  const { t } = useTranslation();
  const word = useWords();
  const { api } = useSeat();
  const me = useMe();
  if (!me) return null;
  const choose = async (presence: Presence) => {
    await attempt(() => api.presence(presence));
    said(t("desk.toast.presence", { state: word("presence", presence) }));
  };
  return (
    <Menu position="right-end" shadow="md">
      <Menu.Target>
        <button
          type="button"
          className={classes["me"]}
          aria-label={`${me.name}. ${t("desk.rail.presence", { state: word("presence", me.presence) })}`}
        >
          <Avatar name={me.name} hue={168} size={32} />
          <span className={classes["presence"]} data-presence={me.presence} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.name}</Menu.Label>
        {PRESENCES.map((presence) => (
          <Menu.Item
            key={presence}
            aria-current={presence === me.presence}
            {...(presence === me.presence ? { fw: 650, bg: "var(--md-brand-tint)" } : {})}
            onClick={() => void choose(presence)}
          >
            {word("presence", presence)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The dark strip at the left: where to go, and the switches that concern the whole screen. */
export function Rail() {
  const { t } = useTranslation();
  const { page, id, go } = useDeskRoute();
  const badges = useBadges();
  const muted = useDesk((state) => state.muted);
  const verbs = useVerbs();
  const muteLabel = muted ? t("desk.rail.unmute") : t("desk.rail.mute");
  return (
    <nav className={classes["rail"]} aria-label={t("desk.rail.label")}>
      <span className={classes["sign"]}>
        <BrandSign size={34} />
      </span>
      {(Object.keys(ICONS) as DeskPage[]).map((name) => (
        <button
          key={name}
          type="button"
          className={classes["railItem"]}
          aria-current={page === name ? "page" : undefined}
          onClick={() => go(name, name === "chats" && page === "chats" ? id : null)}
        >
          {ICONS[name]}
          {t(`desk.rail.${name}`)}
          {badges[name] ? <span className={classes["badge"]}>{badges[name]}</span> : null}
        </button>
      ))}
      <span className={classes["spacer"]} />
      <Tooltip label={<Kbd combo="Ctrl+KeyK" />} position="right">
        <button
          type="button"
          className={classes["railSmall"]}
          aria-label={t("desk.rail.commands")}
          onClick={() => verbs.run("palette")}
        >
          <Command size={18} aria-hidden />
        </button>
      </Tooltip>
      <button
        type="button"
        className={classes["railSmall"]}
        aria-label={muteLabel}
        aria-pressed={muted}
        title={muteLabel}
        onClick={deskUi.toggleMute}
      >
        {muted ? <VolumeX size={18} aria-hidden /> : <Volume2 size={18} aria-hidden />}
      </button>
      <ThemeSwitch className={classes["railSmall"] ?? ""} />
      <LanguageSwitch className={classes["railSmall"] ?? ""} />
      <PresenceMenu />
    </nav>
  );
}
