import { expect, test } from "vitest";
import { EDGES, ORDER_EVENTS, ORDER_STATUSES } from "./machine.ts";
import {
  advance,
  describe as describeOrder,
  effectiveStatus,
  extendHold,
  newOrder,
  orderView,
  requireEdge,
} from "./rules.ts";
import type { Order } from "./schema.ts";

const NOW = new Date("2026-01-01T12:00:00Z");
const LATER = new Date("2026-01-01T12:15:00Z");
const actor = { kind: "guest", id: "g", name: "Guest" } as const;
const entry = { event: "extended", at: NOW, actor, note: null } as const;
const order = (change: Partial<Order> = {}): Order => ({
  ...newOrder({
    id: "0".repeat(24),
    number: "SC-1",
    ownerKey: "guest:g",
    email: null,
    lines: [
      {
        sku: "A",
        productId: "1".repeat(24),
        slug: "a",
        title: "A",
        options: {},
        art: { kind: "mug", variant: "ember", seed: 1 },
        quantity: 3,
        unitPriceMinor: 1900,
        cancelled: 0,
        returned: 0,
      },
    ],
    holdSeconds: 900,
    actor,
    now: NOW,
  }),
  ...change,
});

test("every status and event has at most one edge, and what is not in the table is refused", () => {
  for (const status of ORDER_STATUSES) {
    for (const event of ORDER_EVENTS) {
      const edges = EDGES.filter((edge) => edge.from === status && edge.event === event);
      expect(edges.length).toBeLessThanOrEqual(1);
      if (edges.length === 0) expect(() => requireEdge(order({ status }), event, NOW)).toThrow();
      else expect(requireEdge(order({ status }), event, NOW)).toBe(edges[0]);
    }
  }
});

test("an order past its hold reads expired at once and can be neither paid nor extended nor cancelled", () => {
  expect(effectiveStatus(order(), NOW)).toBe("pending");
  expect(effectiveStatus(order(), LATER)).toBe("expired");
  expect(effectiveStatus(order({ status: "paid" }), LATER)).toBe("paid");
  for (const event of ["pay", "extend", "describe"] as const) {
    expect(() => requireEdge(order(), event, LATER)).toThrowError(
      expect.objectContaining({ code: "orders.hold_expired" }),
    );
  }
  expect(() => requireEdge(order(), "cancel", LATER)).toThrowError(
    expect.objectContaining({ code: "orders.state_conflict" }),
  );
  expect(requireEdge(order(), "expire", LATER).to).toBe("expired");
});

test("an extension adds the hold's own length to its end, a guest's twice and a person's ten times", () => {
  for (const [ownerKey, times] of [
    ["guest:g", 2],
    ["user:u", 10],
  ] as const)
    extendUntilRefused({ ...order(), ownerKey }, times);
});

function extendUntilRefused(held: Order, times: number): void {
  const edge = requireEdge(held, "extend", NOW);
  for (let i = 1; i <= times; i++) {
    held = extendHold(held, edge, entry);
    expect(held.holdExpiresAt.getTime()).toBe(NOW.getTime() + (i + 1) * 900_000);
  }
  expect(() => extendHold(held, edge, entry)).toThrowError(
    expect.objectContaining({ code: "orders.hold_limit" }),
  );
}

test("an address brings delivery into the total; without one there is none", () => {
  const address = {
    firstName: "M",
    lastName: "L",
    street: "S 1",
    postcode: "1000",
    town: "Brussels",
    country: "BE",
  } as const;
  const input = { id: "0".repeat(24), email: "m@example.com", address };
  expect(order()).toMatchObject({ goodsMinor: 5700, deliveryMinor: 0, totalMinor: 5700 });
  expect(describeOrder(order(), { ...input, delivery: "standard" })).toMatchObject({
    deliveryMinor: 490,
    totalMinor: 6190,
  });
  expect(describeOrder(order(), { ...input, delivery: "express" })).toMatchObject({
    deliveryMinor: 990,
    totalMinor: 6690,
  });
  expect(describeOrder(order({ goodsMinor: 6000 }), { ...input, delivery: "standard" })).toMatchObject({
    totalMinor: 6000,
  });
});

test("an event adds one version and one line to the timeline", () => {
  const paid = advance(order(), requireEdge(order(), "pay", NOW), {
    event: "paid",
    at: NOW,
    actor,
    note: null,
  });
  expect(paid).toMatchObject({ status: "paid", version: 2 });
  expect(paid.timeline.map((each) => each.event)).toEqual(["held", "paid"]);
});

test("the rate of VAT is that of the country, frozen with the address; orders of before keep 20 %", () => {
  const address = {
    firstName: "M",
    lastName: "L",
    street: "S 1",
    postcode: "10115",
    town: "Berlin",
    country: "DE",
  } as const;
  const may = { pay: false, cancel: false, extend: false, fulfil: false, takeBack: false };
  const view = (seen: Order) => {
    const { vatMinor, vatBasisPoints } = orderView(seen, may, NOW);
    return [vatMinor, vatBasisPoints];
  };
  expect(view(order())).toEqual([989, 2100]);
  const described = describeOrder(order(), {
    id: "0".repeat(24),
    email: "m@example.com",
    address,
    delivery: "express",
  });
  expect(described.vat).toEqual({ country: "DE", basisPoints: 1900 });
  expect(view(described)).toEqual([1068, 1900]);
  expect(view({ ...described, vat: { country: "DE", basisPoints: 1600 } })).toEqual([923, 1600]);
  expect(view(order({ vat: null, address }))).toEqual([950, 2000]);
});
