import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, startApi } from "./api-process.ts";
import { bundledApi } from "./bundled-programs.ts";
import { type CountingProxy, startCountingProxy } from "./counting-proxy.ts";
import { openStores, type Stores } from "./database-and-redis.ts";

// What an API asks of the database while nobody asks it anything: the figures of docs/performance.md.

const WINDOW_MS = 3_000;
/** Of six a second on average; what runs once in ten seconds may fall into any of them. */
const MOST_IN_A_WINDOW = 24;
/** While the cache comes into use, which takes twenty seconds, more is read: some window is one of rest. */
const WINDOWS = 12;

let stores: Stores;
let proxy: CountingProxy;
let api: Api;
beforeAll(async () => {
  const [opened, program] = await Promise.all([openStores(), bundledApi()]);
  stores = opened;
  proxy = await startCountingProxy(stores, { byTheClock: true });
  api = await startApi({ ...stores, databaseUrl: proxy.databaseUrl }, {}, program);
}, 180_000);
afterAll(async () => {
  await api.stop();
  await proxy.close();
  await stores.close();
});

test("an API at rest sends no more commands to the database than it needs", async () => {
  let fewest: readonly string[] | undefined;
  for (let nth = 0; nth < WINDOWS && (fewest?.length ?? Infinity) > MOST_IN_A_WINDOW; nth += 1) {
    proxy.restart();
    await sleep(WINDOW_MS);
    const seen = proxy.seen();
    if (seen.length < (fewest?.length ?? Infinity)) fewest = seen;
  }
  expect(fewest?.length, fewest?.join("\n")).toBeLessThanOrEqual(MOST_IN_A_WINDOW);
  // Were nothing counted, there would be nothing to hold.
  expect(fewest).toContain("find stock_cache_control");
}, 60_000);
