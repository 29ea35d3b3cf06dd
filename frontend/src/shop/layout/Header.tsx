import { ClipboardList, Package, Store, Ticket } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useRoute } from "wouter";
import { Avatar } from "@/ui/Avatar";
import { LanguageSwitch, ThemeSwitch } from "@/ui/Switches";
import { useSeat } from "../seat";
import { SearchBox } from "./SearchBox";
import styles from "./layout.module.css";

function NavLink({ href, icon, children }: { href: string; icon: ReactNode; children: ReactNode }) {
  const [here] = useRoute(`${href}/*?`);
  return (
    <Link href={href} className={styles["navLink"]} aria-current={here ? "page" : undefined}>
      {icon}
      {children}
    </Link>
  );
}

export function Header() {
  const { t } = useTranslation();
  const { snapshot } = useSeat();
  return (
    <header className={styles["header"]}>
      <div className={styles["headerRow"]}>
        <Link href="/" className={styles["brand"]}>
          <span className={styles["mark"]} aria-hidden>
            <Store size={20} />
          </span>
          <span className={styles["brandName"]}>{t("shop.title")}</span>
        </Link>
        <SearchBox />
        <nav className={styles["nav"]} aria-label={t("shop.nav.label")}>
          <NavLink href="/orders" icon={<Package size={18} aria-hidden />}>
            {t("shop.nav.orders")}
          </NavLink>
          <NavLink href="/coupons" icon={<Ticket size={18} aria-hidden />}>
            {t("shop.nav.coupons")}
          </NavLink>
          <NavLink href="/tickets" icon={<ClipboardList size={18} aria-hidden />}>
            {t("shop.nav.tickets")}
          </NavLink>
        </nav>
        <div className={styles["corner"]}>
          <LanguageSwitch className={styles["switch"] ?? ""} />
          <ThemeSwitch className={styles["switch"] ?? ""} />
          <Link href="/me" className={styles["meLink"]} aria-label={t("shop.nav.me")}>
            <Avatar name={snapshot.shopper.nick} hue={snapshot.shopper.hue} size={34} />
          </Link>
        </div>
      </div>
    </header>
  );
}
