import { expect, test } from "vitest";
import { whyNotHeld } from "./why-not-held.ts";

const cart = {
  lines: [
    { sku: "A", title: "Foundry Mug" },
    { sku: "B", title: "Clearing Lamp" },
  ],
} as unknown as Parameters<typeof whyNotHeld>[1];
const refused = (errorCode: string, details = {}) =>
  Object.assign(new Error("The sentence."), { data: { httpStatus: 409, errorCode, details } });
const short = (details: object) => refused("inventory.insufficient_stock", details);

test("a refused hold names what fell short", () => {
  expect(whyNotHeld(short({ available: { A: 0, B: 2 } }), cart)).toEqual({
    title: "Someone just bought the last one.",
    text: "You have not been charged. The Foundry Mug is sold out. Only 2 of the Clearing Lamp are left.",
  });
  expect(whyNotHeld(short({ available: { B: 1 } }), cart)).toEqual({
    title: "Somebody was quicker.",
    text: "You have not been charged. Only 1 of the Clearing Lamp is left.",
  });
});

test("what the visitor has on hold is not called somebody else's, and other refusals say their sentence", () => {
  const yours = short({ available: { A: 0 }, yours: ["A"] });
  expect(whyNotHeld(yours, cart).title).toBe("It is on hold for you already.");
  expect(whyNotHeld(refused("cart.changed"), cart).title).toBe("Your cart has changed.");
  expect(whyNotHeld(refused("orders.busy"), cart)).toEqual({
    title: "Nothing was held.",
    text: "The sentence.",
  });
  expect(whyNotHeld(new TypeError("fetch failed"), cart).title).toBe("The shop did not answer.");
});
