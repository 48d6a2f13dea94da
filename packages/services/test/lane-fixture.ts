import { type GroupRequest, reserve, type StockStore } from "@scarlet/domain/inventory";
import { actorRef, type Intent, SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import type { Order } from "@scarlet/domain/orders";
import { buildOrder, buildProduct } from "@scarlet/testing/builders";
import { createTestIds } from "@scarlet/testing/clock";
import {
  createMemoryDatabase,
  createMemoryLog,
  createMemoryStockStore,
  stockUp,
} from "@scarlet/testing/memory";
import type { StockCommand } from "../src/context/index.ts";
import { createLane, type LaneParts } from "../src/inventory/lane/lane.ts";
import { expireHold } from "../src/orders/index.ts";

export const mug = buildProduct("mug", ["MUG-1", "MUG-2"]);
export type Holding = StockCommand<Order, string>;

export const intent = (id: string, requestHash = "h"): Intent => ({ id, requestHash });

/** A shelf with 100 pieces of two SKUs, and lanes over it whose transactions can be held back. */
export function openLaneFixture() {
  const db = createMemoryDatabase();
  stockUp(db, mug, 100);
  const groups: GroupRequest[] = [];
  const log = createMemoryLog();
  const ids = createTestIds();
  let opened = Promise.resolve();

  /** From now on transactions wait before they commit; the answer lets them go. */
  function closeGate(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    opened = promise;
    return resolve;
  }

  function openLane(
    change: Partial<LaneParts<Order>> = {},
    wrap: (store: StockStore<Order>) => Partial<StockStore<Order>> = () => ({}),
  ) {
    const store = createMemoryStockStore(db, async (step) => {
      if (step === "stock: commit") await opened;
    });
    const weak = { ...store, ...wrap(store) };
    const counted: StockStore<Order> = {
      ...weak,
      commitGroup(request, decide) {
        groups.push(request);
        return weak.commitGroup(request, decide);
      },
    };
    return createLane<Order>({
      store: counted,
      expire: expireHold,
      log,
      ...change,
    });
  }

  /** Holds pieces of a SKU under a new order; answers with its id. */
  function holding(quantity: number, change: Partial<Holding> & { readonly sku?: string } = {}): Holding {
    const { sku = "MUG-1", ...rest } = change;
    const id = ids.newId();
    const actor = actorRef(SYSTEM_ACTOR);
    return {
      intent: null,
      skus: [sku],
      orderIds: [],
      revive: String,
      decide({ draft, now }) {
        const cause = { actor, reason: null, note: null, orderId: id, causeKey: `order:${id}` };
        reserve(draft, [{ sku, quantity }], cause);
        const order = buildOrder(mug, quantity, { id, now });
        const lines = order.lines.map((line) => ({ ...line, sku }));
        return { answer: id, orderInserts: [{ ...order, lines }] };
      },
      ...rest,
    };
  }

  const reserved = (sku = "MUG-1") => db.stock.get(sku)?.reserved;
  return { db, groups, log, ids, closeGate, openLane, holding, reserved };
}
