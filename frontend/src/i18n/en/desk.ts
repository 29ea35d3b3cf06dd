import type { desk as chinese } from "../zh-CN/desk";

export const desk: typeof chinese = { title: "Service desk" };
