import { outcomeUnknown, temporarilyUnavailable } from "@scarlet/domain/kernel";
import { buildOrder } from "@scarlet/testing/builders";
import { checkStockInvariants } from "@scarlet/testing/memory";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { intent, mug, openLaneFixture } from "../../../test/lane-fixture.ts";

let world: ReturnType<typeof openLaneFixture>;

beforeEach(() => {
  world = openLaneFixture();
});

afterEach(() => {
  expect(checkStockInvariants(world.db)).toEqual([]);
  vi.useRealTimers();
});

describe("when something fails", () => {
  test("a group that fails is tried one by one: only the poisoned command hears of it", async () => {
    const open = world.closeGate();
    const poisoned = new Set<string>();
    const lane = world.openLane({}, (store) => ({
      commitGroup: (request, decide) =>
        store.commitGroup(request, (state) => {
          const plan = decide(state);
          if (plan.orderInserts.some(({ id }) => poisoned.has(id))) throw new Error("document refused");
          return plan;
        }),
    }));
    const blocker = lane.submit(world.holding(1, { sku: "MUG-2" }));
    const base = world.holding(1);
    const bad = lane.submit({
      ...base,
      decide(view) {
        const decision = base.decide(view);
        poisoned.add(decision.answer);
        return decision;
      },
    });
    const good = [1, 2, 3].map((quantity) => lane.submit(world.holding(quantity)));
    open();
    await expect(bad).rejects.toThrow("document refused");
    await Promise.all([blocker, ...good]);
    expect(world.reserved()).toBe(6);
    expect(world.log.lines.map(({ level }) => level)).toEqual(["error"]);
  });

  test("a group that was committed and whose answer was lost counts once when it is tried one by one", async () => {
    const open = world.closeGate();
    let lost = false;
    const lane = world.openLane({}, (store) => ({
      async commitGroup(request, decide) {
        const done = await store.commitGroup(request, decide);
        if (request.intentIds.length > 1 && !lost) {
          lost = true;
          throw new Error("connection lost");
        }
        return done;
      },
    }));
    const blocker = lane.submit(world.holding(1, { sku: "MUG-2" }));
    const answers = ["i1", "i2", "i3"].map((id) => lane.submit(world.holding(2, { intent: intent(id) })));
    open();
    await Promise.all([blocker, ...answers]);
    expect(lost).toBe(true);
    expect(world.reserved()).toBe(6);
    expect(world.db.orders.size).toBe(4);
  });

  test("a database that is away fails a few and turns the others back, without trying each of them", async () => {
    let calls = 0;
    const lane = world.openLane({}, () => ({
      commitGroup: async () => {
        calls += 1;
        throw new Error("database away");
      },
    }));
    const settled = await Promise.allSettled(Array.from({ length: 41 }, () => lane.submit(world.holding(1))));
    const reasons = settled.map((each) =>
      each.status === "rejected" ? (each.reason.code ?? each.reason.message) : "ok",
    );
    expect(reasons.filter((reason) => reason === "database away")).toHaveLength(4);
    expect(reasons.filter((reason) => reason === "service.outcome_unknown")).toHaveLength(37);
    expect(calls).toBe(1 + 1 + 3);
  });

  test("a group whose outcome nobody knows is not tried again: each is told so, and none that nothing was done", async () => {
    const open = world.closeGate();
    const groups: number[] = [];
    const lane = world.openLane({}, (store) => ({
      async commitGroup(request, decide) {
        groups.push(request.skus.length);
        const done = await store.commitGroup(request, decide);
        if (groups.length > 1) throw outcomeUnknown();
        return done;
      },
    }));
    const blocker = lane.submit(world.holding(1, { sku: "MUG-2" }));
    const settled = Promise.allSettled(
      ["i1", "i2"].map((id) => lane.submit(world.holding(2, { intent: intent(id) }))),
    );
    open();
    await blocker;
    for (const each of await settled)
      expect(each).toMatchObject({ reason: { code: "service.outcome_unknown" } });
    expect(groups).toHaveLength(2);
    expect(world.reserved()).toBe(4);
  });

  test("once the database is away, nobody behind it is tried one by one", async () => {
    const seen: number[] = [];
    const lane = world.openLane({}, () => ({
      commitGroup: async (request) => {
        seen.push(request.intentIds.length);
        throw seen.length === 2 ? new Error("document refused") : temporarilyUnavailable(1);
      },
    }));
    const ids = ["i0", "i1", "i2", "i3"];
    const settled = await Promise.allSettled(
      ids.map((id) => lane.submit(world.holding(1, { intent: intent(id) }))),
    );
    const codes = settled.map((each) => each.status === "rejected" && each.reason.code);
    const [away, unknown] = ["service.unavailable", "service.outcome_unknown"];
    expect(codes).toEqual([away, away, unknown, unknown]);
    expect(seen).toEqual([1, 3, 1]);
  });

  test("a group may try as long as its longest waiter has left, and a little in any case", async () => {
    const open = world.closeGate();
    const lane = world.openLane({ limits: { commandMs: 3_000 } });
    const late = world.openLane({ limits: { commandMs: 0 } });
    const submitted = [lane.submit(world.holding(1)), late.submit(world.holding(1))];
    open();
    await Promise.all(submitted);
    const [budget = 0, least = 0] = world.groups.map(({ budgetMs }) => budgetMs);
    expect(budget).toBeGreaterThan(2_500);
    expect(budget).toBeLessThanOrEqual(3_000);
    expect(least).toBeGreaterThan(1_500);
    expect(least).toBeLessThanOrEqual(2_000);
  });

  test("conflicts that do not end: the whole group is told to come again", async () => {
    let calls = 0;
    const lane = world.openLane({}, () => ({
      commitGroup: async () => {
        calls += 1;
        throw temporarilyUnavailable(1);
      },
    }));
    const settled = await Promise.allSettled([1, 2, 3].map(() => lane.submit(world.holding(1))));
    for (const each of settled) expect(each).toMatchObject({ reason: { code: "service.unavailable" } });
    expect(calls).toBe(2);
  });

  test("a commit whose answer got lost: nobody is told that nothing was done, and nobody is tried again", async () => {
    let calls = 0;
    const lane = world.openLane({}, () => ({
      commitGroup: async () => {
        calls += 1;
        throw outcomeUnknown();
      },
    }));
    const settled = await Promise.allSettled([1, 2, 3].map(() => lane.submit(world.holding(1))));
    for (const each of settled) expect(each).toMatchObject({ reason: { code: "service.outcome_unknown" } });
    expect(calls).toBe(2);
  });

  test("the lane serves on after a failure", async () => {
    let broken = true;
    const lane = world.openLane({}, (store) => ({
      commitGroup: (request, decide) =>
        broken ? Promise.reject(new Error("away")) : store.commitGroup(request, decide),
    }));
    await expect(lane.submit(world.holding(1))).rejects.toThrow("away");
    broken = false;
    await lane.submit(world.holding(1));
  });

  test("an ended hold that contradicts the stock is told to the log and blocks nobody", async () => {
    const lane = world.openLane();
    const now = world.db.clock.read();
    const ghost = buildOrder(mug, 7, {
      id: world.ids.newId(),
      now,
      holdExpiresAt: new Date(now.getTime() - 1),
    });
    world.db.orders.set(ghost.id, ghost);
    await lane.submit(world.holding(1));
    world.db.orders.delete(ghost.id);
    expect(world.log.lines).toMatchObject([
      { level: "error", message: expect.stringContaining("ended hold") },
    ]);
  });
});
