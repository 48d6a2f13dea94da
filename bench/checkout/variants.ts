import { randomUUID } from "node:crypto";
import type { Api } from "../../apps/api/test/processes/api-process.ts";
import { createProductStore } from "../../packages/adapters/src/catalog/index.ts";
import { createIdSource, type Mongo } from "../../packages/adapters/src/mongo/index.ts";
import { createOrderStock } from "../../packages/adapters/src/orders/index.ts";
import { NO_FENCE } from "../../packages/adapters/test/harness/no-fence.ts";
import { reserve } from "../../packages/domain/src/inventory/index.ts";
import { actorRef, SYSTEM_ACTOR } from "../../packages/domain/src/kernel/index.ts";
import type { Order } from "../../packages/domain/src/orders/index.ts";
import type { StockCommand } from "../../packages/services/src/context/index.ts";
import { createLane } from "../../packages/services/src/inventory/index.ts";
import { expireHold } from "../../packages/services/src/orders/index.ts";
import { buildOrder } from "../../packages/testing/src/builders/index.ts";
import type { Buy } from "./measure-buyers.ts";

const SILENT_LOG = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** All of it: HTTP, session, idempotency, lane, database, response. */
export function throughApi(api: Api, tokens: readonly string[], skus: readonly string[]): Buy {
  return async (nth, buyer) => {
    const response = await fetch(`${api.url}/api/orders`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${tokens[buyer % tokens.length]}`,
        "idempotency-key": randomUUID(),
      },
      body: JSON.stringify({ items: [{ sku: skus[nth % skus.length], quantity: 1 }] }),
    });
    await response.arrayBuffer();
    return response.status === 201;
  };
}

/** Makes the command that placing an order submits to the lane: it holds one piece for a new order. */
async function commands(
  mongo: Mongo,
  skus: readonly string[],
): Promise<(nth: number) => StockCommand<Order, string>> {
  const products = await createProductStore(mongo).findBySkus(skus);
  const ids = createIdSource();
  return (nth) => {
    const sku = skus[nth % skus.length] ?? "";
    const product = products.find((each) => each.skus.some((form) => form.sku === sku));
    if (product === undefined) throw new Error(`no product has ${sku}`);
    const forms = product.skus.filter((form) => form.sku === sku);
    const id = ids.newId();
    const cause = {
      actor: actorRef(SYSTEM_ACTOR),
      reason: null,
      note: null,
      orderId: id,
      causeKey: `bench:${id}`,
    };
    return {
      intent: { id: `bench|${id}`, requestHash: "bench" },
      skus: [sku],
      orderIds: [],
      revive: String,
      decide({ draft, now }) {
        const order = buildOrder({ ...product, skus: forms }, 1, { id, now });
        reserve(draft, order.lines, cause);
        return { answer: order.id, orderInserts: [order] };
      },
    };
  };
}

const settled = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );

/** All buyers through one lane, as in an API process, without a cache to fence. */
export async function throughLane(mongo: Mongo, skus: readonly string[]): Promise<Buy> {
  const command = await commands(mongo, skus);
  const store = createOrderStock(mongo, NO_FENCE);
  const lane = createLane({ store, expire: expireHold, log: SILENT_LOG });
  return (nth) => settled(lane.submit(command(nth)));
}

/** (a) The same writes, but each order in its own transaction, with retries on conflict. */
export async function oneTransactionEach(mongo: Mongo, skus: readonly string[]): Promise<Buy> {
  const command = await commands(mongo, skus);
  const store = createOrderStock(mongo, NO_FENCE);
  return (nth) => settled(createLane({ store, expire: expireHold, log: SILENT_LOG }).submit(command(nth)));
}

/** (b) Only a guarded update of the stock row, without order, ledger and idempotency. */
export function bareUpdate(mongo: Mongo, skus: readonly string[]): Buy {
  const stock = mongo.db.collection("bench_stock");
  return async (nth) => {
    const sku = skus[nth % skus.length];
    const done = await stock.updateOne(
      { sku, available: { $gte: 1 } },
      { $inc: { available: -1, reserved: 1 } },
    );
    return done.modifiedCount === 1;
  };
}

/** Inserts the rows that the bare update counts down, in a collection of their own. */
export async function insertBareStock(mongo: Mongo, skus: readonly string[], pieces: number): Promise<void> {
  const stock = mongo.db.collection("bench_stock");
  await stock.createIndex({ sku: 1 }, { unique: true });
  await stock.insertMany(skus.map((sku) => ({ sku, available: pieces, reserved: 0 })));
}
