import i18next from "i18next";

/** What the server says when it refuses: a stable code with its values, and the request's id for the log. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly params: Record<string, unknown> = {},
    readonly requestId: string | null = null,
  ) {
    super(code);
    this.name = "ApiError";
  }
}

/** The refusal in the reader's language. Unknown codes keep their name, so that they can be looked up. */
export function errorText(error: unknown): string {
  if (error instanceof ApiError) {
    const key = `common.errors.${error.code}`;
    if (i18next.exists(key)) return String(i18next.t(key as never, error.params as never));
    if (error.status === 422) return i18next.t("common.errors.malformed");
    if (error.status === 429) return i18next.t("common.errors.too_many");
    return i18next.t("common.errors.unknown", { code: error.code });
  }
  return i18next.t("common.errors.network");
}
