import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Router, useRoute } from "wouter";
import { newQueryClient } from "@/api/query";
import { useShopFeed } from "./feed";
import { NoSeat } from "./layout/NoSeat";
import { ShopShell } from "./layout/ShopShell";
import { SeatProvider } from "./seat";
import { Skeleton } from "./ui/bits";
import { Failed } from "./ui/states";
import "./shop.css";

/** The storefront: /shop/{seat} and everything below. */
export function ShopApp() {
  const [queries] = useState(newQueryClient);
  const [, params] = useRoute("/shop/:seat/*?");
  const seat = Number(params?.seat);
  return (
    <QueryClientProvider client={queries}>
      {Number.isSafeInteger(seat) && seat > 0 ? (
        <Router base={`/shop/${seat}`}>
          <Seat key={seat} seat={seat} />
        </Router>
      ) : (
        <NoSeat />
      )}
    </QueryClientProvider>
  );
}

function Seat({ seat }: { seat: number }) {
  const { t } = useTranslation();
  const { value, error, retry } = useShopFeed(seat);
  if (value) {
    return (
      <SeatProvider value={value}>
        <ShopShell />
      </SeatProvider>
    );
  }
  return (
    <main className="shop-page" aria-busy={!error}>
      <h1 className="md-hidden">{t("shop.title")}</h1>
      {error ? <Failed error={error} retry={retry} /> : <Skeleton height={220} />}
    </main>
  );
}
