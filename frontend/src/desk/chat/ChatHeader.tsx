import { ActionIcon, Button, Group, Tooltip } from "@mantine/core";
import { AlarmClock, PanelRight, Play } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ConversationView } from "@/api/types";
import { deskNow, useTick } from "@/live/clock";
import { stopwatch } from "@/lib/time";
import { useWords } from "@/lib/words";
import { Avatar } from "@/ui/Avatar";
import { Chip, type Tone } from "@/ui/Chip";
import { Kbd } from "@/ui/Kbd";
import { WaitRing } from "@/ui/WaitRing";
import { urgencyOf, waitedMs } from "../queue/rules";
import { deskUi } from "../state/desk";
import { useLive, useSettings } from "../state/seat";
import { comboFor, useVerbs, type VerbId } from "../state/verbs";
import classes from "./chat.module.css";

const TONES: Partial<Record<ConversationView["state"], Tone>> = {
  active: "brand",
  waiting_customer: "neutral",
  queued: "amber",
  snoozed: "blue",
  wrap_up: "amber",
};

function Hint({ verb }: { verb: VerbId }) {
  const combo = comboFor(verb);
  return combo ? <Kbd combo={combo} /> : null;
}

/** The waiting time while a shopper waits, else how long we have been talking. */
function WaitClock({ conversation }: { conversation: ConversationView }) {
  const { t } = useTranslation();
  useTick();
  const settings = useSettings();
  const now = deskNow(useLive((state) => state.clock));
  const waited = waitedMs(conversation, now);
  const tone = urgencyOf(waited, settings);
  if (waited === null) {
    const from = conversation.accepted_desk_ms;
    if (from === null) return null;
    const until = conversation.closed_desk_ms ?? now;
    return (
      <span className={classes["clock"]}>
        {t("desk.chat.talking")}
        <b>{stopwatch(until - from)}</b>
      </span>
    );
  }
  return (
    <span className={classes["clock"]} data-tone={tone}>
      {t("desk.chat.waitingFor")}
      <b>
        <WaitRing part={waited / settings.red_ms} tone={tone} size={15} />
        {stopwatch(waited)}
      </b>
    </span>
  );
}

/** Who it is, about which order, how long they have waited, and what can be done with the conversation. */
export function ChatHeader({ conversation }: { conversation: ConversationView }) {
  const { t } = useTranslation();
  const word = useWords();
  const verbs = useVerbs();
  const { shopper, state } = conversation;
  const talking = state === "active" || state === "waiting_customer";
  const orderId = conversation.order_id;
  return (
    <header className={classes["head"]}>
      <Avatar name={shopper.name || shopper.nick} hue={shopper.hue} />
      <div className={classes["headWho"]}>
        <h2 className={classes["title"]}>
          <span style={{ overflow: "hidden", textOverflow: "ellipsis" }}>{shopper.nick}</span>
          <Chip tone={TONES[state] ?? "neutral"}>{word("conversationState", state)}</Chip>
        </h2>
        <div className={classes["sub"]}>
          {t("common.level", { n: shopper.level })}
          {" · "}
          {orderId !== null ? (
            <button
              type="button"
              className={classes["linkish"]}
              onClick={() => deskUi.showOrder(conversation.id, orderId)}
            >
              {t("desk.chat.order", { no: conversation.order_no })}
            </button>
          ) : (
            t("desk.chat.noOrder")
          )}
        </div>
      </div>
      <WaitClock conversation={conversation} />
      <Group gap={6} wrap="nowrap">
        {talking ? (
          <Tooltip label={<Hint verb="snooze" />}>
            <ActionIcon
              variant="default"
              size={30}
              aria-label={t("desk.chat.snooze")}
              onClick={() => verbs.run("snooze")}
            >
              <AlarmClock size={16} />
            </ActionIcon>
          </Tooltip>
        ) : null}
        {state === "snoozed" ? (
          <Button size="xs" variant="default" leftSection={<Play size={14} />} onClick={() => verbs.run("snooze")}>
            {t("desk.chat.resume")}
          </Button>
        ) : null}
        {talking ? (
          <Tooltip label={<Hint verb="wrapUp" />}>
            <Button size="xs" variant="default" onClick={() => verbs.run("wrapUp")}>
              {t("desk.chat.wrapUp")}
            </Button>
          </Tooltip>
        ) : null}
        {talking || state === "wrap_up" ? (
          <Tooltip label={<Hint verb="close" />}>
            <Button
              size="xs"
              variant={state === "wrap_up" ? "filled" : "default"}
              onClick={() => verbs.run("close")}
            >
              {t("desk.chat.close")}
            </Button>
          </Tooltip>
        ) : null}
        <ActionIcon
          className="desk-drawer-button"
          variant="default"
          size={30}
          aria-label={t("desk.side.open")}
          onClick={() => deskUi.drawer(true)}
        >
          <PanelRight size={16} />
        </ActionIcon>
      </Group>
    </header>
  );
}
