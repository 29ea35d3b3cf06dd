import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/Button";
import { Skeleton } from "../ui/bits";
import { Failed } from "../ui/states";
import { Composer } from "./Composer";
import { Messages } from "./Messages";
import { Rating } from "./Rating";
import { Status } from "./Status";
import { useChatUi } from "./ui";
import { useSending } from "./sending";
import { useMessages, useOlder } from "./useChat";
import styles from "./chat.module.css";

/** The chat widget: a dock on wide screens, the whole screen on a phone. Loaded when first opened. */
export default function ChatPanel() {
  const { t } = useTranslation();
  const show = useChatUi((state) => state.show);
  const { conversation, messages, query, ahead } = useMessages();
  const older = useOlder(query.data?.next_before ?? null);
  const { send, again } = useSending();
  const panel = useRef<HTMLElement>(null);
  const [opener] = useState(() => document.activeElement);

  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    },
    [opener],
  );

  useEffect(() => {
    const box = panel.current;
    const leave = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.isComposing) show(false);
    };
    box?.addEventListener("keydown", leave);
    return () => box?.removeEventListener("keydown", leave);
  }, [show]);

  return (
    <section
      ref={panel}
      className={styles["panel"]}
      role="dialog"
      aria-modal={false}
      aria-label={t("shop.chat.title")}
    >
      <header className={styles["head"]}>
        <div>
          <h2>{t("shop.chat.title")}</h2>
          <p>{t("shop.title")}</p>
        </div>
        <IconButton label={t("shop.chat.close")} onClick={() => show(false)}>
          <X size={20} aria-hidden />
        </IconButton>
      </header>
      <Status conversation={conversation} ahead={ahead} />
      {query.error && messages.length === 0 ? (
        <Failed error={query.error} retry={() => void query.refetch()} />
      ) : query.isPending ? (
        <div className={styles["loading"]} aria-busy>
          <Skeleton height={52} width="70%" />
          <Skeleton height={52} width="60%" />
        </div>
      ) : (
        <Messages conversation={conversation} messages={messages} older={older} onRetry={again} />
      )}
      <Rating conversation={conversation} />
      <Composer conversation={conversation} messages={messages} onSend={send} />
    </section>
  );
}
