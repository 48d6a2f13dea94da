/**
 * Where a step is meant to be done: the epoch, and the Redis that the control document means. A step raises
 * `OtherRedisError`, and has done nothing, when this process's connection leads to another one.
 */
export type CacheSpace = { readonly epoch: number; readonly runId: string };

/** What a fill attempt learns: see `StockScripts.acquire`. */
export type AcquireResult =
  | { readonly kind: "hit"; readonly value: string }
  | { readonly kind: "lease" }
  /** Somebody else fills it; their lease ends in `endsInMs`. */
  | { readonly kind: "wait"; readonly endsInMs: number }
  /** A write is pending: read the database and fill nothing. */
  | { readonly kind: "fenced" }
  /** The guard of this epoch is not there: the cache may not be used. */
  | { readonly kind: "no_guard" };

/**
 * set: the value is there. no_guard: as above. voided: a write or a purge took the right to fill away. overtaken: the
 * right had ended and another reader has it. late: it had ended.
 */
export type FillResult = "set" | "no_guard" | "voided" | "overtaken" | "late";

/** `no_guard` tells what stands in the guard's place: "" when the cache was emptied, else another epoch. */
export type FenceResult = { readonly kind: "fenced" } | { readonly kind: "no_guard"; readonly guard: string };

/**
 * set: the value is published. pending: another write is under way, the last one publishes. cleared: the value was not
 * fit to be published. lost: the fence had gone. no_guard: as above.
 */
export type ReleaseResult = "set" | "pending" | "cleared" | "lost" | "no_guard";

/** What a released write publishes; `value` null publishes nothing. `ttlMs` is how long it may be kept. */
export type Publication = {
  readonly productId: string;
  readonly version: number;
  readonly value: string | null;
  readonly ttlMs: number;
};

/**
 * The atomic steps of the stock cache, each safe when it is delivered late or twice. The rule they keep: where a value
 * exists, it is the newest committed one, and nobody can commit a newer one without first deleting it.
 * Every method raises when Redis does not answer, or is another one than the space says.
 */
export interface StockScripts {
  /** Plain reads; null: nothing there. In the order of the ids. */
  read(space: CacheSpace, productIds: readonly string[]): Promise<readonly (string | null)[]>;
  /**
   * Asks for the right to fill. `nowMs` is the database's time: a value whose `freeAt` has come is dropped, not a hit.
   */
  acquire(request: {
    readonly space: CacheSpace;
    readonly productId: string;
    readonly token: string;
    readonly leaseMs: number;
    readonly nowMs: number;
  }): Promise<AcquireResult>;
  /** Fills under a lease. `ttlMs` above 0. */
  put(request: {
    readonly space: CacheSpace;
    readonly productId: string;
    readonly token: string;
    readonly value: string;
    readonly ttlMs: number;
  }): Promise<FillResult>;
  /** Taken before a commit: deletes the values and every lease, and keeps fills away for `fenceMs`. */
  fence(
    space: CacheSpace,
    productIds: readonly string[],
    op: string,
    fenceMs: number,
  ): Promise<readonly FenceResult[]>;
  /** Taken after a commit: ends this write's fences and publishes. */
  release(
    space: CacheSpace,
    op: string,
    publications: readonly Publication[],
  ): Promise<readonly ReleaseResult[]>;
  /** Drops a value older than `version`, which a write in the database itself, without a fence, can leave behind. */
  drop(space: CacheSpace, productId: string, version: number): Promise<void>;
  /** Runs the commands of all scripts on a product id that does not exist. Raises if Redis refuses one of them. */
  probe(runId: string): Promise<void>;
  /** Writes all guards: open, or draining (writers fence and publish nothing, readers stay away). */
  setGuards(space: CacheSpace, draining: boolean): Promise<void>;
  /** Sets a TTL on the fence records of other epochs, which are no longer read. Returns how many there were. */
  expireOld(space: CacheSpace): Promise<number>;
  /** Opens after a drain. False when a guard of the drain is missing: fences set during it may be lost as well. */
  openGuards(space: CacheSpace): Promise<boolean>;
}

/** How many guards there are; a product's guard is found by a hash of its id. */
export const BUCKETS = 64;

/** The bucket of a product, for keys of one hash slot. */
export function bucketOf(productId: string): number {
  let hash = 0;
  for (let i = 0; i < productId.length; i += 1) hash = (hash * 31 + productId.charCodeAt(i)) >>> 0;
  return hash % BUCKETS;
}

/** The content of a guard. */
export function guardValue(epoch: number, draining: boolean): string {
  return draining ? `${epoch}d` : String(epoch);
}
