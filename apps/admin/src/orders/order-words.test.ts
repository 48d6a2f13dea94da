import { expect, test } from "vitest";
import { customerWords, eventWords, moneyButtonWords, stockWords } from "./order-words.ts";

const line = (quantity: number, cancelled = 0) => ({ quantity, cancelled });
const payment = {
  reference: "pay_1",
  gateway: "test",
  cardLast4: "4242",
  amountMinor: 9600,
  refundedMinor: 0,
};

test("a button that gives back names pieces and money", () => {
  expect(moneyButtonWords("Cancel", 4, 9600)).toBe("Cancel 4, refund €96.00");
  expect(moneyButtonWords("Cancel", 1, 0)).toBe("Cancel 1");
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
  expect(customerWords({ address, email: "m@example.com" })).toBe("Marta Lindqvist");
  expect(customerWords({ address: null, email: "m@example.com" })).toBe("m@example.com");
  expect(customerWords({ address: null, email: null })).toBe("Guest");
});

test("a cancelled order gives back what it had: held pieces are released, sold ones return", () => {
  expect(stockWords({ event: "cancelled" }, false)).toBe("released");
  expect(stockWords({ event: "cancelled" }, true)).toBe("put back on the shelf");
  expect(stockWords({ event: "extended" }, false)).toBeUndefined();
});

test("events speak of this order", () => {
  expect(
    eventWords({ event: "held" }, { lines: [line(1)], payment: null, totalMinor: 2400, timeline: [] }),
  ).toBe("Held 1 piece");
  expect(
    eventWords({ event: "held" }, { lines: [line(1, 2)], payment: null, totalMinor: 2400, timeline: [] }),
  ).toBe("Held 3 pieces");
  expect(eventWords({ event: "paid" }, { lines: [line(4)], payment, totalMinor: 9600, timeline: [] })).toBe(
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
  expect(eventWords(refund, { ...bought, timeline: [refund] })).toBe("Refunded €24.00");
  expect(eventWords(refund, { ...bought, timeline: [refund, refund] })).toBe("Refunded");
});
