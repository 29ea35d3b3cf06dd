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
    <button type="button" className={styles["fab"]} onClick={() => show(true)}>
      <MessageCircle size={22} aria-hidden />
      {t("shop.chat.open")}
      {unread > 0 ? (
        <>
          <span className={styles["count"]} aria-hidden>
            {unread}
          </span>
          <span className="md-hidden">{t("shop.chat.unread", { count: unread })}</span>
        </>
      ) : null}
    </button>
  );
}
