import { freshId } from "@/lib/ids";
import { ApiError } from "./errors";

type Query = Record<string, string | number | boolean | null | undefined>;

interface Wire {
  code?: string;
  params?: Record<string, unknown>;
  request_id?: string;
}

async function answerOf<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T;
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  const wire = (body ?? {}) as Wire;
  throw new ApiError(response.status, wire.code ?? `http_${response.status}`, wire.params, wire.request_id ?? null);
}

function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** Reads from the server. Throws ApiError with the server's code, TypeError when it cannot be reached. */
export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const init: RequestInit = { headers: { Accept: "application/json" }, credentials: "same-origin" };
  if (signal) init.signal = signal;
  return answerOf<T>(await fetch(withQuery(path, query), init));
}

/**
 * Asks the server to do something, once: the same key may be sent again after a lost answer and is not done twice.
 * Network failures are tried again with the same key, refusals are not.
 */
export async function command<T>(
  method: "POST" | "PUT" | "DELETE",
  path: string,
  body: unknown = {},
  { key = freshId(), tries = 3 }: { key?: string; tries?: number } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    let response: Response;
    try {
      response = await fetch(path, {
        method,
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", Accept: "application/json", "Idempotency-Key": key },
        body: JSON.stringify(body),
      });
    } catch (failure) {
      if (attempt >= tries) throw failure;
      await new Promise((resolve) => setTimeout(resolve, 400 * attempt));
      continue;
    }
    if ((response.status === 502 || response.status === 503) && attempt < tries) {
      await new Promise((resolve) => setTimeout(resolve, 400 * attempt));
      continue;
    }
    return answerOf<T>(response);
  }
}

export const post = <T>(path: string, body?: unknown, options?: { key?: string; tries?: number }) =>
  command<T>("POST", path, body, options);
export const put = <T>(path: string, body?: unknown, options?: { key?: string; tries?: number }) =>
  command<T>("PUT", path, body, options);
