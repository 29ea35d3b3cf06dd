import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { fullDay } from "@/lib/time";
import { yuan } from "@/lib/money";
import { useCoupons } from "../queries";
import type { CouponView } from "../types";
import { Skeleton, Tag } from "../ui/bits";
import { Empty, Failed } from "../ui/states";
import { useShopWords } from "../words";
import styles from "./account.module.css";

function Coupon({ coupon }: { coupon: CouponView }) {
  const { t } = useTranslation();
  const say = useShopWords();
  const live = coupon.state === "granted";
  return (
    <li className={styles["coupon"]} data-over={!live || undefined}>
      <p className={styles["amount"]}>
        <small>¥</small>
        {yuan(coupon.amount_cents)}
      </p>
      <div className={styles["couponText"]}>
        <h2>{say("coupons.kind", coupon.kind)}</h2>
        <p>
          {coupon.threshold_cents > 0
            ? t("shop.coupons.over", { amount: `¥${yuan(coupon.threshold_cents)}` })
            : t("shop.coupons.any")}
        </p>
        <p>{t("shop.coupons.until", { date: fullDay(coupon.expires_at) })}</p>
        {coupon.order_id ? (
          <p>
            <Link href={`/orders/${coupon.order_id}`}>{t("shop.orders.detail")}</Link>
          </p>
        ) : null}
      </div>
      <Tag tone={live ? "good" : "plain"}>{say("coupons.state", coupon.state)}</Tag>
    </li>
  );
}

export default function CouponsPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useCoupons();
  return (
    <>
      <h1 className="shop-title">{t("shop.coupons.title")}</h1>
      {error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={120} />
      ) : data.items.length === 0 ? (
        <Empty title={t("shop.coupons.none")} hint={t("shop.coupons.noneHint")} />
      ) : (
        <ul className={styles["coupons"]}>
          {data.items.map((coupon) => (
            <Coupon key={coupon.id} coupon={coupon} />
          ))}
        </ul>
      )}
    </>
  );
}
