import type { ProductStock } from "@scarlet/domain/inventory";
import { expect, test } from "vitest";
import type { CacheControl, ControlReading } from "../control/cache-control.ts";
import type { StockScripts } from "../protocol/stock-cache.port.ts";
import { outcomeOf, probeProcess } from "./probe-process.ts";

test("a write under way is told apart from a process that may not use Redis", () => {
  expect(outcomeOf("hit", new Set(["hit"]))).toBe("hit");
  expect(outcomeOf("miss", new Set(["fill"]))).toBe("miss");
  expect(outcomeOf("bypass", new Set(["fenced", "bypass"]))).toBe("fenced");
  expect(outcomeOf("bypass", new Set(["bypass"]))).toBe("bypass");
  // The value came back while this read waited for it.
  expect(outcomeOf("miss", new Set(["waited", "fenced", "hit"]))).toBe("miss");
});

test("a process that sees no mode answers from the database, and says so", async () => {
  const stock: ProductStock = {
    productId: "mug",
    version: 7,
    contentVersion: 1,
    freeAt: null,
    skus: [2, 3].map((left) => ({
      sku: `MUG-${left}`,
      productId: "mug",
      onHand: left + 1,
      reserved: 1,
      available: left,
      version: 1,
      lowStockAt: 0,
    })),
  };
  const blind: Partial<CacheControl> = {
    readable: () => null,
    reading: (): ControlReading | null => null,
    viewAgeMs: () => 9_000,
  };
  const answer = await probeProcess(
    {
      source: { readStock: async () => new Map([["mug", stock]]) },
      scripts: {} as StockScripts,
      control: blind as CacheControl,
      monotonicMs: () => 0,
    },
    "mug",
  );
  expect(answer).toEqual({
    outcome: "bypass",
    tookMs: 0,
    mode: null,
    epoch: 0,
    viewAgeMs: 9_000,
    figures: { version: 7, onHand: 7, available: 5, freeAt: null },
  });
});
