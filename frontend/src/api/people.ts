import type { Language } from "@/i18n/catalogue";
import { get, post } from "./http";
import type { RunResult } from "./result";

export interface Me {
  account: { id: number; name: string; kind: string; language: string } | null;
  seats: { id: number; mall_id: number; run_id: number; role: string; label: string }[];
  runs: { id: number; kind: string; name: string; state: string; language: string; role: string }[];
  settings: { amber_ms: number; red_ms: number; version: string };
}

export type RunState = "draft" | "ready" | "running" | "paused" | "ended" | "failed";

export interface RunView {
  id: number;
  kind: "alone" | "class" | string;
  name: string;
  state: RunState;
  language: string;
  exercise: { code?: string; title?: string; name?: string } | string | null;
  role: string;
  place: { id: number; name: string; state: string; job_id: number | string | null } | null;
  seat_id: number | null;
  duration_ms: number;
  clock: { desk_ms: number; running: boolean } | null;
  cases_total: number;
  cases_ended: number;
  can_control: boolean;
}

export interface JobView {
  id: number | string;
  kind: string;
  state: string;
  progress: number;
  result: unknown;
  error: string | { code: string } | null;
}

export const me = () => get<Me>("/api/me");
export const practise = (body: { name: string; language: Language; exercise?: string }) =>
  post<{ run_id: number; job_id: number | string }>("/api/practice", body);
export const join = (body: { code: string; name: string; pin?: string }) =>
  post<{ run_id: number; pin?: string; pin_needed?: boolean }>("/api/join", body);
export const job = (id: number | string) => get<JobView>(`/api/jobs/${id}`);
export const run = (id: number | string) => get<RunView>(`/api/runs/${id}`);
export const controlRun = (id: number | string, verb: "start" | "pause" | "resume" | "end") =>
  post<RunView>(`/api/runs/${id}/${verb}`);
export const runResult = (id: number | string) => get<RunResult>(`/api/runs/${id}/result`);
export const placeResult = (classId: number | string, placeId: number | string) =>
  get<RunResult>(`/api/cockpit/classes/${classId}/results/${placeId}`);
export const retryCase = (runId: number | string, caseCode: string) =>
  post<{ run_id: number; job_id: number | string }>(`/api/runs/${runId}/retry`, { case_code: caseCode });
export const runShoppers = (runId: number | string) =>
  get<{ items: { id: number; nick: string; name: string; order_no?: string | null }[] }>(`/api/runs/${runId}/shoppers`);
export const takeShopper = (runId: number | string, shopperId: number) =>
  post<{ seat_id: number }>(`/api/runs/${runId}/shopper-seat`, { shopper_id: shopperId });
