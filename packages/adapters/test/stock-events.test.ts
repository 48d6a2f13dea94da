import type { StockEvent } from "@scarlet/domain/inventory";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createStockEvents } from "../src/inventory/index.ts";
import { openTestRedis, SILENT, type TestRedis } from "./harness/redis-server.ts";

let redis: TestRedis;
beforeAll(async () => {
  redis = await openTestRedis();
});
afterAll(() => redis.close());

const mug = [{ productId: "mug", version: 7 }];
const gap = { kind: "gap" };
const changed = { kind: "changed", changes: mug };

/** What a process hears, once it listens. */
async function listener() {
  const events = createStockEvents(await redis.connect(), SILENT);
  const heard: StockEvent[] = [];
  const stop = events.listen((event) => heard.push(event));
  // Whoever begins to listen is told that something may have been missed until then.
  await expect.poll(() => heard).toEqual([gap]);
  return { events, heard, stop };
}

test("what one process tells, every process hears, itself too, until it stops", async () => {
  const [one, other] = [await listener(), await listener()];
  one.events.publish(mug);
  await expect
    .poll(() => [one.heard, other.heard])
    .toEqual([
      [gap, changed],
      [gap, changed],
    ]);
  other.stop();
  other.events.publish(mug);
  await expect.poll(() => one.heard).toEqual([gap, changed, changed]);
  expect(other.heard).toEqual([gap, changed]);
  one.events.publish([]);
  for (const { events } of [one, other]) events.close();
  expect(one.heard.at(-1)).toEqual({ kind: "end" });
  one.events.listen((event) => other.heard.push(event));
  expect(other.heard.at(-1)).toEqual({ kind: "end" });
});

test("a connection that was lost comes back, and its listeners are told of the gap", async () => {
  const { events, heard } = await listener();
  await redis.link.client.call("CLIENT", "KILL", "TYPE", "pubsub");
  await expect.poll(() => heard, { timeout: 10_000 }).toEqual([gap, gap]);
  events.publish(mug);
  await expect.poll(() => heard).toEqual([gap, gap, changed]);
  events.close();
});

test("what nobody understands is left out", async () => {
  const { events, heard } = await listener();
  for (const text of ["nonsense", "{}", '[{"productId":"mug"}]'])
    await redis.link.client.publish("product:stock:changed", text);
  events.publish(mug);
  await expect.poll(() => heard).toEqual([gap, changed]);
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
  await expect.poll(() => heard).toEqual([changed, gap]);
  link.client.disconnect();
  cut.publish(mug);
  await expect.poll(() => heard).toEqual([changed, gap, changed]);
  cut.close();
});
