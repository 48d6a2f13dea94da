import { expect, test } from "vitest";
import { createStockEventQueue } from "./stock-event-queue.ts";

const LONG_MS = 60_000;
const changed = (...changes: [string, number][]) => ({
  kind: "changed" as const,
  changes: changes.map(([productId, version]) => ({ productId, version })),
});

test("a slow listener is told the highest version of each product, once", async () => {
  const backlog = createStockEventQueue(null);
  backlog.hear(changed(["mug", 7], ["jug", 1]));
  backlog.hear(changed(["mug", 9]));
  backlog.hear(changed(["mug", 8]));
  expect(await backlog.next(LONG_MS)).toEqual({
    gap: false,
    changes: [
      { productId: "mug", version: 9 },
      { productId: "jug", version: 1 },
    ],
  });
  expect(await backlog.next(0)).toEqual({ gap: false, changes: [] });
});

test("whoever waits is woken by what concerns them, and by nothing else", async () => {
  const backlog = createStockEventQueue(new Set(["mug"]));
  let isWoken = false;
  const waits = backlog.next(LONG_MS).then((news) => {
    isWoken = true;
    return news;
  });
  backlog.hear(changed(["jug", 2]));
  await new Promise((resolve) => setImmediate(resolve));
  expect(isWoken).toBe(false);
  backlog.hear(changed(["jug", 3], ["mug", 4]));
  expect(await waits).toEqual({ gap: false, changes: [{ productId: "mug", version: 4 }] });
});

test("a gap is told with what changed, and an end ends the waiting", async () => {
  const backlog = createStockEventQueue(null);
  backlog.hear(changed(["mug", 4]));
  backlog.hear({ kind: "gap" });
  expect(await backlog.next(LONG_MS)).toEqual({ gap: true, changes: [{ productId: "mug", version: 4 }] });
  const waits = backlog.next(LONG_MS);
  backlog.hear({ kind: "end" });
  expect(await waits).toBeNull();
  expect(await backlog.next(LONG_MS)).toBeNull();
});
