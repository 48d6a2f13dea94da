import { execFile } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, leave, startApi, tokenOf } from "../../../apps/api/test/processes/api-process.ts";
import { bundledApi } from "../../../apps/api/test/processes/bundled-programs.ts";
import { openStores, type Stores } from "../../../apps/api/test/processes/database-and-redis.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");
let stores: Stores;
let api: Api;
beforeAll(async () => {
  const [opened, program] = await Promise.all([openStores(), bundledApi()]);
  stores = opened;
  api = await startApi(stores, {}, program);
}, 120_000);
afterAll(async () => {
  await api.stop();
  await stores.close();
});

/** Runs `npm run cache:…` as it is after the right Node was found. */
function cache(command: string): Promise<string> {
  const { databaseUrl: DATABASE_URL, redisUrl: REDIS_URL } = stores;
  const env = { ...process.env, DATABASE_URL, REDIS_URL };
  return new Promise((resolve) => {
    execFile(process.execPath, ["tools/commands/cache.ts", command], { cwd: ROOT, env }, (_, out, err) =>
      resolve(out + err),
    );
  });
}

const state = async () => ((await (await api.askOperator("/readyz")).json()) as { cache: string }).cache;
const usable = () => expect.poll(state, { timeout: 60_000, interval: 250 }).toBe("on");

test("a page is a miss, then hits, in a sale's figures at once; stats tell it, and a flush forgets it", {
  timeout: 180_000,
}, async () => {
  await usable();
  const list = await api.call("GET", "/api/catalog/products?limit=1");
  const [first] = list.body.items as { id: string; slug: string; skus: { sku: string }[] }[];
  if (!first) throw new Error("the shop is empty");
  const at = `/api/catalog/products/${first.slug}`;
  const outcome = async () => (await fetch(api.url + at)).headers.get("x-cache");
  await outcome();
  expect(await outcome()).toBe("hit");
  await leave(api.call, first.skus[0]?.sku ?? "", 7);
  const after = await api.call("GET", at);
  expect((after.body.skus as { availableStock: number }[])[0]?.availableStock).toBe(7);
  // The write itself published what it left.
  expect(await outcome()).toBe("hit");
  const seen = { headers: { "x-stock-seen": `${first.id}=999999` } };
  expect((await fetch(api.url + at, seen)).headers.get("x-cache")).toBe("bypass");

  await new Promise((resolve) => setTimeout(resolve, 1_200));
  const told = await cache("stats");
  expect(told).toMatch(/hit rate +\d/);
  expect(told).toMatch(/mode +on/);
  expect(told).toMatch(/product:stock:\* [1-9]/);

  expect(await cache("flush")).toContain("comes back by itself");
  expect((await api.call("GET", at)).body).toMatchObject({ slug: first.slug });
  await expect.poll(outcome, { timeout: 5_000 }).toBe("bypass");
});

test("staff see the cache's health through the desk, and only staff", async () => {
  const ask = async (person: "shopper" | "inventory") => {
    const token = await tokenOf(api.call, person);
    return fetch(`${api.url}/api/trpc/cache.health`, { headers: { authorization: `Bearer ${token}` } });
  };
  expect((await ask("shopper")).status).toBe(403);
  const answer = await ask("inventory");
  expect(answer.status).toBe(200);
  const { result } = (await answer.json()) as { result: { data: { json: { processes: unknown[] } } } };
  expect(result.data.json.processes).toHaveLength(1);
});
