import { PackageSearch, SendHorizontal, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isComposing } from "@/lib/keys";
import { useOrder, useProduct } from "../queries";
import { useSeat } from "../seat";
import type { CardRef, ConversationView, MessageView } from "../types";
import { Picture } from "../ui/bits";
import { IconButton } from "../ui/Button";
import { OrderPicker } from "./OrderPicker";
import { useChatUi } from "./ui";
import styles from "./chat.module.css";

const MAX = 2000;
const TYPING_EVERY_MS = 2500;

function Title({ about }: { about: CardRef }) {
  return about.type === "order" ? <OrderTitle id={about.id} /> : <ProductTitle id={about.id} />;
}
function OrderTitle({ id }: { id: number }) {
  const { data } = useOrder(id);
  return <TitleRow picture={data?.lines[0]?.picture} title={data?.lines[0]?.title} />;
}
function ProductTitle({ id }: { id: number }) {
  const { data } = useProduct(id);
  return <TitleRow picture={data?.picture} title={data?.title} />;
}
function TitleRow({ picture, title }: { picture: string | undefined; title: string | undefined }) {
  return (
    <>
      <span className={styles["aboutImage"]}>{picture ? <Picture hash={picture} /> : null}</span>
      <span className={styles["aboutTitle"]}>{title ?? "…"}</span>
    </>
  );
}

/** Whether the conversation has this card already, in its present session. */
function alreadySaid(messages: readonly MessageView[], about: CardRef, session: number | undefined): boolean {
  return messages.some(
    (message) =>
      message.session_no === session && message.card?.["type"] === about.type && message.card["id"] === about.id,
  );
}

interface Props {
  conversation: ConversationView | null;
  messages: readonly MessageView[];
  onSend: (text: string, card: CardRef | null, orderId: number | null) => void;
}

export function Composer({ conversation, messages, onSend }: Props) {
  const { t } = useTranslation();
  const { feed } = useSeat();
  const { draft, write, about, lookAt } = useChatUi();
  const [picking, setPicking] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const typedAt = useRef(0);
  const offered = about && !alreadySaid(messages, about, conversation?.session_no) ? about : null;
  const text = draft.trim();

  useEffect(() => box.current?.focus(), []);
  useEffect(() => {
    const area = box.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, 132)}px`;
  }, [draft]);

  const send = () => {
    if (!text && !offered) return;
    onSend(text.slice(0, MAX), offered, offered?.type === "order" ? offered.id : null);
    write("");
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    send();
  };
  const onType = (value: string) => {
    write(value);
    const now = Date.now();
    if (!conversation || now - typedAt.current < TYPING_EVERY_MS) return;
    typedAt.current = now;
    feed.typing(conversation.id);
  };

  return (
    <div className={styles["composer"]}>
      {picking ? (
        <OrderPicker
          onPick={(id) => {
            setPicking(false);
            if (id !== null) onSend("", { type: "order", id }, id);
            box.current?.focus();
          }}
        />
      ) : null}
      {offered ? (
        <div className={styles["about"]}>
          <span className={styles["aboutWord"]}>{t("shop.chat.attached")}</span>
          <Title about={offered} />
          <button type="button" className={styles["aboutSend"]} onClick={() => onSend("", offered, offered.type === "order" ? offered.id : null)}>
            {offered.type === "order" ? t("shop.chat.attach") : t("shop.chat.attachProduct")}
          </button>
          <IconButton label={t("shop.chat.dropAttached")} onClick={() => lookAt(null)}>
            <X size={16} aria-hidden />
          </IconButton>
        </div>
      ) : null}
      <div className={styles["inputRow"]}>
        <IconButton label={t("shop.chat.pickOrder")} aria-expanded={picking} onClick={() => setPicking(!picking)}>
          <PackageSearch size={20} aria-hidden />
        </IconButton>
        <textarea
          ref={box}
          rows={1}
          value={draft}
          maxLength={MAX}
          aria-label={t("shop.chat.input")}
          placeholder={t("shop.chat.placeholder")}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          className={styles["send"]}
          aria-label={t("shop.chat.send")}
          title={t("shop.chat.send")}
          disabled={!text}
          onClick={send}
        >
          <SendHorizontal size={18} aria-hidden />
        </button>
      </div>
    </div>
  );
}
