import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import { Paperclip, SendHorizontal, Zap } from "lucide-react";
import { type KeyboardEvent, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView } from "@/api/types";
import { isComposing } from "@/lib/keys";
import { Kbd } from "@/ui/Kbd";
import { deskUi, useDesk } from "../state/desk";
import { useLive } from "../state/seat";
import { useVerbs } from "../state/verbs";
import { CardMenu } from "./CardMenu";
import { optionId, PhraseMenu } from "./PhraseMenu";
import { useComposer } from "./useComposer";
import classes from "./composer.module.css";

/** Where the agent writes: reply or note, quick replies by "/", variables by Tab, Enter that respects input methods. */
export function Composer({ conversation }: { conversation: ConversationView }) {
  const { t } = useTranslation();
  const menuId = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const composer = useComposer(conversation, area);
  const verbs = useVerbs();
  const enterSends = useDesk((state) => state.enterSends);
  const offline = useLive((state) => state.connection.state === "off");
  const { mode, text, blanks, matches, active } = composer;
  const note = mode === "note";
  const open = composer.slash !== null;
  const blank = blanks[0] ?? null;
  const nameOf = (name: string) => t(`desk.variable.${name}` as "desk.variable.buyer");

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event)) return;
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (open && plain) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && matches.length > 0) {
        event.preventDefault();
        composer.setActive((active + step + matches.length) % matches.length);
        return;
      }
      const chosen = matches[active];
      if ((event.key === "Enter" || event.key === "Tab") && chosen) {
        event.preventDefault();
        composer.pick(chosen);
        return;
      }
      if (event.key === "Escape") {
        event.preventDefault();
        composer.closeMenu();
        return;
      }
    }
    if (event.key === "Tab" && plain && !note && composer.fill()) {
      event.preventDefault();
      return;
    }
    if (event.key !== "Enter" || event.shiftKey) return;
    if (event.altKey) {
      event.preventDefault();
      if (composer.send()) verbs.run("longest");
    } else if (event.ctrlKey || event.metaKey || enterSends) {
      event.preventDefault();
      composer.send();
    }
  };

  const names = [...new Set(blanks.map((one) => nameOf(one.name)))].join(", ");
  const value = blank ? composer.values[blank.name] : undefined;
  return (
    <div className={classes["box"]} {...(note ? { "data-note": "" } : {})}>
      {open ? (
        <PhraseMenu
          id={menuId}
          replies={matches}
          active={active}
          grouped={composer.slash?.query.trim() === ""}
          onPick={composer.pick}
          onActive={composer.setActive}
        />
      ) : null}
      {blank && !note ? (
        <div className={classes["fill"]}>
          <Kbd combo="Tab" />
          <span>
            {value === undefined
              ? t("desk.composer.fillManual", { name: nameOf(blank.name) })
              : t("desk.composer.fill", { name: nameOf(blank.name), value })}
          </span>
        </div>
      ) : null}
      <textarea
        id="desk-composer"
        ref={area}
        className={classes["text"]}
        rows={2}
        value={text}
        maxLength={2000}
        aria-label={note ? t("desk.composer.noteLabel") : t("desk.composer.label")}
        aria-autocomplete="list"
        aria-controls={open && matches.length > 0 ? menuId : undefined}
        aria-activedescendant={open && matches.length > 0 ? optionId(menuId, active) : undefined}
        placeholder={note ? t("desk.composer.notePlaceholder") : t("desk.composer.placeholder")}
        onChange={(event) => composer.write(event.target.value, event.target.selectionStart)}
        onSelect={(event) => composer.setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      <div className={classes["tools"]}>
        <div className={classes["modes"]}>
          {(["reply", "note"] as const).map((name) => (
            <button
              key={name}
              type="button"
              className={classes["mode"]}
              aria-pressed={mode === name}
              onClick={() => {
                deskUi.mode(conversation.id, name);
                area.current?.focus();
              }}
            >
              {t(`desk.composer.${name}`)}
            </button>
          ))}
        </div>
        {note ? null : (
          <>
            <Tooltip label={<Kbd combo="Slash" />}>
              <ActionIcon
                variant="subtle"
                size={28}
                aria-label={t("desk.composer.replies")}
                onClick={() => {
                  const next = text === "" ? "/" : `${text}\n/`;
                  composer.write(next, next.length);
                  area.current?.focus();
                }}
              >
                <Zap size={16} />
              </ActionIcon>
            </Tooltip>
            <Menu position="top-start" shadow="md" withinPortal>
              <Menu.Target>
                <ActionIcon variant="subtle" size={28} aria-label={t("desk.composer.attach")}>
                  <Paperclip size={16} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <CardMenu order={composer.order} onSend={composer.sendCard} />
              </Menu.Dropdown>
            </Menu>
          </>
        )}
        <span className={classes["hint"]} {...(blank && !note ? { "data-warn": "" } : {})}>
          {blank && !note ? (
            t("desk.composer.unfilled", { names })
          ) : offline ? (
            t("desk.composer.offline")
          ) : (
            <button
              type="button"
              className={classes["enter"]}
              title={t("desk.composer.enterSetting")}
              onClick={deskUi.toggleEnter}
            >
              {enterSends ? t("desk.composer.enterSends") : t("desk.composer.ctrlEnterSends")}
            </button>
          )}
        </span>
        <Button
          size="xs"
          color={note ? "amber" : "brand"}
          variant={note ? "light" : "filled"}
          disabled={text.trim() === "" || (!note && blank !== null)}
          rightSection={<SendHorizontal size={14} aria-hidden />}
          onClick={() => {
            composer.send();
            area.current?.focus();
          }}
        >
          {note ? t("desk.composer.saveNote") : t("desk.composer.send")}
        </Button>
      </div>
    </div>
  );
}
