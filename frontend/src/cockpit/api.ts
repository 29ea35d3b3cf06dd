import { get, post } from "@/api/http";
import type { ClassResults, ClassRow, ClassView, IncidentOptions, IncidentOrder, IncidentPreview, NewClass } from "./types";

export type Verb = "start" | "pause" | "resume" | "end";

const at = (id: number, path = "") => `/api/cockpit/classes/${id}${path}`;

/** Everything an instructor can ask the server about classes. */
export const cockpitApi = {
  classes: () => get<{ items: ClassRow[] }>("/api/cockpit/classes"),
  create: (body: NewClass) => post<ClassView>("/api/cockpit/classes", body),
  view: (id: number) => get<ClassView>(at(id)),
  control: (id: number, verb: Verb) => post<ClassView>(at(id, `/${verb}`)),
  incidentOptions: (id: number) => get<IncidentOptions>(at(id, "/incidents/options")),
  preview: (id: number, order: IncidentOrder) => post<IncidentPreview>(at(id, "/incidents/preview"), order),
  fire: (id: number, order: IncidentOrder) => post<unknown>(at(id, "/incidents"), order),
  clearIncident: (id: number, incident: number) => post<unknown>(at(id, `/incidents/${incident}/clear`)),
  results: (id: number) => get<ClassResults>(at(id, "/results")),
  sheetUrl: (id: number) => at(id, "/results.xlsx"),
};
