import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { addProducts, createLedgerStore } from "@scarlet/adapters/inventory";
import { connectMongo, createIdSource, type Mongo, migrate } from "@scarlet/adapters/mongo";
import type { Product } from "@scarlet/domain/catalog";
import { audit, reserve } from "@scarlet/domain/inventory";
import { actorRef, SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import type { Order } from "@scarlet/domain/orders";
import type { StockLane } from "@scarlet/services/context";
import { createOrderLane } from "@scarlet/services/orders";
import { buildOrder } from "@scarlet/testing/builders";
import { createMemoryLog } from "@scarlet/testing/memory";
import { openStock } from "../../src/open-stock.ts";
import { freePort, startChild, until } from "./child-process.ts";

/** The stock of a shop without pages: an embedded database, and lanes over it as processes have them. */
export type StockFixture = {
  readonly url: string;
  readonly databasePort: number;
  /** A connection past everything that a test puts in between. */
  readonly mongo: Mongo;
  readonly stockUp: (product: Product, onHand: Readonly<Record<string, number>>) => Promise<void>;
  /** What is wrong with the books of a SKU; empty when they agree. */
  readonly faultsOf: (sku: string) => Promise<readonly unknown[]>;
  readonly row: (sku: string) => Promise<{ onHand: number; reserved: number; available: number }>;
  close(): Promise<void>;
};

export async function openStockFixture(): Promise<StockFixture> {
  const folder = await mkdtemp(path.join(tmpdir(), "scarlet-stock-"));
  const databasePort = await freePort();
  const program = "packages/embedded-mongo/src/main.ts";
  const args = [program, "--port", String(databasePort), "--data", folder, "--test-commands"];
  const server = startChild(process.execPath, args);
  const url = `mongodb://127.0.0.1:${databasePort}/scarlet?replicaSet=rs0`;
  await until(async () => (await migrate({ url })) >= 0, server);
  const mongo = await connectMongo({ url });
  const ours = await openLane(mongo);
  return {
    url,
    databasePort,
    mongo,
    async stockUp(product, onHand) {
      await addProducts({ mongo, fence: ours.fence }, [{ product, onHand }]);
    },
    async faultsOf(sku) {
      const accounts = await createLedgerStore(mongo).accounts([sku]);
      return accounts.flatMap(audit);
    },
    async row(sku) {
      const { items } = await ours.lane.listRows({ sku, limit: 1 });
      const [found] = items;
      if (found === undefined) throw new Error(`there is no ${sku}`);
      return { onHand: found.onHand, reserved: found.reserved, available: found.available };
    },
    async close() {
      await ours.close();
      await mongo.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The lane of one process over this connection, without Redis. */
export async function openLane(mongo: Mongo) {
  const log = createMemoryLog();
  const { store, reader, cache } = await openStock({ mongo, redis: null, log });
  const lane = createOrderLane({ store, log });
  return { lane, log, store, reader, fence: cache.fence, close: () => cache.close() };
}

const ids = createIdSource();

/** Holds pieces of the product's first SKU for a new order, as placing an order does. */
export async function hold(
  lane: Pick<StockLane<Order>, "submit">,
  {
    product,
    quantity,
    mongo,
  }: { readonly product: Product; readonly quantity: number; readonly mongo: Mongo },
): Promise<Order> {
  const order = buildOrder(product, quantity, { id: ids.newId(), now: await mongo.clock.now() });
  return lane.submit({
    intent: null,
    skus: order.lines.map(({ sku }) => sku),
    orderIds: [],
    revive: () => order,
    decide({ draft }) {
      const by = { actor: actorRef(SYSTEM_ACTOR), reason: null, note: null, orderId: order.id };
      reserve(draft, order.lines, { ...by, causeKey: `order:${order.id}` });
      return { answer: order, orderInserts: [order] };
    },
  });
}
