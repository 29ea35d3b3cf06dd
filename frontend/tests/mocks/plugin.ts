/** Vite plugin for `vite --config tests/mocks/vite.config.ts`: the pages without a server, for screenshots. */
import type { IncomingMessage } from "node:http";
import type { Plugin } from "vite";
import { answer } from "./answer";

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown> | null> {
  let text = "";
  for await (const piece of request) text += String(piece);
  return text ? (JSON.parse(text) as Record<string, unknown>) : null;
}

export function mockServer(): Plugin {
  return {
    name: "malldrill-mocks",
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const url = new URL(request.url ?? "/", "http://mock");
        if (!url.pathname.startsWith("/api/")) {
          const page = /^\/(shop|cockpit)(\/|$)/.exec(url.pathname)?.[1];
          if (page) {
            request.url = `/${page}.html${url.search}`;
          }
          next();
          return;
        }
        const wish = new URL(request.headers.referer ?? "http://mock/", "http://mock").searchParams;
        const cookie = /mocklang=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1];
        void bodyOf(request).then((body) => {
          const reply = answer({
            method: request.method ?? "GET",
            path: url.pathname,
            query: url.searchParams,
            body,
            language: cookie === "en" ? "en" : "zh-CN",
            wish,
          });
          response.statusCode = reply.status;
          response.setHeader("content-type", "application/json");
          response.end(JSON.stringify(reply.body));
        });
      });
    },
  };
}
