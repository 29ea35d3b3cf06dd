import { type ReactNode, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startI18n } from "@/i18n";

/** Loads the catalogues, then puts the page into the shell's #root. */
export async function start(page: ReactNode): Promise<void> {
  await startI18n();
  const root = document.getElementById("root");
  if (!root) throw new Error("the shell has no #root");
  createRoot(root).render(<StrictMode>{page}</StrictMode>);
}
