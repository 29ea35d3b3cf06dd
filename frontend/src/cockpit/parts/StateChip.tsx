import { useTranslation } from "react-i18next";
import { Chip, type Tone } from "@/ui/Chip";
import type { RunState } from "../types";

const TONES: Record<RunState, Tone> = { draft: "neutral", ready: "blue", running: "green", paused: "amber", ended: "neutral", failed: "red" };

export function StateChip({ state }: { state: RunState }) {
  const { t } = useTranslation();
  return <Chip tone={TONES[state]}>{t(`cockpit.states.${state}`)}</Chip>;
}
