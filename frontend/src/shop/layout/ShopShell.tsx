import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Route, Switch, useLocation } from "wouter";
import { CategoriesPage } from "../catalogue/CategoriesPage";
import { ListPage } from "../catalogue/ListPage";
import { ProductPage } from "../catalogue/ProductPage";
import { ChatButton } from "../chat/ChatButton";
import { useResend } from "../chat/sending";
import { useChatUi } from "../chat/ui";
import { HomePage } from "../home/HomePage";
import { LinkButton } from "../ui/Button";
import { Skeleton } from "../ui/bits";
import { Empty } from "../ui/states";
import { BottomBar } from "./BottomBar";
import { Header } from "./Header";
import { LostBanner, RoleBanner } from "./Banners";
import styles from "./layout.module.css";

// First pages are home, lists and products; the rest comes when it is asked for.
const OrdersPage = lazy(() => import("../orders/OrdersPage"));
const OrderPage = lazy(() => import("../orders/OrderPage"));
const TrackingPage = lazy(() => import("../orders/TrackingPage"));
const CouponsPage = lazy(() => import("../account/CouponsPage"));
const TicketsPage = lazy(() => import("../account/TicketsPage"));
const MePage = lazy(() => import("../account/MePage"));
const ChatPanel = lazy(() => import("../chat/ChatPanel"));

function NotFound() {
  const { t } = useTranslation();
  return (
    <Empty title={t("shop.error.notFound")} hint={t("shop.error.notFoundHint")}>
      <LinkButton href="/">{t("shop.error.goHome")}</LinkButton>
    </Empty>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path="/" component={HomePage} />
      <Route path="/categories" component={CategoriesPage} />
      <Route path="/c/:category">{({ category }) => <ListPage category={Number(category)} />}</Route>
      <Route path="/search">
        <ListPage category={null} />
      </Route>
      <Route path="/p/:id">{({ id }) => <ProductPage key={id} id={Number(id)} />}</Route>
      <Route path="/orders" component={OrdersPage} />
      <Route path="/orders/:id">{({ id }) => <OrderPage key={id} id={Number(id)} />}</Route>
      <Route path="/orders/:id/tracking">{({ id }) => <TrackingPage key={id} id={Number(id)} />}</Route>
      <Route path="/coupons" component={CouponsPage} />
      <Route path="/tickets" component={TicketsPage} />
      <Route path="/me" component={MePage} />
      <Route component={NotFound} />
    </Switch>
  );
}

/** The frame around every page of the shop; the chat survives going from one to another. */
export function ShopShell() {
  const { t } = useTranslation();
  const open = useChatUi((state) => state.open);
  const unread = useChatUi((state) => state.unread);
  const [path] = useLocation();
  useResend();

  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not return.
    void window.scrollTo(0, 0);
  }, [path]);
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ""}${t("shop.title")}`;
  }, [unread, t]);

  return (
    <>
      <a className={styles["skip"]} href="#content">
        {t("shop.skip")}
      </a>
      <RoleBanner />
      <Header />
      <LostBanner />
      <main id="content" className="shop-page" data-beside-chat={open || undefined} tabIndex={-1}>
        <Suspense fallback={<Skeleton height={320} />}>
          <Pages />
        </Suspense>
      </main>
      <BottomBar />
      <ChatButton />
      {open ? (
        <Suspense fallback={null}>
          <ChatPanel />
        </Suspense>
      ) : null}
    </>
  );
}
