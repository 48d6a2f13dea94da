import { SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import { staff } from "@scarlet/testing/builders";
import { beforeEach, expect, test, vi } from "vitest";
import { openHeldOrder } from "../../../test/held-order-fixture.ts";
import type { Shop } from "../../../test/memory-shop.ts";
import { adjustStock, storeroom } from "../index.ts";

let shop: Shop;
const anybody = () => shop.as(SYSTEM_ACTOR);

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  shop = (await openHeldOrder()).shop;
});

async function moveOften(): Promise<void> {
  for (const delta of [1, 2, 3, 4])
    await adjustStock(shop.as(staff("inventory")), { sku: "MUG-1", delta, reason: "found" }, `find-${delta}`);
}

test("it is busy from six movements on; who asks within five seconds is told the same", async () => {
  const reads = vi.spyOn(anybody().ledger, "latestMovements");
  const before = await storeroom(anybody());
  expect(before).toEqual({ isBusy: false });
  await moveOften();
  expect(await storeroom(anybody())).toBe(before);
  expect(reads).toHaveBeenCalledTimes(1);
});

test("after that it is read beside the answer, so that no page waits for it", async () => {
  await storeroom(anybody());
  await moveOften();
  vi.advanceTimersByTime(5_000);
  expect(await storeroom(anybody())).toEqual({ isBusy: false });
  await vi.waitFor(async () => expect(await storeroom(anybody())).toEqual({ isBusy: true }));
});

test("what cannot be read leaves what was known", async () => {
  await storeroom(anybody());
  vi.spyOn(anybody().ledger, "latestMovements").mockRejectedValueOnce(new Error("away"));
  vi.advanceTimersByTime(5_000);
  expect(await storeroom(anybody())).toEqual({ isBusy: false });
});
