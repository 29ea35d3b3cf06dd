import { answer, client } from "./client";
import type { RunResult } from "./result";
import type { components } from "./schema";

type Shapes = components["schemas"];

export type Me = Shapes["Me"];
export type RunView = Shapes["RunView"];
export type RunState = RunView["state"];
export type JobView = Shapes["JobView"];

const of = (run: number | string) => ({ params: { path: { run_id: Number(run) } } });

export const me = () => answer(client.GET("/api/me"));
export const practise = (body: { name: string; language: Shapes["Practise"]["language"] }) =>
  answer(client.POST("/api/practice", { body: { exercise: "late_parcel", ...body } }));
export const join = (body: Shapes["Join"]) => answer(client.POST("/api/join", { body }));
export const job = (id: string) => answer(client.GET("/api/jobs/{job_id}", { params: { path: { job_id: id } } }));
export const run = (id: number | string) => answer(client.GET("/api/runs/{run_id}", of(id)));
export const controlRun = (id: number | string, verb: "start" | "pause" | "resume" | "end") =>
  answer(client.POST(`/api/runs/{run_id}/${verb}`, of(id)));
export const retryCase = (id: number | string, case_code: string) =>
  answer(client.POST("/api/runs/{run_id}/retry", { ...of(id), body: { case_code } }));
export const runShoppers = (id: number | string) => answer(client.GET("/api/runs/{run_id}/shoppers", of(id)));
export const takeShopper = (id: number | string, shopper_id: number) =>
  answer(client.POST("/api/runs/{run_id}/shopper-seat", { ...of(id), body: { shopper_id } }));

// The server describes a result only as "anything": its parts are those of result.ts.
export const runResult = async (id: number | string) =>
  (await answer(client.GET("/api/runs/{run_id}/result", of(id)))) as unknown as RunResult;
export const placeResult = async (classId: number | string, placeId: number | string) =>
  (await answer(
    client.GET("/api/cockpit/classes/{class_id}/results/{place_id}", {
      params: { path: { class_id: Number(classId), place_id: Number(placeId) } },
    }),
  )) as unknown as RunResult;
