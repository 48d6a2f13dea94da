import type { CacheOutcome } from "../catalog/index.ts";
import type { IdempotencyRecord } from "../kernel/index.ts";
import type { NetChange } from "./decide.ts";
import type { BuyerVisibility } from "./hide-buyer.ts";
import type { Drift, LedgerAccount, LedgerFault } from "./ledger.ts";
import type { ListMovementsInput, ListStockInput, Movement, MovementView, StockRow } from "./schema.ts";

/** What inventory needs to know of an order that holds stock. An order is a hold while its status is "pending". */
export type Hold = {
  readonly id: string;
  readonly status: string;
  readonly holdExpiresAt: Date;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly version: number;
  readonly createdAt: Date;
  /** Who holds: `user:<id>` or `guest:<id>`. */
  readonly ownerKey: string;
  /** The address that the hold was asked from; null when it is not known. */
  readonly heldFrom: string | null;
};

/** A hold as far as counting what somebody holds needs it. */
export type OpenHold = Omit<Hold, "version">;

/** Whose open holds are counted together. */
export type Holder = { readonly kind: "owner" | "address"; readonly key: string };

/** What a group of commands needs to see before it can decide. */
export type GroupRequest = {
  readonly skus: readonly string[];
  readonly orderIds: readonly string[];
  readonly intentIds: readonly string[];
  /** Whose open holds the commands count. */
  readonly holders?: readonly Holder[];
  /** How long conflicts with others may last, in all tries together: 5 s unless told. */
  readonly budgetMs?: number | undefined;
  /** Ended holds whose release failed before: they are left alone, so that those behind them have their turn. */
  readonly skipHoldIds?: readonly string[] | undefined;
};

/** A sale is looked for among so many of a SKU's last movements, so that the search has an end. */
export const SALE_LOOK_BACK = 20;

/** So many ended holds one transaction releases. Servers want a transaction to change a thousand documents at most. */
export const RELEASES_AT_ONCE = 250;

/**
 * One state of the shop, read inside one transaction after `product_stock` was raised for every product concerned.
 * `now` is the database's time. `rows` holds all SKUs of these products. `ended` are open holds past their end
 * that reserve any of these SKUs, the first to end first, complete with rows for all of their lines: their releases are
 * written first. `endedLeft` tells that there are more than one transaction releases: what those reserve is free too,
 * although the rows do not say so yet.
 * `openHolds` are all holds of the request's holders that have not ended; no other transaction that counts the same
 * holder can commit beside this one.
 */
export type GroupState<H extends Hold> = {
  readonly now: Date;
  readonly rows: readonly StockRow[];
  readonly orders: ReadonlyMap<string, H>;
  readonly ended: readonly H[];
  readonly endedLeft: boolean;
  readonly remembered: ReadonlyMap<string, IdempotencyRecord>;
  readonly openHolds: readonly OpenHold[];
};

/** Everything one transaction writes. `orderUpdates` replace the order whose version is one lower. */
export type GroupPlan<H extends Hold> = {
  readonly changes: readonly NetChange[];
  readonly movements: readonly Movement[];
  readonly orderInserts: readonly H[];
  readonly orderUpdates: readonly H[];
  readonly remember: readonly IdempotencyRecord[];
};

/** What a committed group left behind: the products it touched and their new stock versions. */
export type GroupCommit = { readonly productVersions: ReadonlyMap<string, number> };

/**
 * Stock, its ledger and the orders that move it: one door for every write, so that they can only change together.
 */
export interface StockStore<H extends Hold> {
  /**
   * Runs one transaction: raises `product_stock`, reads the state, asks `decide` for the plan and writes it with the
   * guards inside the writes (`available >= minAvailable` and the version read). A plan without any write commits
   * nothing, and may have been decided on rows read without a transaction. Conflicts with other instances are retried
   * with jitter, so `decide` must be pure: it may run many times.
   * Raises `service.unavailable` when the conflicts do not end or the database stays away: nothing was written then.
   * Raises `service.outcome_unknown` when the database does not tell what became of the commit, and whatever `decide`
   * raises.
   */
  commitGroup(request: GroupRequest, decide: (state: GroupState<H>) => GroupPlan<H>): Promise<GroupCommit>;

