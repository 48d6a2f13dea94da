import type { StockListRow } from "@scarlet/domain/inventory";
import { expect, test, vi } from "vitest";
import { StockRowStore } from "./stock-row-store.ts";

function row(sku: string, version: number, onHand: number): StockListRow {
  return {
    sku,
    productId: "p",
    onHand,
    reserved: 0,
    available: onHand,
    version,
    lowStockAt: 5,
    product: { title: "Mug", slug: "mug", options: {}, art: { kind: "mug", variant: "ember", seed: 1 } },
    lastMovement: null,
  };
}

test("a lower version never replaces a higher one, in whatever order responses arrive", () => {
  const store = new StockRowStore();
  store.put(row("A", 7, 40));
  expect(store.newest(row("A", 6, 44)).onHand).toBe(40);
  expect(store.newest(row("A", 8, 39)).onHand).toBe(39);
  expect(store.newest(row("A", 7, 40)).onHand).toBe(39);
});

test("the product of a listed row stays when its stock fields are newer", () => {
  const store = new StockRowStore();
  store.put({ sku: "A", productId: "p", onHand: 1, reserved: 0, available: 1, version: 9, lowStockAt: 5 });
  expect(store.newest(row("A", 8, 2))).toMatchObject({ onHand: 1, product: { title: "Mug" } });
});

test("subscribers are notified of newer rows only", () => {
  const store = new StockRowStore();
  const listener = vi.fn();
  const stop = store.subscribe(listener);
  store.put(row("A", 2, 1));
  store.put(row("A", 2, 1));
  store.put(row("A", 1, 5));
  expect(listener).toHaveBeenCalledTimes(1);
  stop();
  store.put(row("A", 3, 0));
  expect(listener).toHaveBeenCalledTimes(1);
});

test("of several rows those that are newer count, told once; what did not change stays the same object", () => {
  const store = new StockRowStore();
  const [a, b] = [row("A", 3, 1), row("B", 3, 1)];
  store.putAll([a, b]);
  const listener = vi.fn();
  store.subscribe(listener);
  store.putAll([row("A", 4, 7), row("B", 2, 9)]);
  expect(listener).toHaveBeenCalledTimes(1);
  expect([store.newest(a).onHand, store.newest(b).onHand]).toEqual([7, 1]);
  const shown = store.newest(a);
  store.putAll([row("B", 4, 5)]);
  expect(store.newest(a)).toBe(shown);
  store.putAll([row("A", 5, 6)]);
  expect(store.newest(a).onHand).toBe(6);
  store.putAll([row("A", 5, 8)]);
  expect(listener).toHaveBeenCalledTimes(3);
});
