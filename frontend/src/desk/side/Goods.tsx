import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OrderDetail } from "@/api/types";
import { money } from "@/lib/money";
import { Chip } from "@/ui/Chip";
import classes from "./side.module.css";

interface Line {
  key: string;
  title: string;
  options: string;
  picture: string;
  units: number;
  paid: number;
  refunded: number;
}

/** One line is one unit; equal ones are shown together. */
function together(order: OrderDetail): Line[] {
  const lines = new Map<string, Line>();
  for (const unit of order.lines) {
    const options = Object.values(unit.options).join(" ");
    const key = `${unit.product_id} ${options}`;
    const line = lines.get(key);
    if (line) {
      line.units += 1;
      line.paid += unit.paid_cents;
      line.refunded += unit.refunded_cents;
    } else {
      lines.set(key, {
        key,
        title: unit.title,
        options,
        picture: unit.picture,
        units: 1,
        paid: unit.paid_cents,
        refunded: unit.refunded_cents,
      });
    }
  }
  return [...lines.values()];
}

const SHOWN = 2;

/** What was bought and what was paid for it. */
export function Goods({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const lines = together(order);
  return (
    <div className={classes["section"]} style={{ marginTop: 10 }}>
      {(all ? lines : lines.slice(0, SHOWN)).map((line) => (
        <div key={line.key} className={classes["product"]}>
          <img className={classes["picture"]} src={`/api/picture/${line.picture}`} alt="" loading="lazy" />
          <span style={{ minWidth: 0 }}>
            <span className={classes["productTitle"]} title={line.title}>
              {line.title}
            </span>
            <span className={classes["muted"]}>
              {line.options}
              {line.units > 1 ? ` ×${line.units}` : ""}
            </span>
          </span>
          <span style={{ textAlign: "right" }}>{money(line.paid)}</span>
        </div>
      ))}
      {!all && lines.length > SHOWN ? (
        <button type="button" className={classes["linkish"]} onClick={() => setAll(true)}>
          {t("desk.order.more", { n: lines.length - SHOWN })}
        </button>
      ) : null}
      <dl className={classes["facts"]} style={{ marginTop: 6 }}>
        <dt>
          {order.freight_cents > 0 ? `${t("desk.order.freight")} ${money(order.freight_cents)}` : ""}
          {order.discount_cents > 0 ? ` ${t("desk.order.discount")} -${money(order.discount_cents)}` : ""}
        </dt>
        <dd>
          {order.refunded_cents > 0 ? (
            <Chip tone="blue">
              {t("desk.order.refunded")} {money(order.refunded_cents)}
            </Chip>
          ) : null}
          <span className={classes["muted"]}>{t("desk.order.total")}</span>
          <b>{money(order.captured_cents || order.total_cents)}</b>
        </dd>
      </dl>
    </div>
  );
}
