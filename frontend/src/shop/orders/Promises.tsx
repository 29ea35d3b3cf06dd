import { useTranslation } from "react-i18next";
import { mallNow, useTick } from "@/live/clock";
import { PromiseRows } from "@/parcel/PromiseRows";
import { PROMISE_TONES, shownPromises } from "@/parcel/promises";
import { bringParcelWords } from "@/parcel/words";
import { usePromises } from "../queries";
import { useLive } from "../seat";
import type { OrderDetail } from "../types";
import { Panel, Tag, type Tone } from "../ui/bits";

bringParcelWords();

const TAGS: Record<string, Tone> = { neutral: "info", green: "good", amber: "warn", red: "bad" };

/** What the shop promised this shopper about time, and whether it was kept. */
export function Promises({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  useTick();
  const now = mallNow(useLive((state) => state.clock));
  const { data } = usePromises(order.id);
  const items = shownPromises(data?.items ?? [], order.state);
  if (!data || items.length === 0) return null;
  return (
    <Panel title={t("parcel.promise.ofShop")}>
      <PromiseRows
        items={items}
        slotAt={data.slot_at}
        nowMs={now}
        mark={(one, words) => <Tag tone={TAGS[PROMISE_TONES[one.state]] ?? "plain"}>{words}</Tag>}
      />
    </Panel>
  );
}
