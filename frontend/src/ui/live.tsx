import { create } from "zustand";

interface Said {
  polite: string;
  assertive: string;
}

const useSaid = create<Said>(() => ({ polite: "", assertive: "" }));

/** Tells screen readers. Polite waits for a pause; assertive interrupts, so only for a breach of waiting time. */
export function announce(text: string, how: "polite" | "assertive" = "polite"): void {
  // The same words twice must still be heard: a trailing space makes them new.
  useSaid.setState((said) => ({ [how]: said[how] === text ? `${text} ` : text }));
}

/** The page's two live regions; put it in once. */
export function LiveRegions() {
  const { polite, assertive } = useSaid();
  return (
    <>
      <div className="md-hidden" role="status" aria-live="polite">
        {polite}
      </div>
      <div className="md-hidden" role="alert" aria-live="assertive">
        {assertive}
      </div>
    </>
  );
}
