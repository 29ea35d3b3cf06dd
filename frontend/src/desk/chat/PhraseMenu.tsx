import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { QuickReply } from "@/api/types";
import { EmptyState } from "@/ui/EmptyState";
import classes from "./composer.module.css";

interface PhraseMenuProps {
  id: string;
  replies: QuickReply[];
  active: number;
  /** Headings only while the whole list is shown; matches come best first, in no category's order. */
  grouped: boolean;
  onPick(reply: QuickReply): void;
  onActive(index: number): void;
}

export const optionId = (menu: string, index: number) => `${menu}-${index}`;

/** The quick replies above the composer. The focus stays in the composer, whose arrow keys move the choice. */
export function PhraseMenu({ id, replies, active, grouped, onPick, onActive }: PhraseMenuProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active]);
  if (replies.length === 0) {
    return (
      <div className={classes["menu"]}>
        <EmptyState title={t("desk.composer.noReply")} text={t("desk.composer.noReplyHint")} />
      </div>
    );
  }
  return (
    <ul className={classes["menu"]} ref={list} id={id} role="listbox" aria-label={t("desk.composer.replies")}>
      {replies.map((reply, index) => (
        <li key={reply.id} role="presentation">
          {grouped && reply.category !== replies[index - 1]?.category ? (
            <div className={classes["category"]} role="presentation">
              {reply.category}
            </div>
          ) : null}
          {/* The keyboard chooses from the composer, by aria-activedescendant. */}
          {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events */}
          <div
            id={optionId(id, index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={classes["option"]}
            onPointerMove={() => onActive(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(reply)}
          >
            <span className={classes["short"]}>/{reply.shortcut}</span>
            <span className={classes["optionTitle"]}>{reply.title}</span>
            <span className={classes["optionText"]}>{reply.text}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}
