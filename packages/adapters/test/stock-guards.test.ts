import { setTimeout as sleep } from "node:timers/promises";
import {
  type GroupPlan,
  type GroupState,
  netChanges,
  openDraft,
  reserve,
  type StockRow,
} from "@scarlet/domain/inventory";
import { actorRef, SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import type { Order } from "@scarlet/domain/orders";
import { buildOrder, buildProduct } from "@scarlet/testing/builders";
import type { StockEngine } from "@scarlet/testing/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { writePlan } from "../src/inventory/group-writes.ts";
import type { WriteFence } from "../src/inventory/index.ts";
import { DeadlinePassedError } from "../src/inventory/index.ts";
import { newId, StaleReadError, startBudget } from "../src/mongo/index.ts";
import { createOrderStock } from "../src/orders/index.ts";
import { orderRecords } from "../src/orders/order-record.ts";
import { openTestDatabase, stockEngine, type TestDatabase } from "./harness/database.ts";
import { NO_FENCE, THROUGH } from "./harness/no-fence.ts";

const SKU = "GUARD-1";
const mug = buildProduct("guarded-mug", [SKU, "GUARD-2"]);
const endedByNow = { $expr: { $lte: ["$holdExpiresAt", "$$NOW"] } };
const unfenced = { holds: orderRecords, fence: THROUGH.fence([]) };
let database: TestDatabase;
let engine: StockEngine;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  engine = await stockEngine(database);
  await engine.stockUp(mug, { [SKU]: 5, "GUARD-2": 0 });
});

const row = async (): Promise<StockRow> => {
  const [found] = (await engine.store.listRows({ sku: SKU, limit: 1 })).items;
  if (found === undefined) throw new Error(`${SKU} is not there`);
  return found;
};
const theRow = ({ rows }: GroupState<Order>): StockRow => {
  const found = rows.find(({ sku }) => sku === SKU);
  if (found === undefined) throw new Error(`${SKU} was not read`);
  return found;
};
const stateOf = (rows: readonly StockRow[], now: Date): GroupState<Order> => ({
  now,
  rows,
  orders: new Map(),
  ended: [],
  endedLeft: false,
  remembered: new Map(),
  openHolds: [],
});
/** A plan that holds pieces for a new order, decided on a state that may be old by the time it is written. */
const planOf = (seen: StockRow, quantity: number, now: Date) => {
  const order = buildOrder(mug, quantity, { id: newId(), now });
  const draft = openDraft([seen], now);
  const cause = { actor: actorRef(SYSTEM_ACTOR), reason: null, note: null, orderId: order.id };
  reserve(draft, order.lines, { ...cause, causeKey: `test:${order.id}` });
  return {
    changes: netChanges(draft),
    movements: draft.movements,
    orderInserts: [order],
    orderUpdates: [],
    remember: [],
  };
};
const handEdit = (change: object) => database.mongo.db.collection("stock").updateOne({ sku: SKU }, change);

describe("the guards inside the write", () => {
  test.each([
    ["pieces are gone", { $inc: { onHand: -3, available: -3 } }],
    ["the version moved on", { $inc: { version: 1 } }],
  ])("refuse a plan when %s since it was read, and leave nothing of it", async (_, change) => {
    const now = await engine.now();
    const plan = planOf(await row(), 3, now);
    const state = stateOf([await row()], now);
    await handEdit(change);
    const before = await row();
    const { mongo } = database;
    const writing = mongo.inTransaction(() => writePlan(mongo, { plan, state, ...unfenced }), {
      budget: startBudget({ conflictMs: 50 }),
    });
    await expect(writing).rejects.toMatchObject({ code: "service.unavailable" });
    expect(await row()).toEqual(before);
    expect((await engine.orders.list({ limit: 10 })).items).toEqual([]);
    expect((await engine.store.listMovements({ sku: SKU, limit: 10 })).items).toHaveLength(1);
  });

  test("refuse an order that moved on since it was read", async () => {
    const now = await engine.now();
    const { mongo } = database;
    const nothing: GroupPlan<Order> = {
      changes: [],
      movements: [],
      orderInserts: [],
      orderUpdates: [],
      remember: [],
    };
    const write = (plan: Partial<GroupPlan<Order>>) =>
      writePlan(mongo, { plan: { ...nothing, ...plan }, state: stateOf([], now), ...unfenced });
    const order = { ...buildOrder(mug, 1, { id: newId(), now }), version: 3 };
    await write({ orderInserts: [order] });
    await write({ orderUpdates: [{ ...order, version: 4 }] });
    for (const version of [3, 4, 6])
      await expect(write({ orderUpdates: [{ ...order, version }] })).rejects.toBeInstanceOf(StaleReadError);
    expect((await engine.orders.findById(order.id))?.version).toBe(4);
  });
});

