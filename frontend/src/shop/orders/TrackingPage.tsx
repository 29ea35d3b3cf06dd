import { ChevronLeft } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { ApiError } from "@/api/errors";
import { dayTime } from "@/lib/time";
import { bringParcelWords } from "@/parcel/words";
import { useChatUi } from "../chat/ui";
import { useOrder } from "../queries";
import type { OrderDetail } from "../types";
import { Skeleton } from "../ui/bits";
import { LinkButton } from "../ui/Button";
import { Empty, Failed } from "../ui/states";
import { ParcelCard } from "./ParcelCard";
import styles from "./tracking.module.css";

bringParcelWords();

/** Everything about the parcels of one order, as long as it is open always up to date. */
export default function TrackingPage({ id }: { id: number }) {
  const { t } = useTranslation();
  const { data: order, error, refetch } = useOrder(id);
  if (order) return <Parcels order={order} />;
  if (error instanceof ApiError && error.status === 404) {
    return (
      <Empty title={t("shop.order.gone")} hint={t("shop.order.goneHint")}>
        <LinkButton href="/orders">{t("shop.orders.title")}</LinkButton>
      </Empty>
    );
  }
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  return <Skeleton height={420} />;
}

function Parcels({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const lookAt = useChatUi((state) => state.lookAt);
  useEffect(() => {
    lookAt({ type: "order", id: order.id });
    return () => lookAt(null);
  }, [order.id, lookAt]);
  const parcels = order.consignments;
  const many = parcels.length > 1;
  return (
    <div className={styles["page"]}>
      <header className={styles["top"]}>
        <Link href={`/orders/${order.id}`}>
          <ChevronLeft size={16} aria-hidden />
          {t("parcel.page.back")}
        </Link>
        <h1>{t("parcel.page.title")}</h1>
        <p>
          {many ? t("parcel.page.pieces", { n: parcels.length }) : t("shop.orders.number", { no: order.order_no })}
        </p>
      </header>
      {parcels.length === 0 ? (
        <Empty
          title={t("parcel.page.noParcel")}
          hint={
            order.dispatch_due_at && order.state !== "cancelled"
              ? t("parcel.page.dispatchDue", { time: dayTime(order.dispatch_due_at) })
              : t("parcel.page.noParcelHint")
          }
        />
      ) : null}
      {parcels.map((parcel, index) => (
        <ParcelCard
          key={parcel.id}
          order={order}
          parcel={parcel}
          title={many ? t("parcel.page.piece", { n: index + 1, of: parcels.length }) : null}
        />
      ))}
    </div>
  );
}
