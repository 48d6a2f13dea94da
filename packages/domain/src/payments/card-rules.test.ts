import { expect, test } from "vitest";
import { cardExpiryEnd, isCardCode, isCardNumber, plainCardNumber } from "./card-rules.ts";

test("a card number has 12 to 19 digits, however they are grouped", () => {
  expect(isCardNumber("4242 4242-4242 4242")).toBe(true);
  expect(plainCardNumber("4242 4242-4242 4242")).toBe("4242424242424242");
  expect(isCardNumber("4".repeat(11))).toBe(false);
  expect(isCardNumber("4".repeat(20))).toBe(false);
  expect(isCardNumber("4242x42424242")).toBe(false);
});

test("a card is good through the last day of its month", () => {
  expect(cardExpiryEnd("12/29")).toEqual(new Date(2030, 0, 1));
  expect(cardExpiryEnd(" 01 / 30 ")).toEqual(new Date(2030, 1, 1));
  expect(cardExpiryEnd("13/29")).toBeUndefined();
  expect(cardExpiryEnd("1/29")).toBeUndefined();
});

test("a security code has three or four digits", () => {
  expect(["123", "1234", "12", "12345", "12a"].map(isCardCode)).toEqual([true, true, false, false, false]);
});
