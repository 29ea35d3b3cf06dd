export type Scheme = "light" | "dark";

const REMEMBERED = "malldrill.theme";
const listeners = new Set<() => void>();

/** What was chosen in this browser, else what the system prefers. */
export function currentScheme(): Scheme {
  const remembered = window.localStorage.getItem(REMEMBERED);
  if (remembered === "light" || remembered === "dark") return remembered;
  return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Puts the scheme on the document: one attribute, read by our tokens and by Mantine alike. */
export function applyScheme(scheme: Scheme = currentScheme()): void {
  document.documentElement.setAttribute("data-mantine-color-scheme", scheme);
}

/** Chooses a scheme and remembers it in this browser. */
export function setScheme(scheme: Scheme): void {
  window.localStorage.setItem(REMEMBERED, scheme);
  applyScheme(scheme);
  for (const tell of listeners) tell();
}

/** For useSyncExternalStore. */
export function onSchemeChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
