import { expect, test } from "vitest";
import { stockEditorCopy } from "./editor.ts";
import { ledgerCopy } from "./ledger.ts";

test("a movement in short has the sign of its change", () => {
  const { change } = ledgerCopy;
  expect(change("reserve", 2)).toBe("+2 held");
  expect(change("release", -1)).toBe("−1 released");
  expect(change("sale", -3)).toBe("−3 sale");
  expect(change("receive", 24)).toBe("+24 received");
});

test("a movement as a sentence says who did what", () => {
  const { happened } = ledgerCopy;
  expect(happened("sale", -2, "Jonas Weber")).toBe("2 were sold");
  expect(happened("sale", -1, "Jonas Weber")).toBe("1 was sold");
  expect(happened("adjust", -1, "Jonas Weber")).toBe("Jonas Weber took 1 away");
  expect(happened("adjust", 5, "Jonas Weber")).toBe("Jonas Weber added 5");
});

test("a reason that is not known is shown without underscores", () => {
  expect(ledgerCopy.reason("damaged")).toBe("Damaged");
  expect(ledgerCopy.reason("hold_ended")).toBe("Hold ended");
  expect(ledgerCopy.reason("eaten_by.moths")).toBe("eaten by moths");
});

test("the button says what it will do", () => {
  expect(stockEditorCopy.adjust.submit(-1)).toBe("Take 1 away");
  expect(stockEditorCopy.adjust.submit(12)).toBe("Add 12");
});

test("what is left of available tells who can still buy", () => {
  const { effect } = stockEditorCopy.adjust;
  const stock = { available: 6, lowStockAt: 5 };
  expect(effect(stock, 2)).toBe("Available goes from 6 to 8.");
  expect(effect(stock, -1)).toBe("Available goes from 6 to 5. That is at or under the low mark of 5.");
  expect(effect(stock, -6)).toBe("Available goes from 6 to 0. Nobody can buy it then.");
  expect(effect(stock, -7)).toBe("Available goes from 6 to −1. That cannot be.");
});
