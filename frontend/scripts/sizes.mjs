// Fails when the JavaScript a page loads before it can start is over its budget (gzip).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const BUDGETS_KB = { "shop.html": 130, "index.html": 280, "cockpit.html": 280 };
const dist = new URL("../dist/", import.meta.url).pathname.replace(/^\/([A-Za-z]:)/, "$1");
const manifest = JSON.parse(readFileSync(join(dist, ".vite/manifest.json"), "utf8"));

function initialFiles(entry, seen = new Set()) {
  const chunk = manifest[entry];
  if (!chunk) throw new Error(`no entry ${entry} in the build`);
  if (seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const name of chunk.imports ?? []) initialFiles(name, seen);
  return seen;
}

let over = false;
for (const [entry, budget] of Object.entries(BUDGETS_KB)) {
  const files = [...initialFiles(entry)].filter((file) => file.endsWith(".js"));
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
  const kb = bytes / 1000;
  const verdict = kb <= budget ? "ok" : "OVER BUDGET";
  over ||= kb > budget;
  console.log(`${entry.padEnd(14)} ${kb.toFixed(1).padStart(7)} kB of ${budget} kB  ${verdict}`);
}
process.exit(over ? 1 : 0);
