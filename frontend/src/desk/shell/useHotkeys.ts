import { useEffect } from "react";
import { comboOf, isTyping } from "@/lib/keys";
import { useDesk } from "../state/desk";
import { useVerbs } from "../state/verbs";

/** Every verb by its key, from anywhere on the desk, also while writing; not while a dialog is open. */
export function useHotkeys(): void {
  const verbs = useVerbs();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return;
      const combo = comboOf(event);
      if (combo === "Shift+Slash" && isTyping(event)) return;
      const verb = verbs.list().find((one) => one.combo === combo);
      if (!verb) return;
      event.preventDefault();
      if (verb.enabled && useDesk.getState().dialog === null) verb.run();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [verbs]);
}
