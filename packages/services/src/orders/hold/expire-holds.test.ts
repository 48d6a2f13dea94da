import { SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import { checkStockInvariants } from "@scarlet/testing/memory";
import { expect, test } from "vitest";
import { openHeldOrder } from "../../../test/held-order-fixture.ts";
import { rowOf } from "../../../test/memory-shop.ts";
import { expireHolds } from "../index.ts";

test("the sweeper leaves a hold alone until its end, then writes its release, once", async () => {
  const { shop, stored } = await openHeldOrder();
  const sweep = () => expireHolds(shop.as(SYSTEM_ACTOR));
  shop.db.clock.advance(899_999);
  expect(await sweep()).toBe(0);
  expect(rowOf(shop, "MUG-1")).toMatchObject({ onHand: 3, reserved: 2, available: 1 });
  shop.db.clock.advance(1);
  expect(await sweep()).toBe(1);
  expect(rowOf(shop, "MUG-1")).toMatchObject({ onHand: 3, reserved: 0, available: 3 });
  expect(stored()?.status).toBe("expired");
  expect(await sweep()).toBe(0);
  expect(shop.db.movements.map(({ kind, actor }) => [kind, actor.kind])).toEqual([
    ["receive", "system"],
    ["reserve", "user"],
    ["release", "system"],
  ]);
  expect(checkStockInvariants(shop.db)).toEqual([]);
});
