import { expect, test } from "vitest";
import { customerName, eventCopy, refundButtonLabel, stockEffectCopy } from "./order-copy.ts";

const line = (quantity: number, cancelled = 0) => ({ quantity, cancelled });
const payment = {
  reference: "pay_1",
  gateway: "test",
  cardLast4: "4242",
  amountMinor: 9600,
  refundedMinor: 0,
};

test("a button that gives back names pieces and money", () => {
  expect(refundButtonLabel("Cancel", 4, 9600)).toBe("Cancel 4, refund €96.00");
  expect(refundButtonLabel("Cancel", 1, 0)).toBe("Cancel 1");
});

test("a customer is the name on the parcel, else the address, else a guest", () => {
  const address = {
    firstName: "Marta",
    lastName: "Lindqvist",
    street: "Rue 1",
    postcode: "1000",
    town: "Brussels",
    country: "BE" as const,
  };
  expect(customerName({ address, email: "m@example.com" })).toBe("Marta Lindqvist");
  expect(customerName({ address: null, email: "m@example.com" })).toBe("m@example.com");
  expect(customerName({ address: null, email: null })).toBe("Guest");
});

test("a cancelled order gives back what it had: held pieces are released, sold ones return", () => {
  expect(stockEffectCopy({ event: "cancelled" }, false)).toBe("released");
  expect(stockEffectCopy({ event: "cancelled" }, true)).toBe("put back on the shelf");
  expect(stockEffectCopy({ event: "extended" }, false)).toBeUndefined();
});

test("events speak of this order", () => {
  expect(
    eventCopy({ event: "held" }, { lines: [line(1)], payment: null, totalMinor: 2400, timeline: [] }),
  ).toBe("Held 1 piece");
  expect(
    eventCopy({ event: "held" }, { lines: [line(1, 2)], payment: null, totalMinor: 2400, timeline: [] }),
  ).toBe("Held 3 pieces");
  expect(eventCopy({ event: "paid" }, { lines: [line(4)], payment, totalMinor: 9600, timeline: [] })).toBe(
    "Paid €96.00",
  );
});

test("one refund tells its amount; of several the sum would not be theirs", () => {
  const refund = {
    event: "refunded",
    at: new Date(0),
    actor: { kind: "system", id: "system", name: "Scarlet" },
    note: null,
  } as const;
  const bought = { lines: [line(4)], payment: { ...payment, refundedMinor: 2400 }, totalMinor: 7200 };
  expect(eventCopy(refund, { ...bought, timeline: [refund] })).toBe("Refunded €24.00");
  expect(eventCopy(refund, { ...bought, timeline: [refund, refund] })).toBe("Refunded");
});
