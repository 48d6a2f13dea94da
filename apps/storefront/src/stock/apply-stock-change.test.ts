import type { StockChange } from "@scarlet/web/inventory/stock-change";
import { expect, test } from "vitest";
import { applyStockChange } from "./apply-stock-change.ts";

const FREE_AT = new Date("2026-11-30T12:00:00Z");
const change = (version: number, ...available: [string, number][]): StockChange => ({
  productId: "mug",
  version,
  freeAt: FREE_AT,
  skus: new Map(available.map(([sku, left]) => [sku, { available: left, lowStockAt: 3, held: false }])),
  moves: [],
});
const card = (stockVersion: number, ember: number, bone: number) => ({
  id: "mug",
  title: "Foundry Mug",
  stockVersion,
  freeAt: null,
  availableStock: ember + bone,
  skus: [
    { sku: "EMB", priceMinor: 2400, availableStock: ember, lowStockAt: 3, held: false },
    { sku: "BON", priceMinor: 2400, availableStock: bone, lowStockAt: 3, held: false },
  ],
});

const cartLine = (quantity: number, availableStock: number) => ({
  sku: "EMB",
  productId: "mug",
  quantity,
  askedQuantity: quantity,
  stockVersion: 1,
  availableStock,
  lowStockAt: 3,
});

test("a card takes the figures of each SKU, their sum, the version and the end of the nearest hold", () => {
  const { value, isComplete } = applyStockChange(
    { items: [card(4, 3, 1)] },
    change(5, ["EMB", 2], ["BON", 0]),
  );
  expect(isComplete).toBe(true);
  expect(value).toEqual({ items: [{ ...card(5, 2, 0), freeAt: FREE_AT }] });
});

test.each([4, 5])(
  "what shows version 5 takes nothing of version %i, and stays the same object",
  (version) => {
    const page = { items: [card(5, 0, 0)], at: new Date() };
    expect(applyStockChange(page, change(version, ["EMB", 2], ["BON", 2])).value).toBe(page);
  },
);

test("other products stay the same objects", () => {
  const other = { ...card(1, 1, 1), id: "jug" };
  const { value } = applyStockChange([other, card(1, 1, 1)], change(2, ["EMB", 0], ["BON", 0]));
  expect((value as unknown[])[0]).toBe(other);
});

test("a cart line takes what is left of its SKU and keeps its quantity", () => {
  const line = cartLine(2, 4);
  const { value, isComplete } = applyStockChange({ lines: [line] }, change(2, ["EMB", 3], ["BON", 0]));
  expect(value).toEqual({ lines: [{ ...line, stockVersion: 2, availableStock: 3 }] });
  expect(isComplete).toBe(true);
});

test.each([
  ["fewer are left than it has", cartLine(4, 4), 3],
  ["it was given fewer than asked for, and more are there", { ...cartLine(1, 1), askedQuantity: 4 }, 9],
  ["it was sold out", { ...cartLine(1, 0), askedQuantity: 1, quantity: 0 }, 2],
])("a cart line is counted anew by the shop when %s", (_, line, left) => {
  const { value, isComplete } = applyStockChange([line], change(2, ["EMB", left], ["BON", 0]));
  expect(value).toEqual([{ ...line, stockVersion: 2, availableStock: left }]);
  expect(isComplete).toBe(false);
});

test("an answer with other SKUs than the change has to be read again, and is left as it is", () => {
  const page = { items: [card(1, 1, 1)] };
  const { value, isComplete } = applyStockChange(page, change(2, ["EMB", 1]));
  expect(isComplete).toBe(false);
  expect(value).toBe(page);
});
