import { type ReactNode, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Area } from "@/i18n/catalogue";
import { type Loader, type Resources, startI18n } from "@/i18n";
import { applyScheme } from "@/theme/scheme";
import "@/theme/tokens.css";

/** Loads the catalogues and the colours, then puts the page into the shell's #root. */
export async function start<A extends Area>(page: ReactNode, resources: Resources<A> | Loader<A>): Promise<void> {
  applyScheme();
  await startI18n(resources);
  const root = document.getElementById("root");
  if (!root) throw new Error("the shell has no #root");
  createRoot(root).render(<StrictMode>{page}</StrictMode>);
}
