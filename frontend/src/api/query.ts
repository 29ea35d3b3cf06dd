import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "./errors";

/** The server state of a page. Live events say what is stale, so nothing is fetched again just for being old. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => !(error instanceof ApiError && error.status < 500) && failures < 3,
      },
      mutations: { retry: false },
    },
  });
}
