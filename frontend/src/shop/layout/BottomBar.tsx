import { Home, LayoutGrid, MessageCircle, Package, User } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useRoute } from "wouter";
import { useChatUi } from "../chat/ui";
import styles from "./layout.module.css";

function Tab({ href, icon, label }: { href: string; icon: ReactNode; label: string }) {
  const [here] = useRoute(href === "/" ? "/" : `${href}/*?`);
  return (
    <Link href={href} className={styles["tab"]} aria-current={here ? "page" : undefined}>
      {icon}
      {label}
    </Link>
  );
}

/** On a phone: the way about the shop, under the thumb. */
export function BottomBar() {
  const { t } = useTranslation();
  const unread = useChatUi((state) => state.unread);
  const show = useChatUi((state) => state.show);
  return (
    <nav className={styles["bottomBar"]} aria-label={t("shop.nav.label")}>
      <Tab href="/" icon={<Home size={21} aria-hidden />} label={t("shop.nav.home")} />
      <Tab href="/categories" icon={<LayoutGrid size={21} aria-hidden />} label={t("shop.nav.categories")} />
      <button
        type="button"
        className={styles["tab"]}
        onClick={() => show(true)}
      >
        <span className={styles["tabIcon"]}>
          <MessageCircle size={21} aria-hidden />
          {unread > 0 ? <span className={styles["badge"]} aria-hidden>{unread}</span> : null}
        </span>
        {t("shop.nav.chat")}
        {unread > 0 ? <span className="md-hidden">{t("shop.chat.unread", { count: unread })}</span> : null}
      </button>
      <Tab href="/orders" icon={<Package size={21} aria-hidden />} label={t("shop.nav.ordersShort")} />
      <Tab href="/me" icon={<User size={21} aria-hidden />} label={t("shop.nav.me")} />
    </nav>
  );
}
