/** The shapes of /api/cockpit and of the class stream; all come from the server's own description. */
import type { components } from "@/api/schema";

type Shapes = components["schemas"];

export type ClassRow = Shapes["ClassRow"];
export type ClassView = Shapes["ClassView"];
export type RunState = ClassView["state"];
export type Place = Shapes["PlaceView"];
export type Tile = Shapes["Tile"];
export type Incident = Shapes["IncidentView"];
export type DeskClock = ClassView["clock"];
export type IncidentOptions = Shapes["IncidentOptions"];
export type IncidentPreview = Shapes["IncidentPreview"];
export type IncidentKind = IncidentOptions["kinds"][number];
export type IncidentOrder = Shapes["NewIncident"];
export type NewClass = Shapes["NewClass"];
export type ResultRow = Shapes["ResultRow"];
export type ClassResults = Shapes["ClassResults"];
