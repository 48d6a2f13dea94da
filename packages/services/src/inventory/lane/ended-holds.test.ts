import { RELEASES_AT_ONCE } from "@scarlet/domain/inventory";
import { buildOrder } from "@scarlet/testing/builders";
import { beforeEach, describe, expect, test } from "vitest";
import { mug, openLaneFixture } from "../../../test/lane-fixture.ts";
import { createFailedReleases } from "./failed-releases.ts";

let world: ReturnType<typeof openLaneFixture>;
beforeEach(() => {
  world = openLaneFixture();
});

/** Orders whose holds have ended, the first given ended first. `reserves`: the row knows of them. */
function ended(count: number, quantity: number, reserves: boolean): void {
  const now = world.db.clock.read();
  for (let index = 0; index < count; index += 1) {
    const id = world.ids.newId();
    const holdExpiresAt = new Date(now.getTime() - (reserves ? 1_000 : 2_000) + index);
    world.db.orders.set(id, buildOrder(mug, quantity, { id, now, holdExpiresAt }));
  }
  const row = world.db.stock.get("MUG-1");
  if (row === undefined || !reserves) return;
  const reserved = row.reserved + count * quantity;
  world.db.stock.set("MUG-1", { ...row, onHand: reserved, reserved, available: 0 });
}

describe("more ended holds than one transaction releases", () => {
  test("are released until whoever wants their pieces has them, and no further", async () => {
    ended(3 * RELEASES_AT_ONCE + 1, 1, true);
    const lane = world.openLane();
    await lane.submit(world.holding(RELEASES_AT_ONCE + 1));
    expect(world.groups).toHaveLength(2);
    const { reserved, available } = world.db.stock.get("MUG-1") ?? {};
    expect({ reserved, available }).toEqual({
      reserved: RELEASES_AT_ONCE + 1 + RELEASES_AT_ONCE + 1,
      available: RELEASES_AT_ONCE - 1,
    });
  });

  test("refuse nobody before all of them were looked at: then the answer counts all that is free", async () => {
    ended(2 * RELEASES_AT_ONCE, 1, true);
    const lane = world.openLane();
    const refused = lane.submit(world.holding(2 * RELEASES_AT_ONCE + 1));
    await expect(refused).rejects.toMatchObject({
      code: "inventory.insufficient_stock",
      details: { available: { "MUG-1": 2 * RELEASES_AT_ONCE } },
    });
  });

  test("answer whoever can be served at once, and only once", async () => {
    ended(2 * RELEASES_AT_ONCE, 1, true);
    const open = world.closeGate();
    const lane = world.openLane();
    const blocker = lane.submit(world.holding(1, { sku: "MUG-2" }));
    const both = [lane.submit(world.holding(RELEASES_AT_ONCE + 1)), lane.submit(world.holding(2))];
    open();
    await Promise.all([blocker, ...both]);
    expect(world.db.stock.get("MUG-1")?.reserved).toBe(RELEASES_AT_ONCE + 3);
  });
});

test("holds that cannot be released do not keep those behind them from it", async () => {
  ended(RELEASES_AT_ONCE, 70, false);
  ended(10, 1, true);
  const lane = world.openLane();
  await lane.submit(world.holding(10));
  expect(world.db.stock.get("MUG-1")).toMatchObject({ reserved: 10, available: 0 });
  expect(world.log.lines).toHaveLength(RELEASES_AT_ONCE);
  expect(await lane.endedHolds(1_000)).toEqual([]);
});

test("a release that failed is tried again after a minute, and no more than a thousand are remembered", () => {
  let now = 0;
  const failedReleases = createFailedReleases(() => now);
  failedReleases.add("a");
  now = 59_999;
  expect(failedReleases.ids()).toEqual(["a"]);
  now = 60_000;
  expect(failedReleases.ids()).toEqual([]);
  for (let index = 0; index < 1_001; index += 1) failedReleases.add(String(index));
  expect(failedReleases.ids()).toHaveLength(1_000);
  expect(failedReleases.ids()).not.toContain("0");
});
