import type { StockEvent } from "@scarlet/domain/inventory";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createStockEvents } from "../src/inventory/index.ts";
import { STOCK_EVENTS_CHANNEL } from "../src/redis/index.ts";
import { openTestRedis, SILENT, type TestRedis } from "./harness/redis-server.ts";

let redis: TestRedis;
beforeAll(async () => {
  redis = await openTestRedis();
});
afterAll(() => redis.close());

const row = { productId: "mug", onHand: 3, reserved: 1, available: 2, version: 9, lowStockAt: 4 };
const change = { productId: "mug", version: 7, freeAt: new Date(1_000), skus: [{ sku: "MUG-1", ...row }] };
const mug = { changes: [change], stale: [] };
const gap = { kind: "gap" };
const interrupted = { kind: "interrupted" };
const changed = { kind: "changed", changes: [change] };

/** What a process hears, once it listens. */
async function listener() {
  const events = createStockEvents(await redis.connect(), SILENT);
  const heard: StockEvent[] = [];
  const stop = events.listen((event) => heard.push(event));
  // Whoever begins to listen is told that nothing is heard yet, and then that something may have been missed until then.
  await expect.poll(() => heard).toEqual([interrupted, gap]);
  heard.length = 0;
  return { events, heard, stop };
}

test("what one process tells, every process hears, itself too, until it stops", async () => {
  const [one, other] = [await listener(), await listener()];
  one.events.publish(mug);
  await expect.poll(() => [one.heard, other.heard]).toEqual([[changed], [changed]]);
  other.stop();
  other.events.publish(mug);
  await expect.poll(() => one.heard).toEqual([changed, changed]);
  expect(other.heard).toEqual([changed]);
  one.events.publish({ changes: [], stale: [] });
  for (const { events } of [one, other]) events.close();
  expect(one.heard.at(-1)).toEqual({ kind: "end" });
  one.events.listen((event) => other.heard.push(event));
  expect(other.heard.at(-1)).toEqual({ kind: "end" });
});

test("a connection that was lost comes back, and its listeners are told of the gap", async () => {
  const { events, heard } = await listener();
  await redis.link.client.call("CLIENT", "KILL", "TYPE", "pubsub");
  await expect.poll(() => heard, { timeout: 10_000 }).toEqual([interrupted, gap]);
  events.publish(mug);
  await expect.poll(() => heard).toEqual([interrupted, gap, changed]);
  events.close();
});

test("what nobody understands is left out", async () => {
  const { events, heard } = await listener();
  const { skus: _, ...noFigures } = change;
  const forged = [
    "nonsense",
    "{}",
    '[{"productId":"mug"}]',
    JSON.stringify({ changes: [noFigures], stale: [] }),
    JSON.stringify({ changes: [{ ...change, version: "7" }], stale: [] }),
    JSON.stringify({ changes: [{ ...change, skus: [{ sku: "MUG-1", ...row, available: -1 }] }], stale: [] }),
  ];
  for (const text of forged)
    expect(await redis.link.client.publish(redis.link.channel(STOCK_EVENTS_CHANNEL), text)).toBe(1);
  events.publish(mug);
  await expect.poll(() => heard).toEqual([changed]);
  events.close();
});

test("without a Redis the process tells itself, and so it does when Redis is away", async () => {
  const alone = createStockEvents(null, SILENT);
  const heard: StockEvent[] = [];
  alone.listen((event) => heard.push(event));
  alone.publish(mug);
  expect(heard).toEqual([changed]);

  const link = await redis.connect();
  const cut = createStockEvents({ ...link, openSubscriber: redis.link.openSubscriber }, SILENT);
  cut.listen((event) => heard.push(event));
  await expect.poll(() => heard).toEqual([changed, interrupted, gap]);
  link.client.disconnect();
  cut.publish(mug);
  await expect.poll(() => heard).toEqual([changed, interrupted, gap, changed]);
  cut.close();
});

test("products whose figures are not known are told as such", async () => {
  const { events, heard } = await listener();
  events.publish({ changes: [change], stale: ["jug"] });
  await expect.poll(() => heard).toEqual([changed, { kind: "stale", productIds: ["jug"] }]);
  events.close();
});
