import type { Order } from "@scarlet/domain/orders";
import { checkStockInvariants, createMemoryStockStore } from "@scarlet/testing/memory";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openLaneFixture } from "../../../test/lane-fixture.ts";
import { expireHold } from "../../orders/index.ts";
import { createLane } from "./lane.ts";

const code = (word: string) => expect.objectContaining({ code: word });
let world: ReturnType<typeof openLaneFixture>;

beforeEach(() => {
  world = openLaneFixture();
});

afterEach(() => {
  expect(checkStockInvariants(world.db)).toEqual([]);
  vi.useRealTimers();
});

describe("the waiting line", () => {
  test("whoever has gone is dropped before the decision, waiting or with the transaction begun", async () => {
    const open = world.closeGate();
    const lane = world.openLane();
    const first = lane.submit(world.holding(1));
    const gone = new AbortController();
    const dropped = lane.submit(world.holding(10, { signal: gone.signal }));
    const stays = lane.submit(world.holding(2));
    gone.abort(new Error("gone"));
    await expect(dropped).rejects.toThrow("gone");
    await expect(lane.submit(world.holding(10, { signal: gone.signal }))).rejects.toThrow("gone");
    open();
    await Promise.all([first, stays]);
    expect(world.reserved()).toBe(3);

    const late = new AbortController();
    const slow = createLane<Order>({
      store: createMemoryStockStore(world.db, (step) => {
        if (step === "stock: decide") late.abort(new Error("gone late"));
      }),
      expire: expireHold,
      log: world.log,
    });
    await expect(slow.submit(world.holding(10, { signal: late.signal }))).rejects.toThrow("gone late");
    expect(world.reserved()).toBe(3);
  });

  test("whoever goes after the commit began still gets what was done", async () => {
    const gone = new AbortController();
    const lane = world.openLane({}, (store) => ({
      async commitGroup(request, decide) {
        const done = await store.commitGroup(request, decide);
        gone.abort();
        return done;
      },
    }));
    await expect(lane.submit(world.holding(1, { signal: gone.signal }))).resolves.toEqual(expect.any(String));
  });

  test("above its bound the line refuses, at once and with nothing done; money that moved is let in", async () => {
    const open = world.closeGate();
    const lane = world.openLane({ limits: { maxWaiting: 2 } });
    const served = [1, 2, 3].map(() => lane.submit(world.holding(1)));
    await expect(lane.submit(world.holding(1))).rejects.toMatchObject({
      code: "service.unavailable",
      kind: "unavailable",
      details: { retryAfterSeconds: 1 },
    });
    const urgent = lane.submit(world.holding(1, { urgent: true }));
    open();
    await Promise.all([...served, urgent]);
    expect(world.reserved()).toBe(4);
  });

  test("whoever has waited two seconds behind another group is turned back; money that moved waits on", async () => {
    vi.useFakeTimers();
    const open = world.closeGate();
    const lane = world.openLane({ limits: { groupSize: 1 } });
    const first = lane.submit(world.holding(1));
    const next = lane.submit(world.holding(1));
    const overdue = lane.submit(world.holding(1));
    const urgent = lane.submit(world.holding(1, { urgent: true }));
    overdue.catch(() => {});
    await vi.advanceTimersByTimeAsync(1500);
    const later = lane.submit(world.holding(1));
    await vi.advanceTimersByTimeAsync(600);
    await expect(overdue).rejects.toEqual(code("service.unavailable"));
    open();
    await Promise.all([first, next, urgent, later]);
    expect(world.reserved()).toBe(4);
  });

  test("whoever is in the next group waits for it, though not without an end", async () => {
    vi.useFakeTimers();
    const open = world.closeGate();
    const lane = world.openLane();
    const first = lane.submit(world.holding(1));
    const next = lane.submit(world.holding(1));
    const urgent = lane.submit(world.holding(1, { urgent: true }));
    const ended = expect(next).rejects.toEqual(code("service.unavailable"));
    await vi.advanceTimersByTimeAsync(9_000);
    const later = lane.submit(world.holding(1));
    await vi.advanceTimersByTimeAsync(1_100);
    await ended;
    open();
    await Promise.all([first, urgent, later]);
    expect(world.reserved()).toBe(3);
  });

  test("a wait that would surely pass two seconds is refused before it begins", async () => {
    vi.useFakeTimers();
    const slow = (step: string) =>
      step === "stock: commit" ? new Promise<void>((resolve) => setTimeout(resolve, 800)) : undefined;
    const lane = createLane<Order>({
      store: createMemoryStockStore(world.db, slow),
      expire: expireHold,
      log: world.log,
      limits: { groupSize: 1 },
    });
    const first = lane.submit(world.holding(1));
    await vi.advanceTimersByTimeAsync(800);
    await first;
    const accepted = [1, 2, 3].map(() => lane.submit(world.holding(1)));
    const more = lane.submit(world.holding(1));
    await expect(lane.submit(world.holding(1))).rejects.toEqual(code("service.unavailable"));
    const settled = Promise.allSettled([...accepted, more]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await settled).slice(0, 3).map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "fulfilled",
    ]);
  });
});
