import { expect, test } from "vitest";
import { orderDialogsCopy } from "./dialogs.ts";
import { ordersCopy } from "./list.ts";
import { orderCopy } from "./order.ts";

test("a button that gives back names pieces and money", () => {
  expect(orderDialogsCopy.cancel.submit(4, 9600)).toBe("Cancel 4, refund €96.00");
  expect(orderDialogsCopy.cancel.submit(1, 0)).toBe("Cancel 1");
  expect(orderDialogsCopy.takeBack.submit(2, 4800)).toBe("Take back 2, refund €48.00");
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
  expect(ordersCopy.customer({ address, email: "m@example.com" })).toBe("Marta Lindqvist");
  expect(ordersCopy.customer({ address: null, email: "m@example.com" })).toBe("m@example.com");
  expect(ordersCopy.customer({ address: null, email: null })).toBe("Guest");
});

test("a cancelled order gives back what it had: held pieces are released, sold ones return", () => {
  expect(orderCopy.stockEffect("cancelled", false)).toBe("released");
  expect(orderCopy.stockEffect("cancelled", true)).toBe("put back on the shelf");
  expect(orderCopy.stockEffect("extended", false)).toBeUndefined();
});

test("events speak of this order", () => {
  const facts = { orderedPieces: 1, paidMinor: 9600, refundedMinor: undefined };
  expect(orderCopy.event("held", facts)).toBe("Held 1 piece");
  expect(orderCopy.event("held", { ...facts, orderedPieces: 3 })).toBe("Held 3 pieces");
  expect(orderCopy.event("paid", facts)).toBe("Paid €96.00");
  expect(orderCopy.event("refunded", facts)).toBe("Refunded");
  expect(orderCopy.event("refunded", { ...facts, refundedMinor: 2400 })).toBe("Refunded €24.00");
});

test("a payment tells what is left to refund, and what is due", () => {
  const { summary } = orderCopy.paid;
  const paid = { paidMinor: 9600, refundedMinor: 0, canRefund: true, dueMinor: undefined };
  expect(summary(paid)).toBe("Paid €96.00, refunded €0.00, can still be refunded");
  expect(summary({ ...paid, canRefund: false, dueMinor: 2400 })).toBe(
    "Paid €96.00, refunded €0.00; €24.00 is due and not sent yet",
  );
});
