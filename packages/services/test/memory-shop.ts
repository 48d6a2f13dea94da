import type { Actor } from "@scarlet/domain/kernel";
import { type HoldLimits, scaleHoldLimits } from "@scarlet/domain/orders";
import { createTestIds } from "@scarlet/testing/clock";
import {
  createMemoryBackInStockStore,
  createMemoryCacheAdmin,
  createMemoryCartStore,
  createMemoryCatalogCache,
  createMemoryDatabase,
  createMemoryForgetKeys,
  createMemoryGateway,
  createMemoryIdempotencyStore,
  createMemoryIssueStore,
  createMemoryLedgerStore,
  createMemoryLog,
  createMemoryOrderNumbers,
  createMemoryOrderStore,
  createMemoryOutbox,
  createMemoryPopularity,
  createMemoryProductStore,
  createMemoryStockReader,
  createMemoryStockStore,
  type MemoryDatabase,
  type MemoryGateway,
  type Pause,
} from "@scarlet/testing/memory";
import type { ServiceContext } from "../src/context/index.ts";
import { createOrderLane } from "../src/orders/index.ts";

let processes = 0;

/** One API process over memory stores. Two of them over one `db` and `gateway` are two instances of one shop. */
export function openShop(
  parts: {
    readonly db?: MemoryDatabase;
    readonly gateway?: MemoryGateway;
    readonly pause?: Pause;
    /** So wide that no test meets them, unless told. */
    readonly holdLimits?: HoldLimits;
  } = {},
) {
  const { pause = () => {}, db = createMemoryDatabase() } = parts;
  const gateway = parts.gateway ?? createMemoryGateway(pause);
  const log = createMemoryLog();
  const popularity = createMemoryPopularity();
  const outbox = createMemoryOutbox(db, { pause });
  processes += 1;
  const services: Omit<ServiceContext, "actor"> = {
    clock: db.clock,
    ids: createTestIds((processes % 4096).toString(16).padStart(3, "0")),
    log,
    products: createMemoryProductStore(db),
    catalogCache: createMemoryCatalogCache(),
    popularity,
    stockReader: createMemoryStockReader(db, pause),
    stock: createOrderLane({ store: createMemoryStockStore(db, pause), log }),
    ledger: createMemoryLedgerStore(db),
    cacheAdmin: createMemoryCacheAdmin(() => db.clock.read()),
    orders: createMemoryOrderStore(db, pause),
    issues: createMemoryIssueStore(db),
    carts: createMemoryCartStore(db, pause),
    orderNumbers: createMemoryOrderNumbers(db),
    payments: gateway,
    backInStock: createMemoryBackInStockStore(db, pause),
    forgetKeys: createMemoryForgetKeys(),
    mailer: outbox,
    outbox,
    idempotency: createMemoryIdempotencyStore(db, pause),
    holdSeconds: 900,
    holdLimits: parts.holdLimits ?? scaleHoldLimits(1_000),
  };
  const as = (actor: Actor, callerAddress?: string): ServiceContext => ({
    ...services,
    actor,
    callerAddress,
  });
  return { db, gateway, log, services, as };
}

export type Shop = ReturnType<typeof openShop>;

/** Stock of a SKU as staff see it. */
export function rowOf(shop: Pick<Shop, "db">, sku: string) {
  const row = shop.db.stock.get(sku);
  if (row === undefined) throw new Error(`there is no ${sku}`);
  return row;
}
