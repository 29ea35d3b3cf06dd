import { MessageCircle } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useChatUi } from "./ui";
import styles from "./button.module.css";

/** The way to the chat from every page; on phones the bottom bar has it instead. */
export function ChatButton() {
  const { t } = useTranslation();
  const { open, unread, show } = useChatUi();
  if (open) return null;
  return (
    <button
      type="button"
      className={styles["fab"]}
      aria-label={unread > 0 ? t("shop.chat.openUnread", { count: unread }) : t("shop.chat.open")}
      onClick={() => show(true)}
    >
      <MessageCircle size={22} aria-hidden />
      <span aria-hidden>{t("shop.nav.chat")}</span>
      {unread > 0 ? (
        <span className={styles["count"]} aria-hidden>
          {unread}
        </span>
      ) : null}
    </button>
  );
}
