import type { OrderView } from "@scarlet/domain/orders";
import { expect, test } from "vitest";
import { cancelWords, headline, pieceWords } from "./describe-order.ts";
import { timelineSteps } from "./timeline-steps.ts";

type Event = OrderView["timeline"][number]["event"];
const entry = (event: Event, minute: number) => ({
  event,
  at: new Date(minute * 60_000),
  actor: { kind: "guest" as const, id: "g", name: "Guest" },
  note: null,
});

const line = { quantity: 4 };
const payment = { reference: "r", gateway: "test", cardLast4: "4242", amountMinor: 24000, refundedMinor: 0 };

const order = (
  status: OrderView["status"],
  events: Event[],
  over: Partial<Pick<OrderView, "payment">> = {},
) => ({
  status,
  lines: [line],
  payment: events.includes("paid") ? payment : null,
  totalMinor: 24000,
  email: "marta@example.com",
  timeline: events.map(entry),
  ...over,
});

const shape = (steps: ReturnType<typeof timelineSteps>) =>
  steps.map(({ name, state }) => `${name}: ${state}`);

test("a paid order knows what is ahead, and extensions are no step", () => {
  const steps = timelineSteps(order("paid", ["held", "extended", "paid"]));
  expect(shape(steps)).toEqual(["Held: done", "Paid: now", "Packed and sent: next", "Delivered: next"]);
  expect(steps[1]?.text).toBe("€240.00, test card ending 4242");
});

test("a cancelled order stops there", () => {
  const cancelled = order("cancelled", ["held", "paid", "cancelled", "refunded"], {
    payment: { ...payment, refundedMinor: 24000 },
  });
  expect(shape(timelineSteps(cancelled))).toEqual(["Held: done", "Paid: done", "Cancelled: stopped"]);
  expect(headline(cancelled).text).toContain("€240.00 is on its way back to your card.");
});

test("a hold that ended says so before anybody wrote it down", () => {
  expect(shape(timelineSteps(order("expired", ["held"])))).toEqual(["Held: done", "The hold ended: stopped"]);
  expect(shape(timelineSteps(order("expired", ["held", "expired"])))).toEqual([
    "Held: done",
    "The hold ended: stopped",
  ]);
  expect(headline(order("expired", ["held"])).text).toContain("You have not been charged.");
});

test("money that came too late is told", () => {
  const late = order("expired", ["held", "expired", "refunded"], {
    payment: { ...payment, refundedMinor: 24000 },
  });
  expect(headline(late).text).toBe(
    "Your payment came after the hold had ended. We have sent the €240.00 back.",
  );
});

test("before cancelling, people read what happens", () => {
  expect(cancelWords(order("paid", ["held", "paid"]))).toBe(
    "All 4 things go back on the shelf at once, and others can buy them. €240.00 goes back to your card.",
  );
  expect(cancelWords({ lines: [{ quantity: 1 }], payment: null })).toBe(
    "It goes back on the shelf at once, and others can buy it.",
  );
});

test("a line tells what became of its pieces", () => {
  expect(pieceWords({ quantity: 3, cancelled: 0, returned: 0 })).toEqual(["3 pieces"]);
  expect(pieceWords({ quantity: 2, cancelled: 1, returned: 1 })).toEqual([
    "2 pieces",
    "1 cancelled",
    "1 came back",
  ]);
  expect(pieceWords({ quantity: 0, cancelled: 2, returned: 0 })).toEqual(["2 cancelled"]);
});

test("of several refunds the last tells what went back in all", () => {
  const twice = order(
    "fulfilled",
    ["held", "paid", "lines_cancelled", "refunded", "fulfilled", "returned", "refunded"],
    {
      payment: { ...payment, refundedMinor: 4800 },
    },
  );
  const told = timelineSteps(twice).flatMap(({ name, text }) => (name === "Refunded" ? [text] : []));
  expect(told).toEqual(["Sent back to your card", "€48.00 sent back to your card in all"]);
});

test("a refund that failed is told in plain words", () => {
  const failed = order("cancelled", ["held", "paid", "cancelled", "refund_failed"]);
  expect(timelineSteps(failed).at(-1)).toMatchObject({
    name: "The refund did not arrive",
    text: "We are sending it again another way",
  });
});
