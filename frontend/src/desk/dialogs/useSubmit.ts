import { useCallback, useState } from "react";
import { said, refused } from "@/lib/act";
import { deskUi } from "../state/desk";
import { useSeat } from "../state/seat";

/**
 * Submits a dialog's deed: busy meanwhile, closed and told when done, still open when refused.
 * The order's and the shopper's facts are fetched again either way.
 */
export function useSubmit() {
  const { queries } = useSeat();
  const [busy, setBusy] = useState(false);
  const submit = useCallback(
    async <T,>(deed: () => Promise<T>, done: (result: T) => string | null) => {
      setBusy(true);
      try {
        const words = done(await deed());
        deskUi.closeDialog();
        if (words) said(words);
        requestAnimationFrame(() => document.getElementById("desk-composer")?.focus());
      } catch (error) {
        refused(error);
      } finally {
        setBusy(false);
        void queries.invalidateQueries({ queryKey: ["order"] });
        void queries.invalidateQueries({ queryKey: ["customer"] });
      }
    },
    [queries],
  );
  return { busy, submit };
}
