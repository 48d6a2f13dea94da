import type { StockRow } from "@scarlet/domain/inventory";
import { expect, test } from "vitest";
import { adjustInput, belowReservedMessage, conflictOptions, type StockEdit } from "./stock-edit.ts";

const row = (onHand: number, reserved: number, version: number): StockRow => ({
  sku: "CER-BEL-SLA",
  productId: "p",
  onHand,
  reserved,
  available: onHand - reserved,
  version,
  lowStockAt: 5,
});
const edit = (change: StockEdit["change"], note = ""): StockEdit => ({
  sku: "CER-BEL-SLA",
  title: "Pebble Cup, Slate",
  reason: "correction",
  note,
  idempotencyKey: "k",
  change,
});

test("setting a value sends the version that was seen; a difference sends none", () => {
  expect(adjustInput(edit({ set: 36, seen: row(31, 0, 57) }))).toEqual({
    sku: "CER-BEL-SLA",
    reason: "correction",
    set: 36,
    expectedVersion: 57,
  });
  expect(adjustInput(edit({ delta: -1 }, "Chipped"))).toEqual({
    sku: "CER-BEL-SLA",
    reason: "correction",
    note: "Chipped",
    delta: -1,
  });
});

test("keeping the difference applies it to the current value", () => {
  expect(conflictOptions(36, row(31, 0, 57), row(29, 0, 58))).toEqual({
    difference: 5,
    keep: 34,
    set: 36,
    leave: 29,
  });
});

test("on hand cannot be less than what is reserved", () => {
  expect(belowReservedMessage(2, row(5, 3, 1))).toBe("3 pieces are held, so on hand cannot be 2.");
  expect(belowReservedMessage(0, row(5, 1, 1))).toBe("1 piece is held, so on hand cannot be 0.");
  expect(belowReservedMessage(3, row(5, 3, 1))).toBeUndefined();
});
