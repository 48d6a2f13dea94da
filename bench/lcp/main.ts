import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Browser, chromium } from "@playwright/test";
import { startApi } from "../../apps/api/test/processes/api-process.ts";
import { openStores } from "../../apps/api/test/processes/database-and-redis.ts";
import { PROXY_SECRET } from "../../apps/api/test/processes/page-fingerprints.ts";
import { findBrowser } from "../../tools/test/browser.ts";
import { machine } from "../load/cores.ts";
import { buildForBench, openStorefront } from "../load/storefront.ts";
import { type Line, look, type Seen } from "./look.ts";

/*
 * How long until a page's largest part is painted on a phone of 390 px, and whether anything moves: on this machine as it
 * is, and with a processor four times slower behind a line of 1.6 Mbit/s and 150 ms. Every look is that of a new visitor.
 *   npm run bench:lcp -- --looks 7 --out bench/results/lcp.json
 */
const { values } = parseArgs({
  options: { looks: { type: "string", default: "7" }, out: { type: "string" } },
});
const PAGES = { product: "/products/foundry-mug", list: "/products", home: "/" } as const;
const LINES: Readonly<Record<string, Line>> = {
  "as it is": { slowdown: 1, bitsPerSecond: undefined, latencyMs: 0 },
  slow: { slowdown: 4, bitsPerSecond: 1_600_000, latencyMs: 150 },
};

await buildForBench();
const stores = await openStores();
const api = await startApi(stores, { PROXY_SECRET });
const storefront = await openStorefront({ apiUrl: api.url });
const url = `http://127.0.0.1:${storefront.port}`;
const executablePath = findBrowser();
const browser = await chromium.launch({
  ...(executablePath !== undefined && { executablePath }),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
try {
  await report(browser);
} finally {
  await browser.close();
  await storefront.child.stop();
  await api.stop();
  await stores.close();
}

type Row = { readonly line: string; readonly page: string; readonly looks: readonly Seen[] };

async function report(opened: Browser): Promise<void> {
  console.log(`${machine()}, 390 px, medians of ${values.looks} new visitors`);
  console.log("line      page      first paint   largest   moved   what is largest");
  const rows: Row[] = [];
  for (const [line, how] of Object.entries(LINES))
    for (const [page, address] of Object.entries(PAGES)) {
      const looks: Seen[] = [];
      // The first look finds nothing kept and compiles what the server needs.
      for (let nth = 0; nth <= Number(values.looks); nth += 1) {
        const seen = await look(opened, url + address, how);
        if (nth > 0) looks.push(seen);
      }
      rows.push({ line, page, looks });
      const [first, largest] = [middle(looks, "firstPaintMs"), middle(looks, "largestPaintMs")];
      const moved = Math.max(...looks.map((each) => each.moved));
      console.log(
        `${line.padEnd(9)} ${page.padEnd(9)} ${`${first} ms`.padStart(11)} ${`${largest} ms`.padStart(9)} ${moved.toFixed(3).padStart(7)}   ${looks[0]?.largest ?? ""}`,
      );
    }
  if (values.out === undefined) return;
  mkdirSync(path.dirname(values.out), { recursive: true });
  const told = { at: new Date().toISOString(), machine: machine(), rows };
  writeFileSync(values.out, `${JSON.stringify(told, null, 2)}\n`);
}

function middle(looks: readonly Seen[], what: "firstPaintMs" | "largestPaintMs"): number {
  const sorted = looks.map((each) => each[what]).toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN);
}
