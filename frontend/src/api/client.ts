import createClient from "openapi-fetch";
import { freshId } from "@/lib/ids";
import { ApiError } from "./errors";
import type { paths } from "./schema";

const TRIES = 3;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A lost answer or a server just restarting is worth another try: the key of a command makes that harmless. */
async function patientFetch(request: Request): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const last = attempt >= TRIES;
    try {
      const response = await fetch(request.clone());
      if (last || (response.status !== 502 && response.status !== 503)) return response;
    } catch (failure) {
      if (last || request.signal.aborted) throw failure;
    }
    await pause(400 * attempt);
  }
}

/** Every route of the server, typed by its own description. */
export const client = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: "same-origin",
  fetch: patientFetch,
});

client.use({
  onRequest({ request }) {
    if (request.method !== "GET" && !request.headers.has("Idempotency-Key")) {
      request.headers.set("Idempotency-Key", freshId());
    }
    return request;
  },
});

/** The headers that make a command one: sent again under the same key it is done once. */
export const keyed = (key: string) => ({ header: { "Idempotency-Key": key } });

/** The answer itself. Throws ApiError with the server's code, TypeError when it cannot be reached. */
export async function answer<T>(asked: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await asked;
  if (response.ok) return data as T;
  const wire = (typeof error === "object" && error !== null ? error : {}) as {
    code?: string;
    params?: Record<string, unknown>;
    request_id?: string;
  };
  throw new ApiError(response.status, wire.code ?? `http_${response.status}`, wire.params, wire.request_id ?? null);
}
