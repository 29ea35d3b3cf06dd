import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ApprovalView, ConversationView, DisruptionView, MessageView } from "@/api/types";
import { said } from "@/lib/act";
import { money } from "@/lib/money";
import { play } from "@/lib/sound";
import { wordOf } from "@/lib/words";
import unreadIcon from "@/ui/favicon-unread.svg?url";
import { announce } from "@/ui/live";
import { useQueue } from "../queue/useQueue";
import { useMe, useSeat } from "../state/seat";

const TITLE_ICON = { plain: "/favicon.svg", unread: unreadIcon };

/** Sounds and spoken lines for what comes in: a new shopper, a message, a decision of the lead, a notice. */
function useIncoming(): void {
  const { t } = useTranslation();
  const seat = useSeat();
  const me = useMe();
  const meId = me?.id ?? null;
  useEffect(
    () =>
      seat.onEvent((event) => {
        const conversation = event.data["conversation"] as ConversationView | undefined;
        const message = event.data["message"] as MessageView | undefined;
        const approval = event.data["approval"] as ApprovalView | undefined;
        if (event.kind === "helpdesk.conversation.opened" && conversation?.state === "queued") {
          play("queue");
          announce(t("desk.queue.newQueued", { name: conversation.shopper.nick }));
        } else if (message?.author_kind === "shopper" && conversation?.agent_id === meId) {
          play("message");
        } else if (approval && (approval.state === "granted" || approval.state === "declined")) {
          said(
            t(`desk.approvals.${approval.state}`, {
              what: wordOf("desk.approvals.verb", approval.verb.split(".").at(-1) ?? approval.verb),
              amount: money(approval.amount_cents),
            }),
          );
        } else if (event.kind === "logistics.disruption.declared") {
          // The page may not be open, so the query has no function of its own; a lost line is told elsewhere.
          const queryFn = async (): Promise<DisruptionView[]> => (await seat.api.snapshot()).disruptions;
          void seat.queries
            .fetchQuery({ queryKey: ["disruptions"], queryFn })
            .then((all) => {
              const newest = all.find((one) => one.id === event.data["disruption_id"]);
              if (!newest) return;
              said(t("desk.bulletin.new", { hub: newest.hub, kind: wordOf("common.disruption", newest.kind) }));
            })
            .catch(() => undefined);
        }
      }),
    [seat, meId, t],
  );
}

/** One alarm for each shopper whose waiting time runs over, once per wait. */
function useBreaches(): void {
  const { t } = useTranslation();
  const { groups, settings, waitOf } = useQueue();
  const told = useRef(new Set<string>());
  for (const conversation of [...groups.queued, ...groups.mine]) {
    const { waited, urgency } = waitOf(conversation);
    const key = `${conversation.id}:${conversation.waiting_since_desk_ms ?? conversation.opened_desk_ms}`;
    if (urgency !== "red" || waited === null || told.current.has(key)) continue;
    told.current.add(key);
    // Those that ran over long before this page was opened are shown, not shouted.
    if (waited > settings.red_ms + 5000) continue;
    const words = t("desk.queue.breach", { name: conversation.shopper.nick, seconds: Math.floor(waited / 1000) });
    queueMicrotask(() => {
      play("breach");
      announce(words, "assertive");
    });
  }
}

/** The tab's title counts what is unread or waiting; the icon gets a dot. */
function useTitle(): void {
  const { t } = useTranslation();
  const { groups } = useQueue();
  const count = groups.queued.length + groups.mine.reduce((sum, one) => sum + one.unread, 0);
  useEffect(() => {
    document.title = count > 0 ? `(${count}) ${t("desk.title")}` : t("desk.title");
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (icon) icon.href = count > 0 ? TITLE_ICON.unread : TITLE_ICON.plain;
  }, [count, t]);
}

/** Renders nothing; rings, speaks and counts. Apart, so that its ticking redraws nothing else. */
export function Alarms() {
  useIncoming();
  useBreaches();
  useTitle();
  return null;
}