  /** Open holds past their end, oldest first and without those named: the sweeper's work list. */
  endedHolds(limit: number, skipHoldIds?: readonly string[]): Promise<H[]>;

  /** Staff's list of stock rows by SKU, with the product's words. */
  listRows(
    input: ListStockInput & BuyerVisibility,
  ): Promise<{ items: StockListRow[]; nextCursor: string | null }>;

  /** The ledger of one SKU, newest first. Raises `inventory.sku_not_found`. */
  listMovements(
    input: ListMovementsInput & BuyerVisibility,
  ): Promise<{ items: MovementView[]; nextCursor: string | null }>;

  /** How many SKUs there are in each of the staff's views, and pieces on hand in all. */
  counts(): Promise<StockCounts>;
}

export type StockCounts = {
  readonly skus: number;
  readonly pieces: number;
  readonly lowStock: number;
  readonly outOfStock: number;
  readonly held: number;
};

/** A stock row for staff: with the product's words and the last movement. */
export type StockListRow = StockRow & {
  readonly product: {
    readonly title: string;
    readonly slug: string;
    readonly options: Readonly<Record<string, string>>;
    readonly art: { readonly kind: string; readonly variant: string; readonly seed: number };
  };
  readonly lastMovement: MovementView | null;
};

/** The stock of one product, as one state: read in one transaction or between two equal reads of its version. */
export type ProductStock = {
  readonly productId: string;
  /** The product's `stockVersion`. */
  readonly version: number;
  /** When the nearest open hold ends; from then on these figures must be read again. Null: no open hold. */
  readonly freeAt: Date | null;
  /** The version of the words and prices that go with these figures, read as one state with them. */
  readonly contentVersion: number;
  /** `available` already counts holds past their end as free. */
  readonly skus: readonly StockRow[];
};

/** Options of a read of stock. */
export type ReadStockOptions = {
  /** The highest version of each product that the caller has seen: an older cached value is checked with the database. */
  readonly minVersions?: ReadonlyMap<string, number>;
  /** A read by the shop itself, which watches what shoppers get: left out of the statistics of reads. */
  readonly untracked?: boolean;
  /** Called once with how a cache answered; not called where there is none by design. */
  readonly onOutcome?: (outcome: CacheOutcome) => void;
};

/** Reads stock for an answer, from a cache where it is surely fresh: never older than a change committed before. */
export interface StockReader {
  /** Unknown ids are missing from the answer. */
  readStock(
    productIds: readonly string[],
    options?: ReadStockOptions,
  ): Promise<ReadonlyMap<string, ProductStock>>;
}

/** A movement without who made it. */
export type PublicMovement = Pick<
  Movement,
  "sku" | "productId" | "version" | "kind" | "before" | "after" | "at"
>;

/** Reads the books: for the audit, which keeps here what it found until they agree again, and for what anybody may see. */
export interface LedgerStore {
  /** The last movements of all SKUs, newest first. */
  latestMovements(limit: number): Promise<PublicMovement[]>;
  /** When a piece of the SKU was last sold; null: not within its last `SALE_LOOK_BACK` movements. */
  lastSaleOf(sku: string): Promise<Date | null>;
  /** The next SKUs after one, in order; from the first when null. */
  skusAfter(after: string | null, limit: number): Promise<string[]>;
  /** Each SKU's books as one state, with its last `tail` movements, or all. SKUs without a row are missing. */
  accounts(skus: readonly string[], tail?: number): Promise<LedgerAccount[]>;
  /** SKUs that movements or open holds speak of and that have no stock row. Reads the whole ledger. */
  withoutRow(): Promise<string[]>;
  /** Writes down what is wrong with each SKU, and takes the entry away of those with nothing wrong. */
  note(findings: ReadonlyMap<string, readonly LedgerFault[]>, at: Date): Promise<void>;
  /** The SKUs whose books do not agree, longest first. */
  drifts(): Promise<Drift[]>;
}
