import { type MantineColorSchemeManager, MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { type ReactNode, useSyncExternalStore } from "react";
import { cssVariablesResolver, theme } from "./mantine";
import { applyScheme, currentScheme, onSchemeChange, setScheme } from "./scheme";

/** Our own scheme module decides; Mantine is told. */
const manager: MantineColorSchemeManager = {
  get: () => currentScheme(),
  set: (value) => setScheme(value === "dark" ? "dark" : "light"),
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
};

/** Mantine on our tokens, with notifications in the corner. For desk and cockpit; the shop's first pages need none. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const scheme = useSyncExternalStore(onSchemeChange, currentScheme);
  applyScheme(scheme);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={manager}
      forceColorScheme={scheme}
    >
      <Notifications position="bottom-left" limit={3} zIndex={500} containerWidth={250} />
      {children}
    </MantineProvider>
  );
}
