import { Loader } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Route, Switch } from "wouter";
import { newQueryClient } from "@/api/query";
import { ThemeProvider } from "@/theme/ThemeProvider";

// Each page is fetched when it is opened: a trainee at the desk pays for no form of the first page, nor the other way.
const WelcomePage = lazy(() => import("@/welcome/WelcomePage"));
const RunPage = lazy(() => import("@/welcome/RunPage"));
const Desk = lazy(() => import("./Desk"));
const ResultPage = lazy(() => import("@/result/ResultPage"));

/** The pages of a trainee: welcome, the run before it starts, the desk, the result. */
export function DeskApp() {
  const [queries] = useState(newQueryClient);
  return (
    <ThemeProvider>
      <QueryClientProvider client={queries}>
        <Suspense fallback={<Loader m="xl" />}>
          <Switch>
            <Route path="/join/:code?">{({ code }) => <WelcomePage tab="join" code={code ?? ""} />}</Route>
            <Route path="/runs/:id/result">{({ id }) => <ResultPage runId={id} />}</Route>
            <Route path="/results/:classId/:placeId">
              {({ classId, placeId }) => <ResultPage classId={classId} placeId={placeId} />}
            </Route>
            <Route path="/runs/:id">{({ id }) => <RunPage id={id} />}</Route>
            <Route path="/desk/:seat/*?">{({ seat }) => <Desk seat={seat} />}</Route>
            <Route>
              <WelcomePage />
            </Route>
          </Switch>
        </Suspense>
      </QueryClientProvider>
    </ThemeProvider>
  );
}
