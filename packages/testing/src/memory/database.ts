import type { BackInStockRequest, Told } from "@scarlet/domain/back-in-stock";
import type { Cart } from "@scarlet/domain/cart";
import type { Category, Product } from "@scarlet/domain/catalog";
import type { Drift, Movement, StockRow } from "@scarlet/domain/inventory";
import { actorRef, type IdempotencyRecord, SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import type { Mail, OutboxMail } from "@scarlet/domain/mail";
import type { Issue, Order } from "@scarlet/domain/orders";
import { buildStockRow } from "../builders/index.ts";
import { createTestClock, type TestClock } from "../clock/index.ts";

/** A step at which a test may let others go first, wait, or crash the one who takes it (by raising). */
export type Pause = (step: string) => Promise<void> | void;

/** How often an order's money and mail were tried in vain, and from when they may be tried again; null: given up. */
export type Attempts = {
  readonly version: number;
  readonly settleTries?: number;
  readonly settleFrom?: Date | null;
  readonly mailTries?: number;
  readonly mailAfter?: Date;
};

/** All that is kept, in memory. Stores over one database see each other's writes, as API processes do. */
export type MemoryDatabase = {
  readonly clock: TestClock;
  readonly categories: Category[];
  readonly products: Map<string, Product>;
  readonly stock: Map<string, StockRow>;
  readonly productVersions: Map<string, number>;
  readonly movements: Movement[];
  readonly orders: Map<string, Order>;
  readonly carts: Map<string, Cart>;
  readonly remembered: Map<string, IdempotencyRecord>;
  readonly drifts: Map<string, Drift>;
  readonly mails: Map<string, Mail & OutboxMail>;
  readonly issues: Map<string, Issue>;
  /** By id. */
  readonly backInStockRequests: Map<string, BackInStockRequest>;
  /** By SKU. */
  readonly backInStockTold: Map<string, Told>;
  /** What was tried in vain of orders, valid for the version that it was tried on. */
  readonly attempts: Map<string, Attempts>;
  /** Mails that were given up, by order. */
  readonly mailsStuck: Map<string, Order["mailsDue"]>;
  /** How often the holds of a holder were counted by a transaction that was committed. */
  readonly holdGuards: Map<string, number>;
  nextOrderNumber: number;
};

/** An empty shop with one shelf. */
export function createMemoryDatabase(clock: TestClock = createTestClock()): MemoryDatabase {
  return {
    clock,
    categories: [{ slug: "ceramics", name: "Ceramics", line: "Turned and fired." }],
    products: new Map(),
    stock: new Map(),
    productVersions: new Map(),
    movements: [],
    orders: new Map(),
    carts: new Map(),
    remembered: new Map(),
    drifts: new Map(),
    mails: new Map(),
    issues: new Map(),
    backInStockRequests: new Map(),
    backInStockTold: new Map(),
    attempts: new Map(),
    mailsStuck: new Map(),
    holdGuards: new Map(),
    nextOrderNumber: 1001,
  };
}

/** Puts a product on the shelf: `onHand` pieces of each of its SKUs, or as many as it says for each. */
export function stockUp(
  db: MemoryDatabase,
  product: Product,
  onHand: number | Readonly<Record<string, number>>,
): void {
  db.products.set(product.id, product);
  db.productVersions.set(product.id, 1);
  for (const { sku } of product.skus) {
    const pieces = typeof onHand === "number" ? onHand : (onHand[sku] ?? 0);
    db.stock.set(sku, buildStockRow(sku, product.id, pieces, product.lowStockAt));
    db.movements.push(firstReceive(db, product.id, sku, pieces));
  }
}

function firstReceive(db: MemoryDatabase, productId: string, sku: string, onHand: number): Movement {
  return {
    sku,
    productId,
    version: 1,
    kind: "receive",
    delta: { onHand, reserved: 0 },
    before: { onHand: 0, reserved: 0 },
    after: { onHand, reserved: 0 },
    actor: actorRef(SYSTEM_ACTOR),
    reason: "received",
    note: null,
    orderId: null,
    at: db.clock.read(),
    causeKey: `seed:receive:${sku}`,
  };
}

/** The holds that are open: pending orders, also those past their end that were not swept yet. */
export function openHolds(db: MemoryDatabase): Order[] {
  return [...db.orders.values()].filter((order) => order.status === "pending");
}
