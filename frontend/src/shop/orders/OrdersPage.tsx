import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "wouter";
import { day } from "@/lib/time";
import { useOrders } from "../queries";
import type { OrderRow } from "../types";
import { Picture, Price, Skeleton } from "../ui/bits";
import { Button, LinkButton } from "../ui/Button";
import { Empty, Failed } from "../ui/states";
import { useShopWords } from "../words";
import { type Filter, FILTERS, isFilter, shows } from "./filters";
import { OrderTag } from "./OrderTag";
import styles from "./orders.module.css";

function Row({ row }: { row: OrderRow }) {
  const { t } = useTranslation();
  const say = useShopWords();
  return (
    <li className={styles["row"]}>
      <div className={styles["rowHead"]}>
        <span>
          {day(row.placed_at)} · {t("shop.orders.number", { no: row.order_no })}
        </span>
        <OrderTag state={row.state} />
      </div>
      <div className={styles["rowBody"]}>
        <span className={styles["thumb"]}>
          <Picture hash={row.picture} />
        </span>
        <div className={styles["rowText"]}>
          <h2>
            <Link href={`/orders/${row.id}`}>{row.title}</Link>
          </h2>
          <p>
            {t("shop.orders.units", { count: row.units })}
            {row.parcel_state ? ` · ${say("parcelState", row.parcel_state)}` : ""}
          </p>
        </div>
        <div className={styles["rowEnd"]}>
          <p>
            {row.state === "pending_payment" ? t("shop.orders.due") : t("shop.orders.total")}{" "}
            <Price cents={row.total_cents} />
          </p>
          <LinkButton href={row.parcel_state ? `/orders/${row.id}/tracking` : `/orders/${row.id}`} small>
            {row.parcel_state ? t("shop.orders.track") : t("shop.orders.detail")}
          </LinkButton>
        </div>
      </div>
    </li>
  );
}

export default function OrdersPage() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const wanted = params.get("state");
  const filter: Filter | null = isFilter(wanted) ? wanted : null;
  const orders = useOrders();
  const rows = orders.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = rows.filter((row) => shows(filter, row.state));
  const names = Object.keys(FILTERS) as Filter[];

  return (
    <>
      <h1 className="shop-title">{t("shop.orders.title")}</h1>
      <nav className={styles["filters"]} aria-label={t("shop.orders.filter")}>
        <Link href="/orders" aria-current={filter === null ? "page" : undefined}>
          {t("shop.orders.all")}
        </Link>
        {names.map((name) => (
          <Link key={name} href={`/orders?state=${name}`} aria-current={filter === name ? "page" : undefined}>
            {t(`shop.filters.${name}`)}
            <span className={styles["count"]}>{rows.filter((row) => shows(name, row.state)).length || ""}</span>
          </Link>
        ))}
      </nav>
      {orders.error ? (
        <Failed error={orders.error} retry={() => void orders.refetch()} />
      ) : orders.isPending ? (
        <Skeleton height={160} />
      ) : shown.length === 0 ? (
        <Empty title={t("shop.orders.none")} {...(filter ? { hint: t("shop.orders.noneHint") } : {})} />
      ) : (
        <ul className={styles["rows"]}>
          {shown.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      )}
      {orders.hasNextPage ? (
        <p className={styles["more"]}>
          <Button onClick={() => void orders.fetchNextPage()} disabled={orders.isFetchingNextPage}>
            {orders.isFetchingNextPage ? t("shop.list.loading") : t("shop.list.more")}
          </Button>
        </p>
      ) : null}
    </>
  );
}
