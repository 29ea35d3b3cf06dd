import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env["MALLDRILL_DEV_SERVER"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": here("./src") } },
  server: {
    proxy: {
      "/api": { target: server, ws: true },
      "/instructor": { target: server },
    },
  },
  build: {
    target: "chrome100",
    outDir: "dist",
    assetsDir: "assets/app",
    manifest: true,
    // Small files stay files: the server's Content-Security-Policy allows no data: scripts.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: { desk: here("./index.html"), shop: here("./shop.html"), cockpit: here("./cockpit.html") },
    },
  },
  test: {
    environment: "jsdom",
    setupFiles: ["./tests/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}"],
    restoreMocks: true,
  },
});