describe("a transaction whose last statement comes too late", () => {
  test("is refused by the database's own clock, whatever the server allows", async () => {
    const late: WriteFence = {
      ...NO_FENCE,
      around: async (commit) => (await commit({ ...THROUGH, commitBy: new Date(0) })).result,
    };
    const attempt = createOrderStock(database.mongo, late).commitGroup(
      { skus: [SKU], orderIds: [], intentIds: [] },
      (state) => planOf(theRow(state), 1, state.now),
    );
    await expect(attempt).rejects.toBeInstanceOf(DeadlinePassedError);
    expect(await row()).toMatchObject({ reserved: 0, version: 1 });
  });
});

describe("a transaction whose first write comes too late", () => {
  test("is refused by the database's own clock, and decides nothing", async () => {
    const late: WriteFence = {
      ...NO_FENCE,
      around: async (commit) => (await commit({ ...THROUGH, deadline: new Date(0) })).result,
    };
    const attempt = createOrderStock(database.mongo, late).commitGroup(
      { skus: [SKU], orderIds: [], intentIds: [], holders: [{ kind: "owner", key: "user:marta" }] },
      (state) => planOf(theRow(state), 1, state.now),
    );
    await expect(attempt).rejects.toBeInstanceOf(DeadlinePassedError);
    expect(await row()).toMatchObject({ reserved: 0, version: 1 });
    expect(await database.mongo.db.collection("hold_guards").countDocuments()).toBe(0);
  });
});

describe("a cause that counts twice", () => {
  test("is refused by the ledger itself, soon and with nothing written", async () => {
    const twice = (quantity: number) =>
      engine.store.commitGroup({ skus: [SKU], orderIds: [], intentIds: [] }, (state) => {
        const draft = openDraft(state.rows, state.now);
        const cause = { actor: actorRef(SYSTEM_ACTOR), reason: null, note: null, orderId: null };
        reserve(draft, [{ sku: SKU, quantity }], { ...cause, causeKey: "the same" });
        const changes = netChanges(draft);
        return { changes, movements: draft.movements, orderInserts: [], orderUpdates: [], remember: [] };
      });
    await twice(1);
    const begun = performance.now();
    await expect(twice(1)).rejects.toMatchObject({ code: 11_000 });
    expect(performance.now() - begun).toBeLessThan(3_000);
    expect(await row()).toMatchObject({ reserved: 1, version: 2 });
  });
});

