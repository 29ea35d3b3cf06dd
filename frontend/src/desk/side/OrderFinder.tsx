import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSelected } from "../state/chats";
import { deskUi } from "../state/desk";
import { useSeat } from "../state/seat";
import { OrderPick } from "./OrderPick";
import classes from "./side.module.css";

/** Finds any order of the mall by number or shopper and shows it beside the chat. */
export function OrderFinder() {
  const { t } = useTranslation();
  const { api } = useSeat();
  const selected = useSelected();
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const found = useQuery({ queryKey: ["orders", q], queryFn: () => api.orders(q), enabled: q.length >= 2 });
  return (
    <div>
      <TextInput
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        placeholder={t("desk.order.find")}
        aria-label={t("desk.order.find")}
        leftSection={<Search size={15} aria-hidden />}
      />
      {q.length >= 2 && found.data ? (
        <div style={{ marginTop: 6 }}>
          {found.data.items.length === 0 ? <p className={classes["none"]}>{t("desk.order.notFound")}</p> : null}
          {found.data.items.slice(0, 6).map((order) => (
            <OrderPick
              key={order.id}
              order={order}
              current={false}
              onPick={() => {
                if (selected) deskUi.showOrder(selected.id, order.id);
                setTyped("");
              }}
            />
          ))}
        </div>
      ) : null}
    </div>
  );
}
