import type { BackInStockStore, ForgetKeys } from "@scarlet/domain/back-in-stock";
import type { CacheAdmin } from "@scarlet/domain/cache";
import type { CartStore } from "@scarlet/domain/cart";
import type { CatalogCache, Popularity, ProductStore } from "@scarlet/domain/catalog";
import type { LedgerStore, StockReader } from "@scarlet/domain/inventory";
import type { Actor, Clock, IdempotencyStore, IdSource, Log } from "@scarlet/domain/kernel";
import type { Mailer, Outbox } from "@scarlet/domain/mail";
import type { HoldLimits, IssueStore, Order, OrderNumbers, OrderStore } from "@scarlet/domain/orders";
import type { PaymentGateway } from "@scarlet/domain/payments";
import type { StockLane } from "./stock-lane.ts";

/** Who asks, and every port. A verb takes a `Pick` of it, so its signature tells what it can touch. */
export type ServiceContext = {
  readonly actor: Actor;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
  readonly products: ProductStore;
  readonly catalogCache: CatalogCache;
  readonly popularity: Popularity;
  readonly stockReader: StockReader;
  readonly stock: StockLane<Order>;
  readonly ledger: LedgerStore;
  readonly cacheAdmin: CacheAdmin;
  readonly orders: OrderStore;
  readonly issues: IssueStore;
  readonly carts: CartStore;
  readonly orderNumbers: OrderNumbers;
  readonly payments: PaymentGateway;
  readonly backInStock: BackInStockStore;
  readonly forgetKeys: ForgetKeys;
  readonly mailer: Mailer;
  readonly outbox: Outbox;
  readonly idempotency: IdempotencyStore;
  /** How long a new hold lasts, and what one extension adds. */
  readonly holdSeconds: number;
  /** What one holder may hold at once; null: nothing is counted. */
  readonly holdLimits: HoldLimits | null;
  /** The highest stock version of each product that the caller has seen; it is told nothing older. */
  readonly seen?: ReadonlyMap<string, number> | undefined;
  /**
   * From where the caller asks: an IPv4 address or an IPv6 network of 64 bits, worked out past forged headers. Undefined:
   * nobody called, it is the shop's own housekeeping.
   */
  readonly callerAddress?: string | undefined;
  /** The guest whose cookie the caller's browser still has beside its session: what found no room stays with that guest. */
  readonly guestId?: string | undefined;
  /** Aborted when the caller has gone. */
  readonly signal?: AbortSignal | undefined;
};
