import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { OrderDetail } from "@/api/types";
import { money } from "@/lib/money";
import { mallNow, useTick } from "@/live/clock";
import { PromiseRows } from "@/parcel/PromiseRows";
import { PROMISE_TONES, shownPromises } from "@/parcel/promises";
import { bringParcelWords } from "@/parcel/words";
import { Chip } from "@/ui/Chip";
import { useLive, useSeat } from "../state/seat";
import { Section } from "./Section";
import classes from "./side.module.css";

bringParcelWords();

/** The shop's promises about time for this order, as the rules count them, and what is owed for a broken one. */
export function Promises({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const { api } = useSeat();
  useTick();
  const now = mallNow(useLive((state) => state.clock));
  // The key begins like the order's own: whatever makes the order stale makes its promises stale.
  const { data } = useQuery({ queryKey: ["order", order.id, "promises"], queryFn: () => api.promises(order.id) });
  const items = shownPromises(data?.items ?? [], order.state);
  if (!data || (items.length === 0 && !data.owed)) return null;
  const { owed } = data;
  return (
    <Section title={t("parcel.promise.title")}>
      <PromiseRows
        items={items}
        slotAt={data.slot_at}
        nowMs={now}
        mark={(one, words) => <Chip tone={PROMISE_TONES[one.state]}>{words}</Chip>}
      />
      {owed ? (
        <p className={classes["owed"]} data-open={owed.open_cents > 0 || undefined}>
          {owed.open_cents > 0
            ? t(`parcel.promise.owed.${owed.by}`, { amount: money(owed.open_cents) })
            : t(`parcel.promise.paid.${owed.by}`, { amount: money(owed.amount_cents) })}
        </p>
      ) : null}
    </Section>
  );
}
