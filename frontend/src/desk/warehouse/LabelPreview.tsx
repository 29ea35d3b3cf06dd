import { useTranslation } from "react-i18next";
import { wordOf } from "@/lib/words";
import type { BenchOrder, LabelSize } from "./api";
import { kilograms } from "./rules";
import classes from "./warehouse.module.css";

const masked = (name: string): string => (name ? name.slice(0, 1) + "*".repeat(Math.max(1, name.length - 1)) : "");
const maskedPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** What the label will look like, name and phone masked as on the paper; the paper itself is the PDF. */
export function LabelPreview({ order, size }: { order: BenchOrder; size: LabelSize }) {
  const { t } = useTranslation();
  const { waybill } = order;
  if (!waybill) return null;
  const { receiver } = waybill;
  const place = [receiver.province, receiver.city, receiver.district].filter((one, at, all) => one && all.indexOf(one) === at);
  return (
    <figure className={classes["label100"]} data-size={size} aria-label={t("warehouse.print.preview")}>
      <div className={classes["labelHead"]}>{waybill.carrier_name}</div>
      <div className={classes["labelRoute"]}>
        {waybill.routing[0]} {waybill.routing.slice(1).join("-")}
      </div>
      <div className={classes["bars"]} aria-hidden />
      <div className={classes["labelNo"]}>{waybill.tracking_no}</div>
      <dl>
        <dt>{t("warehouse.print.to")}</dt>
        <dd>
          <b>
            {masked(receiver.name)} {maskedPhone(receiver.phone)}
          </b>
          <br />
          {place.join(" ")} {receiver.street}
        </dd>
      </dl>
      <div className={classes["labelFoot"]}>
        <span>{t("warehouse.print.weight", { kg: kilograms(order.weight_g ?? 0) })}</span>
        <span>{order.order_no}</span>
        <span>
          {order.flags
            .filter((flag) => flag in { fragile: 1, liquid: 1, battery: 1, fresh: 1 })
            .map((flag) => wordOf("warehouse.flag", flag))
            .join(" · ")}
        </span>
      </div>
    </figure>
  );
}
