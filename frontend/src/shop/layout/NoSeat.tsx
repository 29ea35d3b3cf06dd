import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { me } from "@/api/people";
import { Empty } from "../ui/states";

/** /shop without a seat: the seats this browser may take, else the way to one. */
export function NoSeat() {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ["me"], queryFn: me });
  const seats = data?.seats.filter((seat) => seat.role === "shopper") ?? [];
  return (
    <main className="shop-page">
      <h1>{t("shop.title")}</h1>
      {seats.length > 0 ? (
        <ul>
          {seats.map((seat) => (
            <li key={seat.id}>
              <a href={`/shop/${seat.id}`}>{seat.label || `${t("shop.title")} ${seat.id}`}</a>
            </li>
          ))}
        </ul>
      ) : (
        <Empty title={t("shop.error.notFound")} hint={t("shop.error.code.unauthenticated")} />
      )}
    </main>
  );
}
