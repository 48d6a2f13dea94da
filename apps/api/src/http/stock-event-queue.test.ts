import { expect, test } from "vitest";
import { createStockEventQueue } from "./stock-event-queue.ts";

const LONG_MS = 60_000;
const figures = (productId: string, version: number) => ({ productId, version, freeAt: null, skus: [] });
const changed = (...changes: [string, number][]) => ({
  kind: "changed" as const,
  changes: changes.map(([productId, version]) => figures(productId, version)),
});
const NOTHING = { gap: false, interrupted: false, changes: [], stale: [], movements: null };

test("a slow listener is told the highest version of each product, once", async () => {
  const backlog = createStockEventQueue(null);
  backlog.hear(changed(["mug", 7], ["jug", 1]));
  backlog.hear(changed(["mug", 9]));
  backlog.hear(changed(["mug", 8]));
  expect(await backlog.next(LONG_MS)).toEqual({
    ...NOTHING,
    changes: [figures("mug", 9), figures("jug", 1)],
  });
  expect(await backlog.next(0)).toEqual(NOTHING);
});

test("of the storeroom a slow listener is told the last movements alone, once, and is woken by them", async () => {
  const backlog = createStockEventQueue(new Map());
  const latest = (id: string) => [
    { id, slug: "mug", title: "Mug", options: {}, kind: "sale" as const, from: 4, to: 3, at: new Date(0) },
  ];
  const waits = backlog.next(LONG_MS);
  backlog.hearMovements(latest("M 1"));
  expect(await waits).toEqual({ ...NOTHING, movements: latest("M 1") });
  for (let version = 2; version <= 1_000; version += 1) backlog.hearMovements(latest(`M ${version}`));
  expect(await backlog.next(LONG_MS)).toEqual({ ...NOTHING, movements: latest("M 1000") });
  expect(await backlog.next(0)).toEqual(NOTHING);
});

test("whoever waits is woken by what concerns them, and by nothing else", async () => {
  const backlog = createStockEventQueue(new Map([["mug", undefined]]));
  let isWoken = false;
  const waits = backlog.next(LONG_MS).then((news) => {
    isWoken = true;
    return news;
  });
  backlog.hear(changed(["jug", 2]));
  await new Promise((resolve) => setImmediate(resolve));
  expect(isWoken).toBe(false);
  backlog.hear(changed(["jug", 3], ["mug", 4]));
  expect(await waits).toEqual({ ...NOTHING, changes: [figures("mug", 4)] });
});

test("a gap is told with what changed, and an end ends the waiting", async () => {
  const backlog = createStockEventQueue(null);
  backlog.hear(changed(["mug", 4]));
  backlog.hear({ kind: "gap" });
  expect(await backlog.next(LONG_MS)).toEqual({ ...NOTHING, gap: true, changes: [figures("mug", 4)] });
  const waits = backlog.next(LONG_MS);
  backlog.hear({ kind: "end" });
  expect(await waits).toBeNull();
  expect(await backlog.next(LONG_MS)).toBeNull();
});

test("what is to be read again is told once, to whom it concerns", async () => {
  const backlog = createStockEventQueue(new Map([["mug", undefined]]));
  backlog.hear({ kind: "stale", productIds: ["jug"] });
  expect(await backlog.next(0)).toEqual(NOTHING);
  backlog.hear({ kind: "stale", productIds: ["jug", "mug"] });
  backlog.hear({ kind: "stale", productIds: ["mug"] });
  expect(await backlog.next(LONG_MS)).toEqual({ ...NOTHING, stale: ["mug"] });
  expect(await backlog.next(0)).toEqual(NOTHING);
});

test("of an interruption and the gap that ends it only the last is told", async () => {
  const backlog = createStockEventQueue(null);
  backlog.hear({ kind: "gap" });
  backlog.hear({ kind: "interrupted" });
  expect(await backlog.next(LONG_MS)).toEqual({ ...NOTHING, interrupted: true });
  backlog.hear({ kind: "interrupted" });
  backlog.hear({ kind: "gap" });
  expect(await backlog.next(LONG_MS)).toEqual({ ...NOTHING, gap: true });
});

test("ten thousand changes while a listener takes nothing: kept and told is the newest of each product", async () => {
  const backlog = createStockEventQueue(null);
  for (let version = 1; version <= 1_000; version += 1)
    for (let product = 0; product < 10; product += 1) backlog.hear(changed([`mug-${product}`, version]));
  for (let product = 0; product < 10; product += 1) backlog.hear({ kind: "stale", productIds: ["mug-0"] });
  const { changes, stale } = (await backlog.next(LONG_MS)) ?? NOTHING;
  expect(changes).toEqual(Array.from({ length: 10 }, (_, product) => figures(`mug-${product}`, 1_000)));
  expect(stale).toEqual(["mug-0"]);
});

test.each([
  ["doubled", [3, 3, 3]],
  ["out of order", [3, 1, 2]],
])("events that come %s change nothing of what is to be told", async (_, versions) => {
  const backlog = createStockEventQueue(null);
  for (const version of versions) backlog.hear(changed(["mug", version]));
  expect(await backlog.next(LONG_MS)).toEqual({ ...NOTHING, changes: [figures("mug", 3)] });
  expect(await backlog.next(0)).toEqual(NOTHING);
});
