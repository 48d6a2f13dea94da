import { checkStockInvariants } from "@scarlet/testing/memory";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Holding, intent, openLaneFixture } from "../../../test/lane-fixture.ts";

const code = (word: string) => expect.objectContaining({ code: word });
let world: ReturnType<typeof openLaneFixture>;

beforeEach(() => {
  world = openLaneFixture();
});

afterEach(() => {
  expect(checkStockInvariants(world.db)).toEqual([]);
  vi.useRealTimers();
});

describe("grouping", () => {
  test("what arrives while a transaction is in flight shares the next one", async () => {
    const open = world.closeGate();
    const lane = world.openLane();
    const answers = Array.from({ length: 51 }, () => lane.submit(world.holding(1)));
    expect(lane.waiting()).toBe(50);
    open();
    expect(new Set(await Promise.all(answers)).size).toBe(51);
    expect(world.groups).toHaveLength(2);
    expect(world.db.stock.get("MUG-1")).toMatchObject({ reserved: 51, available: 49, version: 52 });
  });

  test("a group is bounded", async () => {
    const open = world.closeGate();
    const lane = world.openLane({ limits: { groupSize: 10 } });
    const answers = Array.from({ length: 26 }, () => lane.submit(world.holding(1)));
    open();
    await Promise.all(answers);
    expect(world.groups).toHaveLength(4);
  });

  test("first come, first served; a refusal is its own and tells what is left at its turn", async () => {
    const open = world.closeGate();
    const lane = world.openLane();
    const quantities = [40, 50, 20, 10, 1];
    const settled = Promise.allSettled(quantities.map((quantity) => lane.submit(world.holding(quantity))));
    open();
    const outcomes = await settled;
    expect(outcomes.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
      "rejected",
    ]);
    const left = outcomes.map((each) => (each.status === "rejected" ? each.reason.details.available : null));
    expect(left).toEqual([null, null, { "MUG-1": 10 }, null, { "MUG-1": 0 }]);
    expect(world.db.movements.filter(({ kind }) => kind === "reserve")).toHaveLength(3);
  });

  test("a decision that raises a bug leaves no trace in its neighbours'", async () => {
    const open = world.closeGate();
    const lane = world.openLane();
    const first = lane.submit(world.holding(1));
    const base = world.holding(5);
    const broken = lane.submit({
      ...base,
      decide(view) {
        base.decide(view);
        throw new TypeError("a bug");
      },
    });
    const last = lane.submit(world.holding(2));
    open();
    await expect(broken).rejects.toThrow("a bug");
    await Promise.all([first, last]);
    expect(world.db.stock.get("MUG-1")).toMatchObject({ reserved: 3, version: 3 });
  });

  test("two commands on one order never share a group, and keep their order", async () => {
    const lane = world.openLane();
    const orderId = await lane.submit(world.holding(1));
    const open = world.closeGate();
    const blocker = lane.submit(world.holding(1, { sku: "MUG-2" }));
    const noted = (word: string): Holding => ({
      intent: null,
      skus: ["MUG-1"],
      orderIds: [orderId],
      revive: String,
      decide(view) {
        const order = view.order(orderId);
        if (order === undefined) throw new Error("no order");
        const seen = order.email ?? "";
        return { answer: seen, orderUpdates: [{ ...order, email: seen + word, version: order.version + 1 }] };
      },
    });
    const answers = [
      lane.submit(noted("-a")),
      lane.submit(world.holding(1)),
      lane.submit(noted("-b")),
      lane.submit(noted("-c")),
    ];
    open();
    const [a, , b, c] = await Promise.all(answers);
    await blocker;
    expect([a, b, c]).toEqual(["marta@example.com", "marta@example.com-a", "marta@example.com-a-b"]);
    const sharing = world.groups.map(({ orderIds }) => orderIds.length).filter((orders) => orders > 0);
    expect(sharing).toEqual([1, 1, 1]);
  });

  test("a conflict with another process decides again, on fresh stock", async () => {
    const open = world.closeGate();
    const [one, two] = [world.openLane(), world.openLane()];
    const settled = Promise.allSettled([one.submit(world.holding(60)), two.submit(world.holding(60))]);
    await vi.waitFor(() => expect(world.groups).toHaveLength(2));
    open();
    expect((await settled).map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(world.reserved()).toBe(60);
  });
});

describe("one intent, one effect", () => {
  test("twins in one group: the second hears the first one's answer", async () => {
    const open = world.closeGate();
    const lane = world.openLane();
    const blocker = lane.submit(world.holding(1, { sku: "MUG-2" }));
    const twins = [1, 2, 3].map(() => lane.submit(world.holding(1, { intent: intent("i1") })));
    const reused = lane.submit(world.holding(2, { intent: intent("i1", "other") }));
    open();
    await blocker;
    expect(new Set(await Promise.all(twins)).size).toBe(1);
    await expect(reused).rejects.toEqual(code("idempotency.key_reused"));
    expect(world.reserved()).toBe(1);
  });

  test("a twin of a refused command is decided on its own", async () => {
    const open = world.closeGate();
    const lane = world.openLane();
    const blocker = lane.submit(world.holding(1, { sku: "MUG-2" }));
    const twins = [101, 100].map((quantity) =>
      lane.submit(world.holding(quantity, { intent: intent("i1") })),
    );
    open();
    await blocker;
    await expect(twins[0]).rejects.toEqual(code("inventory.insufficient_stock"));
    await expect(twins[1]).resolves.toEqual(expect.any(String));
  });

  test("an answer that was remembered before is given again, as it was", async () => {
    const first = await world.openLane().submit(world.holding(1, { intent: intent("i1") }));
    expect(await world.openLane().submit(world.holding(1, { intent: intent("i1") }))).toBe(first);
    expect(world.db.orders.size).toBe(1);
  });
});

test("stock writes have one way: the lane does not show the store's", () => {
  const shown = ["counts", "endedHolds", "listMovements", "listRows", "submit", "waiting"];
  expect(Object.keys(world.openLane()).sort()).toEqual(shown);
});
