import type { Movement, ProductStock } from "@scarlet/domain/inventory";

declare const SET: unique symbol;

/** Proof that products are fenced, or need not be: `Fence.set` alone hands it out. */
export type FenceMark = { readonly [SET]: true };

/** A fence that was asked for: who writes stock must have one, and may write while it is being set. */
export type Fence = {
  /** Must be waited for before the commit. Raises when it cannot be set; then the transaction has to be left. */
  readonly set: Promise<FenceMark>;
};

/** What a transaction may count on. */
export type Fencing = {
  /** Until when it must have begun, by the database's own clock; null: no cache, no deadline. */
  readonly deadline: Date | null;
  /**
   * By then it must have made its last statement, by the database's own clock: its fence ends soon after, whatever the
   * server allows a transaction; null as above.
   */
  readonly commitBy: Date | null;
  /** Asks for the fence of these products. A transaction that is repeated asks again. */
  readonly fence: (productIds: Iterable<string>) => Fence;
};

/**
 * What a commit left: its result, and where it wrote, the proof that what it wrote was fenced and each product's stock
 * as the committing transaction itself saw and wrote it.
 */
export type Committed<T> = {
  readonly result: T;
  readonly written: {
    readonly fenced: FenceMark;
    readonly stocks: readonly ProductStock[];
    /** What was written into the ledger; nothing unless told. */
    readonly movements?: readonly Movement[];
  } | null;
};

/**
 * The door every stock write goes through: what inventory needs of the stock cache, whose room implements it. `commit`
 * must refuse to begin its transaction at or after the deadline, in its first write (`DeadlinePassedError`), and fence
 * what it writes before it commits.
 */
export interface WriteFence {
  /** Whether anybody waits for the stock that a commit leaves. */
  readonly publishes: boolean;
  /** `hasTime` tells whether the command may begin another transaction; as often as it needs unless told. */
  around<T>(commit: (fencing: Fencing) => Promise<Committed<T>>, hasTime?: () => boolean): Promise<T>;
  /** Resolves when all that was committed so far is published, or was given up. */
  readonly settled: () => Promise<void>;
}

/** The transaction's first write came too late for its fence. Nothing was written. */
export class DeadlinePassedError extends Error {
  override readonly name = "DeadlinePassedError";
}
