import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { Redirect, Route, Router, Switch } from "wouter";
import { newQueryClient } from "@/api/query";
import { ThemeProvider } from "@/theme/ThemeProvider";
import { ClassesPage } from "./classes/ClassesPage";
import { ClassPage } from "./room/ClassPage";

/** The instructor's pages: /cockpit and /cockpit/{class}. */
export function CockpitApp() {
  const [queries] = useState(newQueryClient);
  return (
    <QueryClientProvider client={queries}>
      <ThemeProvider>
        <Router base="/cockpit">
          <Switch>
            <Route path="/" component={ClassesPage} />
            <Route path="/:id/:view?">{({ id, view }) => <ClassPage key={id} id={Number(id)} view={view ?? null} />}</Route>
            <Route>
              <Redirect to="/" />
            </Route>
          </Switch>
        </Router>
      </ThemeProvider>
    </QueryClientProvider>
  );
}