describe("a group that comes to nothing", () => {
  /** Somebody else's transaction on the product, open for as long as `work` takes. */
  async function whileRaised(work: () => Promise<void>): Promise<void> {
    const { other } = database;
    const undone = other.inTransaction(async () => {
      await other.prisma.orm.product_stock.where({ _id: mug.id }).update((stock) => [stock.version.inc(1)]);
      await work();
      throw new Error("undone on purpose");
    });
    await expect(undone).rejects.toThrow("undone on purpose");
  }
  /** Asks for something that cannot be had; tells every state that it was decided on. */
  async function askInVain(sku: string, intentIds: readonly string[] = []): Promise<GroupState<Order>[]> {
    const states: GroupState<Order>[] = [];
    await engine.store.commitGroup({ skus: [sku], orderIds: [], intentIds }, (state) => {
      states.push(state);
      return { changes: [], movements: [], orderInserts: [], orderUpdates: [], remember: [] };
    });
    return states;
  }

  test("is decided by reading alone, while somebody else writes the product", async () => {
    await whileRaised(async () => {
      const begun = performance.now();
      const last = (await askInVain("GUARD-2")).at(-1);
      // A transaction would have met conflicts until its time was over.
      expect(performance.now() - begun).toBeLessThan(4_000);
      expect(last?.rows.map(({ sku, available }) => [sku, available])).toEqual([
        [SKU, 5],
        ["GUARD-2", 0],
      ]);
    });
  });

  test("sees what was answered before, so that a twin of the last buyer is told the same", async () => {
    const record = { id: "user:marta|orders.place|the last", requestHash: "h", result: "held" };
    const plan = { changes: [], movements: [], orderInserts: [], orderUpdates: [], remember: [record] };
    await engine.store.commitGroup({ skus: [SKU], orderIds: [], intentIds: [record.id] }, () => plan);
    const last = (await askInVain("GUARD-2", [record.id])).at(-1);
    expect(last?.remembered.get(record.id)).toEqual(record);
  });

  /** Takes all that is left of the first SKU, until `endsInMs` from now. */
  async function holdAll(endsInMs: number): Promise<void> {
    const now = await engine.now();
    const holdExpiresAt = new Date(now.getTime() + endsInMs);
    const plan = planOf(await row(), 5, now);
    const held = { ...plan, orderInserts: plan.orderInserts.map((order) => ({ ...order, holdExpiresAt })) };
    const state = stateOf([await row()], now);
    await database.mongo.inTransaction(() => writePlan(database.mongo, { plan: held, state, ...unfenced }));
  }

  test("is left to a transaction when a hold on it has ended, whose pieces are free", async () => {
    await holdAll(-1_000);
    expect((await askInVain(SKU)).map(({ ended }) => ended.length)).toEqual([1]);
  });

  test("is left to a transaction when a hold on it may end while we look", async () => {
    await holdAll(900);
    let asking: ReturnType<typeof askInVain> = Promise.resolve([]);
    // Whoever decides by reading does so now; a transaction meets a conflict until the hold has ended.
    await whileRaised(async () => {
      asking = askInVain(SKU);
      while ((await database.mongo.db.collection("orders").countDocuments(endedByNow)) === 0) await sleep(20);
    });
    expect((await asking).map(({ ended }) => ended.length)).toEqual([1]);
  });
});

describe("the staff's list", () => {
  const plates = buildProduct("plates", ["PLA-TE-1", "PLA-TE-2", "PLA-TE-3", "PLA-TO-1"], {
    title: "Tea Plate",
  });

  test("shows low and out together by SKU, page by page, and nothing twice", async () => {
    await engine.stockUp(plates, { "PLA-TE-1": 0, "PLA-TE-2": 2, "PLA-TE-3": 50, "PLA-TO-1": 1 });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await engine.store.listRows({ lowStock: true, limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map(({ sku }) => sku));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(["GUARD-2", "PLA-TE-1", "PLA-TE-2", "PLA-TO-1"]);
  });

  test("finds the beginning of a code, or else words of the title, and ends where its pages end", async () => {
    await engine.stockUp(plates, {});
    const find = async (input: { q: string; cursor?: string; lowStock?: boolean }) => {
      const { items, nextCursor } = await engine.store.listRows({ limit: 2, ...input });
      return { skus: items.map(({ sku }) => sku), nextCursor };
    };
    const first = await find({ q: "pla-te" });
    expect(first.skus).toEqual(["PLA-TE-1", "PLA-TE-2"]);
    const rest = await find({ q: "pla-te", cursor: first.nextCursor ?? "" });
    expect(rest).toEqual({ skus: ["PLA-TE-3"], nextCursor: null });
    expect((await find({ q: "pla-te-3", cursor: first.nextCursor ?? "" })).skus).toEqual(["PLA-TE-3"]);
    expect((await find({ q: "pla-te-1", cursor: first.nextCursor ?? "" })).skus).toEqual([]);
    expect((await find({ q: "tea-pl" })).skus).toEqual(["PLA-TE-1", "PLA-TE-2"]);
    expect((await find({ q: "TEA" })).skus).toEqual(["PLA-TE-1", "PLA-TE-2"]);
  });
});
