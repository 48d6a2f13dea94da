import { buildProduct, staff, user } from "@scarlet/testing/builders";
import { stockUp } from "@scarlet/testing/memory";
import { beforeEach, expect, test } from "vitest";
import { openShop, type Shop } from "../../test/memory-shop.ts";
import {
  inspectCachedProduct,
  purgeCachedProduct,
  queryProcesses,
  readCacheHealth,
  readCacheHistory,
  switchCacheOff,
  switchCacheOn,
  warmCache,
} from "./index.ts";

const code = (word: string) => expect.objectContaining({ code: word });
let shop: Shop;
beforeEach(() => {
  shop = openShop();
});

test("an admin switches the cache off with a name and a reason, and on again", async () => {
  const admin = shop.as(staff("admin"));
  const { keptOff } = await readCacheHealth(admin);
  expect(keptOff).toBeNull();
  await switchCacheOff(admin, { why: "Redis moves house" });
  expect((await readCacheHealth(shop.as(staff("support")))).keptOff).toEqual({
    by: expect.stringMatching(/./),
    why: "Redis moves house",
  });
  expect(await switchCacheOn(admin)).toBe(true);
  expect(await switchCacheOn(admin)).toBe(false);
});

test("nobody else may switch it, and shoppers see nothing of it", async () => {
  for (const actor of [staff("inventory"), staff("support"), user("marta")]) {
    await expect(switchCacheOff(shop.as(actor), {})).rejects.toEqual(code("accounts.forbidden"));
    await expect(switchCacheOn(shop.as(actor))).rejects.toEqual(code("accounts.forbidden"));
  }
  expect((await readCacheHealth(shop.as(staff("admin")))).keptOff).toBeNull();
  for (const read of [
    readCacheHealth(shop.as(user("marta"))),
    readCacheHistory(shop.as(user("marta")), { span: "1h" }),
  ])
    await expect(read).rejects.toEqual(code("accounts.forbidden"));
});

test("a product is purged by those who keep the stock, and an unknown one is named as such", async () => {
  const mug = buildProduct("mug");
  stockUp(shop.db, mug, 1);
  const asked = { productId: mug.id };
  expect(await purgeCachedProduct(shop.as(staff("inventory")), asked)).toMatchObject({
    slug: "mug",
    cached: null,
  });
  await expect(purgeCachedProduct(shop.as(staff("support")), asked)).rejects.toEqual(
    code("accounts.forbidden"),
  );
  const unknown = { productId: "f".repeat(24) };
  for (const ask of [inspectCachedProduct, queryProcesses, purgeCachedProduct])
    await expect(ask(shop.as(staff("admin")), unknown)).rejects.toEqual(code("catalog.product_not_found"));
});

test("an admin warms the cache again, and is told why when it cannot be", async () => {
  const admin = shop.as(staff("admin"));
  const desk = (did: Awaited<ReturnType<typeof admin.cacheAdmin.warm>>) => ({
    ...admin,
    cacheAdmin: { ...admin.cacheAdmin, warm: () => Promise.resolve(did) },
  });
  expect(await warmCache(desk({ products: 500, filled: 12 }))).toEqual({ products: 500, filled: 12 });
  await expect(warmCache(desk("off"))).rejects.toEqual(code("inventory.cache_not_in_use"));
  await expect(warmCache(desk("busy"))).rejects.toEqual(code("inventory.cache_warming"));
  await expect(warmCache(shop.as(staff("inventory")))).rejects.toEqual(code("accounts.forbidden"));
});

test("what every process answers is for staff only", async () => {
  const plate = buildProduct("plate");
  stockUp(shop.db, plate, 1);
  const asked = { productId: plate.id };
  expect(await queryProcesses(shop.as(staff("support")), asked)).toMatchObject({ processes: [] });
  await expect(queryProcesses(shop.as(user("marta")), asked)).rejects.toEqual(code("accounts.forbidden"));
});
