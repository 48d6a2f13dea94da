import type { SkuView } from "@scarlet/domain/catalog";
import { expect, test } from "vitest";
import { optionGroupsOf, skuWith, stillHere } from "./option-groups.ts";

const sku = (finish: string, height: string, availableStock: number): SkuView => ({
  sku: `${finish}-${height}`.toUpperCase(),
  options: { Finish: finish, Height: height },
  priceMinor: 100,
  availableStock,
  lowStockAt: 3,
  held: false,
  art: { kind: "mug", variant: finish.toLowerCase(), seed: 1 },
});

const skus = [sku("Ember", "65", 1), sku("Ember", "75", 0), sku("Bone", "65", 0), sku("Ink", "75", 4)];
const product = {
  options: [
    { name: "Finish", values: ["Ember", "Bone", "Ink"] },
    { name: "Height", values: ["65", "75"] },
  ],
  skus,
};
const [first = sku("Ember", "65", 1)] = skus;

test("a choice keeps what else is chosen, and gives way where there is no such SKU", () => {
  expect(skuWith(skus, first.options, "Height", "75")?.sku).toBe("EMBER-75");
  expect(skuWith(skus, first.options, "Finish", "Ink")?.sku).toBe("INK-75");
  expect(skuWith(skus, first.options, "Finish", "Moss")).toBeUndefined();
});

test("a value is sold out with what else is chosen, and has its colour where pictures show it", () => {
  const [finish, height] = optionGroupsOf(product, first);
  expect(finish?.choices).toEqual([
    { value: "Ember", colour: "#c63a26", soldOut: false },
    { value: "Bone", colour: "#e9e1d3", soldOut: true },
    { value: "Ink", colour: "#33363c", soldOut: false },
  ]);
  expect(height?.choices).toEqual([
    { value: "65", colour: undefined, soldOut: false },
    { value: "75", colour: undefined, soldOut: true },
  ]);
});

test("what is still here is named once", () => {
  expect(stillHere(product, first)).toEqual(["Ink"]);
  expect(stillHere({ options: [], skus: [first] }, first)).toEqual([]);
});
