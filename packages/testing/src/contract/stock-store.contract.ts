import { type GroupState, release, reserve, sell } from "@scarlet/domain/inventory";
import type { Order } from "@scarlet/domain/orders";
import { beforeEach, describe, expect, test } from "vitest";
import { buildOrder, buildProduct } from "../builders/index.ts";
import { commit, freshCause, type StockEngine } from "./stock-harness.ts";

const mug = buildProduct("contract-mug", ["CON-MUG-A", "CON-MUG-B"]);
const lamp = buildProduct("contract-lamp", ["CON-LAMP"]);
const [A, B] = ["CON-MUG-A", "CON-MUG-B"] as const;
const NOTHING = { changes: [], movements: [], orderInserts: [], orderUpdates: [], remember: [] };

/** What every stock store must keep: one state in, one plan out, all of it or nothing of it. */
export function describeStockStore(name: string, open: () => Promise<StockEngine>): void {
  describe(`StockStore: ${name}`, () => {
    let engine: StockEngine;
    const row = async (sku: string) => {
      const { items } = await engine.store.listRows({ sku, limit: 10 });
      return items[0];
    };
    const seen = async (request: { skus?: string[]; orderIds?: string[]; intentIds?: string[] }) => {
      let state: GroupState<Order> | undefined;
      await engine.store.commitGroup({ skus: [], orderIds: [], intentIds: [], ...request }, (found) => {
        state = found;
        return NOTHING;
      });
      if (state === undefined) throw new Error("decide was never asked");
      return state;
    };
    /** Holds pieces of the mug's first SKU under a new order that ends `endsInMs` from now. */
    const hold = async (quantity: number, endsInMs: number) => {
      const now = await engine.now();
      const holdExpiresAt = new Date(now.getTime() + endsInMs);
      const order = buildOrder(mug, quantity, { id: engine.newId(), now, holdExpiresAt });
      await commit(engine.store, { skus: [A] }, () => ({
        move: (draft) => reserve(draft, order.lines, freshCause(order.id)),
        inserts: [order],
      }));
      return order;
    };

    beforeEach(async () => {
      engine = await open();
      await engine.stockUp(mug, { [A]: 5, [B]: 2 });
      await engine.stockUp(lamp, { "CON-LAMP": 1 });
    });

    test("shows all SKUs of the products concerned, and only those", async () => {
      const state = await seen({ skus: [A] });
      expect(state.rows.map((each) => each.sku).sort()).toEqual([A, B]);
      expect(state.rows.find((each) => each.sku === A)).toMatchObject({
        productId: mug.id,
        onHand: 5,
        reserved: 0,
        available: 5,
        version: 1,
      });
      expect(Math.abs(state.now.getTime() - (await engine.now()).getTime())).toBeLessThan(5000);
      expect((await seen({ skus: ["CON-NOTHING"] })).rows).toEqual([]);
    });

    test("writes stock, ledger, order and remembered answer together", async () => {
      const now = await engine.now();
      const order = buildOrder(mug, 2, { id: engine.newId(), now });
      const record = {
        id: `user:marta|orders.place|${order.id}`,
        requestHash: "h1",
        result: { id: order.id, n: 1 },
      };
      const before = (await engine.reader.readStock([mug.id])).get(mug.id)?.version ?? 0;
      const { productVersions } = await commit(engine.store, { skus: [A], intentIds: [record.id] }, () => ({
        move: (draft) => reserve(draft, order.lines, freshCause(order.id)),
        inserts: [order],
        remember: [record],
      }));
      expect(await row(A)).toMatchObject({ onHand: 5, reserved: 2, available: 3, version: 2 });
      const stored = await engine.orders.findById(order.id);
      expect(stored).toEqual(order);
      expect(await engine.idempotency.find(record.id)).toEqual(record);
      const ledger = await engine.store.listMovements({ sku: A, limit: 10 });
      expect(ledger.items.map(({ version, kind }) => [version, kind])).toEqual([
        [2, "reserve"],
        [1, "receive"],
      ]);
      expect(ledger.items[0]).toMatchObject({
        delta: { onHand: 0, reserved: 2 },
        before: { onHand: 5, reserved: 0 },
        after: { onHand: 5, reserved: 2 },
        orderId: order.id,
        actor: { kind: "system" },
      });
      const after = (await engine.reader.readStock([mug.id])).get(mug.id)?.version;
      expect(after).toBeGreaterThan(before);
      expect(productVersions.get(mug.id)).toBe(after);
    });

    test("a plan without a write changes nothing, not even the product's version", async () => {
      const before = await engine.reader.readStock([mug.id]);
      await seen({ skus: [A] });
      expect(await engine.reader.readStock([mug.id])).toEqual(before);
    });

    test("what decide raises is raised, and nothing is written", async () => {
      const order = buildOrder(mug, 9, { id: engine.newId(), now: await engine.now() });
      const tried = commit(engine.store, { skus: [A] }, () => ({
        inserts: [order],
        move: (draft) => reserve(draft, order.lines, freshCause(order.id)),
      }));
      await expect(tried).rejects.toMatchObject({
        code: "inventory.insufficient_stock",
        details: { available: { [A]: 5 } },
      });
      expect(await row(A)).toMatchObject({ reserved: 0, version: 1 });
      expect(await engine.orders.findById(order.id)).toBeNull();
    });

    test("several movements of one SKU add as many versions, also when they cancel out", async () => {
      await commit(engine.store, { skus: [A] }, () => ({
        move(draft) {
          reserve(draft, [{ sku: A, quantity: 2 }], freshCause());
          release(draft, [{ sku: A, quantity: 2 }], freshCause());
        },
      }));
      expect(await row(A)).toMatchObject({ onHand: 5, reserved: 0, available: 5, version: 3 });
    });

    test("an order update replaces the order one version below, and is shown to the next", async () => {
      const order = await hold(1, 600_000);
      const paid = { ...order, status: "paid" as const, version: 2 };
      await commit(engine.store, { skus: [A], orderIds: [order.id] }, () => ({
        move: (draft) => sell(draft, order.lines, freshCause(order.id)),
        updates: [paid],
      }));
      expect((await seen({ skus: [A], orderIds: [order.id, engine.newId()] })).orders).toEqual(
        new Map([[order.id, paid]]),
      );
      expect(await row(A)).toMatchObject({ onHand: 4, reserved: 0, available: 4, version: 3 });
    });

    test("an order update alone raises the product's version: its hold moved", async () => {
      const order = await hold(1, 600_000);
      const before = (await engine.reader.readStock([mug.id])).get(mug.id)?.version ?? 0;
      const holdExpiresAt = new Date(order.holdExpiresAt.getTime() + 900_000);
      await commit(engine.store, { skus: [A], orderIds: [order.id] }, () => ({
        updates: [{ ...order, holdExpiresAt, version: 2 }],
      }));
      const stock = (await engine.reader.readStock([mug.id])).get(mug.id);
      expect(stock?.version).toBeGreaterThan(before);
      expect(stock?.freeAt).toEqual(holdExpiresAt);
    });

    test("shows ended holds on any SKU of the products, oldest debts included, and never open ones", async () => {
      await hold(1, 600_000);
      const ended = await hold(2, -1000);
      expect((await seen({ skus: [B] })).ended.map(({ id }) => id)).toEqual([ended.id]);
      expect((await seen({ skus: ["CON-LAMP"] })).ended).toEqual([]);
      expect((await engine.store.endedHolds(10)).map(({ id }) => id)).toContain(ended.id);
      expect((await engine.store.endedHolds(10)).map(({ status }) => status)).not.toContain("paid");
    });

    test("an ended hold over two products comes with the rows of both", async () => {
      const now = await engine.now();
      const [first] = buildOrder(mug, 1, { id: engine.newId(), now }).lines;
      const [second] = buildOrder(lamp, 1, { id: engine.newId(), now }).lines;
      if (first === undefined || second === undefined) throw new Error("no lines");
      const order = buildOrder(mug, 1, {
        id: engine.newId(),
        now,
        lines: [first, second],
        holdExpiresAt: new Date(now.getTime() - 1000),
      });
      await commit(engine.store, { skus: [A, "CON-LAMP"] }, () => ({
        move: (draft) => reserve(draft, order.lines, freshCause(order.id)),
        inserts: [order],
      }));
      const before = (await engine.reader.readStock([lamp.id])).get(lamp.id)?.version ?? 0;
      expect((await seen({ skus: [A] })).rows.map(({ sku }) => sku).sort()).toEqual(["CON-LAMP", A, B]);
      const { productVersions } = await engine.store.commitGroup(
        { skus: [A], orderIds: [], intentIds: [] },
        (state) => {
          expect(state.ended).toHaveLength(1);
          return { ...NOTHING, orderUpdates: [{ ...order, status: "expired", version: 2 }] };
        },
      );
      expect(productVersions.get(lamp.id)).toBeGreaterThan(before);
    });

    test("remembered answers are shown by intent", async () => {
      const record = { id: `intent-${engine.newId()}`, requestHash: "h", result: { list: [1, "two", null] } };
      await commit(engine.store, { skus: [A], intentIds: [record.id] }, () => ({
        move: (draft) => reserve(draft, [{ sku: A, quantity: 1 }], freshCause()),
        remember: [record],
      }));
      const state = await seen({ skus: [A], intentIds: [record.id, "unknown"] });
      expect(state.remembered).toEqual(new Map([[record.id, record]]));
    });

    test("twins of one intent at the same instant: one of them counts, the other sees it", async () => {
      const id = `intent-${engine.newId()}`;
      const attempt = (store: StockEngine["store"]) =>
        store.commitGroup({ skus: [A], orderIds: [], intentIds: [id] }, (state) => {
          if (state.remembered.has(id)) return NOTHING;
          return {
            ...NOTHING,
            orderInserts: [buildOrder(mug, 1, { id: engine.newId(), now: state.now })],
            remember: [{ id, requestHash: "h", result: 1 }],
          };
        });
      await Promise.all([attempt(engine.store), attempt(engine.other), attempt(engine.store)]);
      expect((await engine.orders.list({ limit: 100 })).items).toHaveLength(1);
    });

    test("two stores at the same instant never sell more than there is", async () => {
      const attempt = (store: StockEngine["store"]) =>
        commit(store, { skus: [A] }, () => ({
          move: (draft) => reserve(draft, [{ sku: A, quantity: 1 }], freshCause()),
        }));
      const tries = Array.from({ length: 12 }, (_, i) => attempt(i % 2 === 0 ? engine.store : engine.other));
      const settled = await Promise.allSettled(tries);
      expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
      for (const each of settled) {
        if (each.status === "rejected")
          expect(each.reason).toMatchObject({ code: "inventory.insufficient_stock" });
      }
      expect(await row(A)).toMatchObject({ reserved: 5, available: 0, version: 6 });
    });

    test("two stores that write different SKUs of one product leave versions in one order", async () => {
      const attempt = (store: StockEngine["store"], sku: string) =>
        commit(store, { skus: [sku] }, () => ({
          move: (draft) => reserve(draft, [{ sku, quantity: 1 }], freshCause()),
        }));
      const done = await Promise.all([attempt(engine.store, A), attempt(engine.other, B)]);
      const versions = done
        .map(({ productVersions }) => productVersions.get(mug.id) ?? 0)
        .sort((a, b) => a - b);
      expect(versions[1]).toBe((versions[0] ?? 0) + 1);
      expect((await engine.reader.readStock([mug.id])).get(mug.id)?.version).toBe(versions[1]);
    });

    test("lists rows by SKU with the product's words, in pages and in the staff's views", async () => {
      const order = await hold(5, 600_000);
      const first = await engine.store.listRows({ limit: 2 });
      expect(first.items.map(({ sku }) => sku)).toEqual(["CON-LAMP", A]);
      expect(first.items[1]).toMatchObject({
        product: { title: mug.title, slug: mug.slug, options: { Colour: A } },
        lastMovement: { kind: "reserve", version: 2, orderId: order.id, orderNumber: order.number },
      });
      const rest = await engine.store.listRows({ limit: 2, cursor: first.nextCursor ?? "" });
      expect(rest).toMatchObject({ items: [{ sku: B }], nextCursor: null });
      const skus = async (view: object) =>
        (await engine.store.listRows({ ...view, limit: 10 })).items.map(({ sku }) => sku);
      expect(await skus({ outOfStock: true })).toEqual([A]);
      expect(await skus({ held: true })).toEqual([A]);
      expect(await skus({ q: "con-mug" })).toEqual([A, B]);
      for (const q of ["!!!", "-", "💡", "%"]) expect(await skus({ q }), q).toEqual([]);
      expect(await skus({ q: "" })).toHaveLength(3);
      expect(await engine.store.counts()).toEqual({
        skus: 3,
        pieces: 8,
        lowStock: 2,
        outOfStock: 1,
        held: 1,
      });
    });

    test("the ledger of a SKU is paged, newest first; an unknown SKU has none", async () => {
      for (let i = 0; i < 3; i++) {
        await commit(engine.store, { skus: [A] }, () => ({
          move: (draft) => reserve(draft, [{ sku: A, quantity: 1 }], freshCause()),
        }));
      }
      const first = await engine.store.listMovements({ sku: A, limit: 3 });
      expect(first.items.map(({ version }) => version)).toEqual([4, 3, 2]);
      expect(first.items).toMatchObject(
        first.items.map(() => ({ orderId: null, orderNumber: null, reason: null, note: null })),
      );
      const rest = await engine.store.listMovements({ sku: A, limit: 3, cursor: first.nextCursor ?? "" });
      expect(rest).toMatchObject({ items: [{ version: 1 }], nextCursor: null });
      await expect(engine.store.listMovements({ sku: "CON-NOTHING", limit: 3 })).rejects.toMatchObject({
        code: "inventory.sku_not_found",
      });
    });
  });
}
