import { SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import { staff } from "@scarlet/testing/builders";
import { beforeEach, expect, test, vi } from "vitest";
import { marta, openHeldOrder } from "../../../test/held-order-fixture.ts";
import type { Shop } from "../../../test/memory-shop.ts";
import { adjustStock, lastSale, latestMovements, latestMovementsNow } from "../index.ts";

let shop: Shop;
let held: Awaited<ReturnType<typeof openHeldOrder>>;
const anybody = () => shop.as(marta);
const found = (delta: number) =>
  adjustStock(shop.as(staff("inventory")), { sku: "MUG-1", delta, reason: "found" }, "find");

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  held = await openHeldOrder();
  shop = held.shop;
});

test("what changed how many can be bought is shown, newest first, with its product and with nobody's name", async () => {
  await found(4);
  const movements = await latestMovements(anybody());
  expect(movements.map(({ kind, from, to }) => [kind, from, to])).toEqual([
    ["adjust", 1, 5],
    ["reserve", 3, 1],
    ["receive", 0, 3],
  ]);
  expect(movements[0]).toMatchObject({ slug: "mug", title: "The mug", options: expect.anything() });
  expect(JSON.stringify(movements)).not.toMatch(/marta|ida/i);
});

test("a sale is not among them, because what it takes was reserved before; it is told of a SKU", async () => {
  expect(await lastSale(anybody(), { sku: "MUG-1" })).toEqual({ soldAt: null });
  shop.db.clock.advance(60_000);
  await held.pay(shop, "pay");
  expect(await lastSale(anybody(), { sku: "MUG-1" })).toEqual({ soldAt: shop.db.clock.read() });
  expect((await latestMovements(anybody())).map(({ kind }) => kind)).toEqual(["reserve", "receive"]);
});

test("after an hour nothing moved lately", async () => {
  shop.db.clock.advance(3_600_000);
  expect(await latestMovements(anybody())).toEqual([]);
});

test("many who ask within two seconds ask the stores once", async () => {
  const ctx = shop.as(SYSTEM_ACTOR);
  const asked = vi.spyOn(ctx.ledger, "latestMovements");
  await Promise.all([latestMovements(ctx), latestMovements(ctx)]);
  await found(4);
  expect(await latestMovements(ctx)).toHaveLength(2);
  expect(asked).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(2_000);
  expect(await latestMovements(ctx)).toHaveLength(3);
});

test("who wants them as they are now has them read, and others are told the same for two seconds", async () => {
  const ctx = shop.as(SYSTEM_ACTOR);
  expect(await latestMovements(ctx)).toHaveLength(2);
  await found(4);
  expect(await latestMovementsNow(ctx)).toHaveLength(3);
  const asked = vi.spyOn(ctx.ledger, "latestMovements");
  expect(await latestMovements(ctx)).toHaveLength(3);
  expect(asked).not.toHaveBeenCalled();
});

test("what failed is asked for again by the next one", async () => {
  const ctx = shop.as(SYSTEM_ACTOR);
  vi.spyOn(ctx.ledger, "latestMovements").mockRejectedValueOnce(new Error("away"));
  await expect(latestMovements(ctx)).rejects.toThrow("away");
  expect(await latestMovements(ctx)).toHaveLength(2);
});
