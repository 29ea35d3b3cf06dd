import { Button, Tooltip } from "@mantine/core";
import { AlertTriangle, ChevronDown, ChevronRight, Inbox } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView } from "@/api/types";
import { EmptyState } from "@/ui/EmptyState";
import { Kbd } from "@/ui/Kbd";
import { useVerbs } from "../state/verbs";
import { useDeskRoute } from "../state/route";
import { QueueRow } from "./QueueRow";
import { useHeldOrder, useQueue } from "./useQueue";
import classes from "./queue.module.css";

/** The list of conversations: who waits in the queue, who is with me, what is put off, what has ended. */
export function QueuePane() {
  const { t } = useTranslation();
  const { groups, settings, waitOf } = useQueue();
  const { id: current, go } = useDeskRoute();
  const verbs = useVerbs();
  const [held, setHeld] = useState(false);
  const [open, setOpen] = useState<Record<string, boolean>>({ snoozed: true, closed: false });
  const overdue = [...groups.queued, ...groups.mine].filter((one) => waitOf(one).urgency === "red");
  const late = new Set(overdue.map((one) => one.id));
  const queued = useHeldOrder(groups.queued.filter((one) => !late.has(one.id)), held);
  const mine = useHeldOrder(groups.mine.filter((one) => !late.has(one.id)), held);
  const moved = queued.moved + mine.moved;

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowDown: 1, KeyJ: 1, ArrowUp: -1, KeyK: -1 }[event.code];
    if (!step || event.altKey || event.ctrlKey) return;
    const rows = [...event.currentTarget.querySelectorAll<HTMLButtonElement>("[data-conversation]")];
    const at = rows.indexOf(document.activeElement as HTMLButtonElement);
    event.preventDefault();
    rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.focus();
  };

  const row = (conversation: ConversationView) => {
    const { waited, urgency } = waitOf(conversation);
    return (
      <QueueRow
        key={conversation.id}
        conversation={conversation}
        waited={waited}
        urgency={urgency}
        redMs={settings.red_ms}
        current={conversation.id === current}
        onPick={(id) => (conversation.state === "queued" ? verbs.accept(id) : go("chats", id))}
      />
    );
  };
  const list = (label: string, rows: ConversationView[]) =>
    rows.length > 0 ? (
      <ul className={classes["list"]} aria-label={label}>
        {rows.map(row)}
      </ul>
    ) : null;
  const fold = (name: "snoozed" | "closed", rows: ConversationView[]) =>
    rows.length > 0 ? (
      <>
        <button
          type="button"
          className={classes["fold"]}
          aria-expanded={open[name] ?? false}
          onClick={() => setOpen((state) => ({ ...state, [name]: !state[name] }))}
        >
          {open[name] ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
          {t(`desk.queue.${name}`)}
          <span className={classes["count"]}>{rows.length}</span>
        </button>
        {open[name] ? list(t(`desk.queue.${name}`), rows) : null}
      </>
    ) : null;

  const nothing = groups.queued.length + groups.mine.length + groups.snoozed.length + groups.closed.length === 0;
  return (
    <nav className={classes["pane"]} aria-label={t("desk.queue.label")} id="desk-queue">
      <div className={classes["head"]}>
        <h2 className={classes["heading"]}>
          {t("desk.queue.heading")}
          <span className={classes["waiting"]}>
            {groups.queued.length > 0
              ? t("desk.queue.waiting", { n: groups.queued.length })
              : t("desk.queue.noneWaiting")}
          </span>
        </h2>
        <Tooltip label={<Kbd combo="Alt+KeyN" />} openDelay={200}>
          <Button
            size="xs"
            variant={groups.queued.length > 0 ? "filled" : "default"}
            disabled={groups.queued.length === 0}
            onClick={() => verbs.run("acceptNext")}
          >
            {t("desk.queue.acceptNext")}
          </Button>
        </Tooltip>
      </div>
      {/* The keys move the focus between the rows' own buttons. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className={classes["scroll"]}
        onKeyDown={onKeyDown}
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
      >
        {moved > 0 ? (
          <button
            type="button"
            className={classes["updates"]}
            onClick={() => {
              queued.apply();
              mine.apply();
            }}
          >
            {t("desk.queue.updates", { n: moved })}
          </button>
        ) : null}
        {nothing ? (
          <EmptyState
            icon={<Inbox size={28} aria-hidden />}
            title={t("desk.queue.empty")}
            text={t("desk.queue.emptyHint")}
          />
        ) : null}
        {overdue.length > 0 ? (
          <>
            <h3 className={classes["group"]} data-alarm="">
              <AlertTriangle size={13} aria-hidden />
              {t("desk.queue.pinned")}
            </h3>
            {list(t("desk.queue.pinned"), overdue)}
          </>
        ) : null}
        {queued.rows.length > 0 ? <h3 className={classes["group"]}>{t("desk.queue.queued")}</h3> : null}
        {list(t("desk.queue.queued"), queued.rows)}
        {mine.rows.length > 0 ? <h3 className={classes["group"]}>{t("desk.queue.mine")}</h3> : null}
        {list(t("desk.queue.mine"), mine.rows)}
        {fold("snoozed", groups.snoozed)}
        {fold("closed", groups.closed)}
      </div>
    </nav>
  );
}
