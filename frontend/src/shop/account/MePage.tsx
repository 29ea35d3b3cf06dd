import { ChevronRight, ClipboardList, Package, Ticket } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Avatar } from "@/ui/Avatar";
import { LanguageSwitch, ThemeSwitch } from "@/ui/Switches";
import { useSeat } from "../seat";
import { Panel, Tag } from "../ui/bits";
import styles from "./account.module.css";

function Row({ href, icon, children }: { href: string; icon: ReactNode; children: ReactNode }) {
  return (
    <li>
      <Link href={href} className={styles["meRow"]}>
        {icon}
        <span>{children}</span>
        <ChevronRight size={18} aria-hidden />
      </Link>
    </li>
  );
}

export default function MePage() {
  const { t } = useTranslation();
  const { shopper } = useSeat().snapshot;
  return (
    <div className={styles["me"]}>
      <h1 className="md-hidden">{t("shop.me.title")}</h1>
      <div className={styles["profile"]}>
        <Avatar name={shopper.nick} hue={shopper.hue} size={56} />
        <div>
          <p className={styles["nick"]}>{shopper.nick}</p>
          <p className={styles["quiet"]}>
            {shopper.name} <Tag tone="brand">{t("shop.level", { level: shopper.level })}</Tag>
          </p>
        </div>
      </div>
      <Panel>
        <ul className={styles["meList"]}>
          <Row href="/orders" icon={<Package size={20} aria-hidden />}>
            {t("shop.nav.orders")}
          </Row>
          <Row href="/coupons" icon={<Ticket size={20} aria-hidden />}>
            {t("shop.nav.coupons")}
          </Row>
          <Row href="/tickets" icon={<ClipboardList size={20} aria-hidden />}>
            {t("shop.nav.tickets")}
          </Row>
        </ul>
      </Panel>
      <Panel title={t("shop.me.settings")}>
        <div className={styles["settings"]}>
          <LanguageSwitch className={styles["switch"] ?? ""} />
          <ThemeSwitch className={styles["switch"] ?? ""} />
        </div>
      </Panel>
    </div>
  );
}
