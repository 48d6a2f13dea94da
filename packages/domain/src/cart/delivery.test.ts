import { expect, test } from "vitest";
import { deliveryMinor, standardDeliveryText } from "./delivery.ts";

test.each([
  ["none", 100, 0],
  ["standard", 5999, 490],
  ["standard", 6000, 0],
  ["express", 6000, 990],
  ["standard", 0, 0],
] as const)("delivery %s of goods for %i costs %i", (method, goods, cost) => {
  expect(deliveryMinor(method, goods)).toBe(cost);
});

test("the text for people tells the prices that are charged", () => {
  expect(standardDeliveryText()).toBe("€4.90, free from €60");
});
