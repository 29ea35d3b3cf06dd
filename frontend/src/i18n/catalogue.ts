import type { zhCN } from "./zh-CN";

/** Every language has exactly the keys of the Chinese catalogue; a missing one does not compile. */
export type Catalogue = typeof zhCN;

export type Area = keyof Catalogue;

export const languages = ["zh-CN", "en"] as const;
export type Language = (typeof languages)[number];
