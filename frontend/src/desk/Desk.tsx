import { Drawer, Loader } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { errorText } from "@/api/errors";
import { EmptyState } from "@/ui/EmptyState";
import { LiveRegions } from "@/ui/live";
import { ChatPane } from "./chat/ChatPane";
import { QueuePane } from "./queue/QueuePane";
import { Alarms } from "./shell/Alarms";
import { OfflineBanner, Overlays } from "./shell/Overlays";
import { Palette } from "./shell/Palette";
import { Rail } from "./shell/Rail";
import { StatusBar } from "./shell/StatusBar";
import { useHotkeys } from "./shell/useHotkeys";
import { SidePane } from "./side/SidePane";
import { deskUi, useDesk } from "./state/desk";
import { useDeskRoute } from "./state/route";
import { SeatProvider, useLive, useSeat } from "./state/seat";
import { ServicesProvider } from "./state/services";
import classes from "./shell/shell.module.css";

const Dialogs = lazy(() => import("./dialogs/Dialogs"));
const TicketsPage = lazy(() => import("./pages/TicketsPage"));
const ApprovalsPage = lazy(() => import("./pages/ApprovalsPage"));
const BulletinPage = lazy(() => import("./pages/BulletinPage"));
const RatesPage = lazy(() => import("./rates/RatesPage"));
const ReceiptsPage = lazy(() => import("./receipts/ReceiptsPage"));
const KpiPage = lazy(() => import("./pages/KpiPage"));
const WarehousePage = lazy(() => import("./warehouse/WarehousePage"));

function Chats() {
  const { t } = useTranslation();
  const narrow = useMediaQuery("(max-width: 1100px)", window.innerWidth <= 1100);
  const drawer = useDesk((state) => state.drawer);
  return (
    <div className={classes["chats"]}>
      <QueuePane />
      <ChatPane />
      {narrow ? (
        <Drawer
          opened={drawer}
          onClose={() => deskUi.drawer(false)}
          position="right"
          size={380}
          title={t("desk.side.label")}
          closeButtonProps={{ "aria-label": t("common.action.close") }}
          styles={{ body: { padding: 0, height: "calc(100% - 60px)", display: "grid" } }}
        >
          <SidePane />
        </Drawer>
      ) : (
        <SidePane />
      )}
    </div>
  );
}

function Page() {
  const { page } = useDeskRoute();
  if (page === "chats") return <Chats />;
  return (
    <div className={classes["page"]}>
      <Suspense fallback={<Loader size="sm" m="xl" />}>
        {page === "tickets" ? <TicketsPage /> : null}
        {page === "approvals" ? <ApprovalsPage /> : null}
        {page === "bulletin" ? <BulletinPage /> : null}
        {page === "rates" ? <RatesPage /> : null}
        {page === "receipts" ? <ReceiptsPage /> : null}
        {page === "kpi" ? <KpiPage /> : null}
        {page === "warehouse" ? <WarehousePage /> : null}
      </Suspense>
    </div>
  );
}

function Shell() {
  const { t } = useTranslation();
  useHotkeys();
  const { error } = useSeat();
  const loaded = useLive((state) => state.loaded);
  if (!loaded) {
    return (
      <main className={classes["center"]}>
        {error ? (
          <EmptyState title={errorText(error)}>
            <Link href="/">{t("common.action.back")}</Link>
          </EmptyState>
        ) : (
          <Loader aria-label={t("common.action.loading")} />
        )}
      </main>
    );
  }
  return (
    <div className={classes["desk"]}>
      <h1 className="md-hidden">{t("desk.title")}</h1>
      <Rail />
      <main className={classes["main"]}>
        <div className={classes["withBanner"]} style={{ gridTemplateRows: "auto minmax(0, 1fr)" }}>
          <div>
            <OfflineBanner />
          </div>
          <Page />
        </div>
        <Overlays />
      </main>
      <StatusBar />
      <Suspense>
        <Dialogs />
      </Suspense>
      <Palette />
      <Alarms />
      <LiveRegions />
    </div>
  );
}

/** The service desk at a seat. */
export default function Desk({ seat }: { seat: string }) {
  return (
    <SeatProvider key={seat} seat={seat}>
      <ServicesProvider>
        <Shell />
      </ServicesProvider>
    </SeatProvider>
  );
}
