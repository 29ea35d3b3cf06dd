import type { OrderRow } from "@/api/types";
import { money } from "@/lib/money";
import { day } from "@/lib/time";
import { useWords } from "@/lib/words";
import classes from "./side.module.css";

interface OrderPickProps {
  order: OrderRow;
  current: boolean;
  onPick(): void;
}

/** One order in a list: picture, title, number, what it cost and how far it is. */
export function OrderPick({ order, current, onPick }: OrderPickProps) {
  const word = useWords();
  const state = order.parcel_state ? word("parcelState", order.parcel_state) : word("orderState", order.state);
  return (
    <button type="button" className={classes["pick"]} aria-current={current} onClick={onPick}>
      {order.picture ? <img src={`/api/picture/${order.picture}`} alt="" loading="lazy" /> : <span aria-hidden />}
      <span style={{ minWidth: 0, display: "grid" }}>
        <span className={classes["clip"]} style={{ fontSize: 13 }}>
          {order.title}
        </span>
        <span className={`${classes["muted"]} ${classes["clip"]}`}>
          {order.order_no} · {day(order.placed_at)}
        </span>
      </span>
      <span style={{ display: "grid", justifyItems: "end", fontSize: 13 }}>
        {money(order.total_cents)}
        <span className={classes["muted"]}>{state}</span>
      </span>
    </button>
  );
}
