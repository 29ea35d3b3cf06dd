import type { ComposeMode } from "./desk";

/** The name of a draft in the browser's store. */
export const draftKey = (conversationId: number, mode: ComposeMode): string => `${conversationId}.${mode}`;
