import { SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import { staff } from "@scarlet/testing/builders";
import { checkStockInvariants } from "@scarlet/testing/memory";
import { beforeEach, expect, test } from "vitest";
import { marta, mug, openHeldOrder } from "../../../test/held-order-fixture.ts";
import { rowOf, type Shop } from "../../../test/memory-shop.ts";
import { placeOrder } from "../../orders/index.ts";
import {
  adjustStock,
  auditLedger,
  listDrift,
  listMovements,
  listStock,
  reconcileLedger,
  repairDrift,
} from "../index.ts";

let shop: Shop;
const system = () => shop.as(SYSTEM_ACTOR);
const codes = async () =>
  Object.fromEntries(
    (await system().ledger.drifts()).map(({ sku, faults }) => [sku, faults.map(({ code }) => code)]),
  );
/** What no program of ours does: somebody edits a row by hand. */
const edit = (change: object) => shop.db.stock.set("MUG-1", { ...rowOf(shop, "MUG-1"), ...change });

beforeEach(async () => {
  ({ shop } = await openHeldOrder());
});

test("a shop at work has nothing to tell, also while a hold past its end waits for its release", async () => {
  expect(await auditLedger(system())).toEqual({ checked: 1, drifts: [] });
  shop.db.clock.advance(901_000);
  expect(await auditLedger(system())).toEqual({ checked: 1, drifts: [] });
});

test("an edited row is found, told to staff, and set right by a pair of movements", async () => {
  edit({ onHand: 8 });
  const since = shop.db.clock.read();
  await auditLedger(system());
  shop.db.clock.advance(60_000);
  await auditLedger(system());
  expect(await listDrift(shop.as(staff("support")))).toMatchObject([
    { sku: "MUG-1", since, seenAt: shop.db.clock.read(), faults: [{ code: "sum" }, { code: "available" }] },
  ]);
  await expect(listDrift(shop.as(marta))).rejects.toMatchObject({ code: "accounts.forbidden" });
  const mended = await repairDrift(system(), { sku: "MUG-1", note: "Edited by hand on Monday." });
  expect(mended).toMatchObject({ onHand: 3, reserved: 2, available: 1, version: 4 });
  expect(shop.db.movements.slice(-2)).toMatchObject([
    { kind: "adjust", reason: "drift_found", delta: { onHand: 5 }, note: "Edited by hand on Monday." },
    { kind: "adjust", reason: "drift_reversed", delta: { onHand: -5 }, actor: { kind: "system" } },
  ]);
  expect(await listDrift(shop.as(staff("support")))).toEqual([]);
  expect(checkStockInvariants(shop.db)).toEqual([]);
  expect(await repairDrift(system(), { sku: "MUG-1", note: "Again." })).toBeNull();
});

test("the ledger tells who bought to those who may know, and who of the staff did something to everybody", async () => {
  const names = async (role: "inventory" | "support" | "admin") => {
    const ctx = shop.as(staff(role));
    const { items } = await listMovements(ctx, { sku: "MUG-1", limit: 24 });
    const [row] = (await listStock(ctx, { limit: 24 })).items;
    return [row?.lastMovement?.actor.name, ...items.map(({ actor }) => actor.name)];
  };
  const bought = marta.kind === "user" ? marta.name : "";
  expect(await names("inventory")).not.toContain(bought);
  expect((await names("inventory")).slice(0, 2)).toEqual(["Buyer", "Buyer"]);
  for (const role of ["support", "admin"] as const)
    expect((await names(role)).slice(0, 2)).toEqual([bought, bought]);
  const keeper = staff("inventory");
  await adjustStock(shop.as(keeper), { sku: "MUG-1", delta: 1, reason: "found" }, "found");
  expect((await names("inventory"))[0]).toBe(keeper.kind === "user" ? keeper.name : "");
});

test("a reservation that leaked is released", async () => {
  for (const [id, order] of shop.db.orders) shop.db.orders.set(id, { ...order, status: "cancelled" });
  await auditLedger(system());
  expect(await codes()).toEqual({ "MUG-1": ["reserved"] });
  await repairDrift(system(), { sku: "MUG-1", note: "The hold is gone." });
  expect(rowOf(shop, "MUG-1")).toMatchObject({ onHand: 3, reserved: 0, available: 3 });
  expect(checkStockInvariants(shop.db)).toEqual([]);
});

test("a SKU that is sold between the look and the repair is looked at again", async () => {
  edit({ onHand: 8 });
  const accounts = shop.services.ledger.accounts.bind(shop.services.ledger);
  let sold = false;
  const ledger = {
    ...shop.services.ledger,
    async accounts(skus: readonly string[]) {
      const found = await accounts(skus);
      if (!sold) await placeOrder(shop.as(marta), { productId: mug.id, quantity: 1 }, "between");
      sold = true;
      return found;
    },
  };
  await repairDrift({ ...system(), ledger }, { sku: "MUG-1", note: "Edited." });
  expect(rowOf(shop, "MUG-1")).toMatchObject({ onHand: 3, reserved: 3, available: 0 });
  expect(checkStockInvariants(shop.db)).toEqual([]);
});

test("movements of a SKU without a row are told", async () => {
  shop.db.stock.delete("MUG-1");
  await auditLedger(system());
  expect(await codes()).toEqual({ "MUG-1": ["no_row"] });
});

test("the background look goes round the shelves, says a new drift once, and takes a mended one away", async () => {
  expect(await reconcileLedger(system(), null)).toBeNull();
  const errors = () => shop.log.lines.filter(({ level }) => level === "error").length;
  edit({ reserved: 1, available: 2 });
  await reconcileLedger(system(), null);
  await reconcileLedger(system(), null);
  expect(await codes()).toEqual({ "MUG-1": ["sum", "reserved"] });
  expect(errors()).toBe(1);
  edit({ reserved: 2, available: 1 });
  await reconcileLedger(system(), "MUG-1");
  expect(await codes()).toEqual({});
});
