import type { Product } from "@scarlet/domain/catalog";
import {
  type Cause,
  type GroupCommit,
  type GroupRequest,
  netChanges,
  openDraft,
  type StockDraft,
  type StockReader,
} from "@scarlet/domain/inventory";
import {
  actorRef,
  type IdempotencyRecord,
  type IdempotencyStore,
  SYSTEM_ACTOR,
} from "@scarlet/domain/kernel";
import type { Order, OrderStock, OrderStore } from "@scarlet/domain/orders";

/** One engine under test, empty of products, with a second instance on the same data. */
export type StockEngine = {
  readonly store: OrderStock;
  /** Another process's store on the same database. May be the same object when there is no such thing. */
  readonly other: OrderStock;
  readonly reader: StockReader;
  readonly orders: OrderStore;
  readonly idempotency: IdempotencyStore;
  /** The database's time. */
  now(): Promise<Date>;
  /** An id that was not used before. */
  newId(): string;
  /** Writes a product with so many pieces of each SKU, each with its first movement (receive, version 1). */
  stockUp(product: Product, onHand: Readonly<Record<string, number>>): Promise<void>;
};

export type Step = {
  readonly move?: (draft: StockDraft) => void;
  readonly inserts?: readonly Order[];
  readonly updates?: readonly Order[];
  readonly remember?: readonly IdempotencyRecord[];
};

/** Commits one step on these SKUs. */
export function commit(
  store: OrderStock,
  request: Partial<GroupRequest>,
  step: (now: Date) => Step,
): Promise<GroupCommit> {
  return store.commitGroup({ skus: [], orderIds: [], intentIds: [], ...request }, (state) => {
    const { move, inserts = [], updates = [], remember = [] } = step(state.now);
    const draft = openDraft(state.rows, state.now);
    move?.(draft);
    return {
      changes: netChanges(draft),
      movements: draft.movements,
      orderInserts: inserts,
      orderUpdates: updates,
      remember,
    };
  });
}

let causes = 0;

/** A cause key that was not used before. */
export function freshCause(orderId: string | null = null): Cause {
  causes += 1;
  const causeKey = `test:${Date.now()}:${causes}`;
  return { actor: actorRef(SYSTEM_ACTOR), reason: null, note: null, orderId, causeKey };
}
