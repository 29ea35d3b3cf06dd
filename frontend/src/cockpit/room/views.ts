import type { RunState } from "../types";

export const VIEWS = ["join", "wall", "results"] as const;
export type View = (typeof VIEWS)[number];

/** The view a class opens on, by how far it has come. */
export const opening = (state: RunState): View =>
  state === "ended" ? "results" : state === "running" || state === "paused" ? "wall" : "join";
