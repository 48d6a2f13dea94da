import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, leave, startApi, tokenOf } from "./api-process.ts";
import { bundledApi } from "./bundled-programs.ts";
import { type CountingProxy, startCountingProxy } from "./counting-proxy.ts";
import { openStores, type Stores } from "./database-and-redis.ts";

// What an order asks of the database when nobody is beside it: the figures of docs/performance.md.

const SLUG = "harbour-teapot";
/** Placed and paid over REST; names and collections by the order in which they are sent. */
const MOST_TO_PLACE = 6;
const MOST_TO_PAY = 8;
/**
 * What runs on a clock is counted with the order that it falls into, so the cheapest of some tells what an order asks. On
 * a quiet machine that is the second, because the first one of a process learns what goes with its SKU.
 */
const ORDERS = 40;

let stores: Stores;
let proxy: CountingProxy;
let api: Api;
beforeAll(async () => {
  const [opened, program] = await Promise.all([openStores(), bundledApi()]);
  stores = opened;
  proxy = await startCountingProxy(stores);
  api = await startApi({ ...stores, databaseUrl: proxy.databaseUrl }, {}, program);
}, 180_000);
afterAll(async () => {
  await api.stop();
  await proxy.close();
  await stores.close();
});

async function commandsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  proxy.restart();
  await work();
  return [...proxy.seen()];
}

const isEnough = (lists: readonly (readonly string[])[], most: number) =>
  lists.some(({ length }) => length <= most);

function fewest(lists: readonly (readonly string[])[]): readonly string[] {
  return lists.toSorted((a, b) => a.length - b.length)[0] ?? [];
}

test("an order, placed and paid, sends no more commands to the database than it needs", async () => {
  const token = await tokenOf(api.call, "shopper");
  const { body } = await api.call("GET", `/api/catalog/products/${SLUG}`);
  const sku = (body.skus as { sku: string }[])[0]?.sku ?? "";
  await leave(api.call, sku, 100);
  const placing: (readonly string[])[] = [];
  const paying: (readonly string[])[] = [];
  for (let nth = 0; nth < ORDERS; nth += 1) {
    if (isEnough(placing, MOST_TO_PLACE) && isEnough(paying, MOST_TO_PAY)) break;
    let id = "";
    placing.push(
      await commandsOf(async () => {
        const placed = await api.call("POST", "/api/orders", {
          token,
          body: { items: [{ sku, quantity: 1 }] },
        });
        expect(placed.status).toBe(201);
        id = String(placed.body.id);
      }),
    );
    paying.push(
      await commandsOf(async () => {
        const paid = await api.call("POST", `/api/orders/${id}/pay`, { token, body: {} });
        expect(paid.body.status).toBe("paid");
      }),
    );
  }
  const [placed, paid] = [fewest(placing), fewest(paying)];
  expect(placed.length, placed.join("\n")).toBeLessThanOrEqual(MOST_TO_PLACE);
  expect(paid.length, paid.join("\n")).toBeLessThanOrEqual(MOST_TO_PAY);
  // Were nothing counted, there would be nothing to hold.
  expect(placed.at(-1)).toMatch(/^commitTransaction/);
  expect(paid.at(-1)).toMatch(/^commitTransaction/);
});
