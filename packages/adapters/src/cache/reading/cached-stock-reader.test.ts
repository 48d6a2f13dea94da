import type { CacheOutcome } from "@scarlet/domain/catalog";
import type { ProductStock } from "@scarlet/domain/inventory";
import { expect, test } from "vitest";
import type { CacheControl, ControlReading } from "../control/cache-control.ts";
import type { FillResult, StockScripts } from "../protocol/stock-cache.port.ts";
import { createCachedStockReader } from "./cached-stock-reader.ts";
import type { StockReadEvent } from "./stock-read.ts";

const stock: ProductStock = { productId: "mug", version: 7, contentVersion: 1, freeAt: null, skus: [] };

/** A reader of an empty cache whose fills end so, and what it counted. */
function openReader(filled: FillResult) {
  const events: StockReadEvent[] = [];
  const scripts: Partial<StockScripts> = {
    read: async (_, ids) => ids.map(() => null),
    acquire: async () => ({ kind: "lease" }),
    put: async () => filled,
  };
  const control: Partial<CacheControl> = { readable: () => ({ epoch: 1 }) as ControlReading, nowMs: () => 0 };
  const reader = createCachedStockReader({
    source: { readStock: async () => new Map([["mug", stock]]) },
    scripts: scripts as StockScripts,
    control: control as CacheControl,
    onRead: (event) => events.push(event),
  });
  return { reader, events };
}

test.each(["set", "voided"] as const)(
  "a fill that was %s is a miss: the database was read for it",
  async (filled) => {
    const { reader } = openReader(filled);
    const told: CacheOutcome[] = [];
    await reader.readStock(["mug"], { onOutcome: (outcome) => told.push(outcome) });
    expect(told).toEqual(["miss"]);
  },
);

test("what the shop asks itself is answered alike and not counted among the shoppers' reads", async () => {
  const { reader, events } = openReader("set");
  expect((await reader.readStock(["mug"], { untracked: true })).get("mug")).toBe(stock);
  expect(events).toEqual([]);
  await reader.readStock(["mug"]);
  expect(events).toEqual(["fill"]);
});
