import type { result as chinese } from "../zh-CN/result";

export const result: typeof chinese = { title: "Results" };
