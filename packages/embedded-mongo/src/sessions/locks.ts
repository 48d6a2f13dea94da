/** What holds locks: an open transaction, as far as those who meet its locks care. */
export interface LockHolder {
  /** Resolves when it is over, however it ended. */
  readonly ended: Promise<void>;
  /** Whether its client has gone, so that whoever wants what it holds may abort it. */
  isAbandoned(): boolean;
  /** Whether no statement has used it for so long. */
  isIdleFor(ms: number): boolean;
  abort(): void;
}

/** A plain write met a document, key or name that an open transaction holds; it goes on when that has ended. */
export class HeldByTransaction extends Error {
  readonly holder: LockHolder;
  /** The namespace whose structure is to be changed, if it is that; such a change does not wait for who has gone idle. */
  readonly structureOf: string | undefined;

  constructor(holder: LockHolder, structureOf?: string) {
    super("held by a transaction");
    this.holder = holder;
    this.structureOf = structureOf;
  }
}

/**
 * What open transactions hold, by name. Nobody waits inside: plain writes wait outside, transactions conflict. A holder
 * whose client has gone is aborted as soon as its lock is wanted.
 */
export class Locks {
  readonly #holders = new Map<string, LockHolder>();
  /** How many changes of its structure wait for a namespace. */
  readonly #awaited = new Map<string, number>();

  holderOf(name: string): LockHolder | undefined {
    const holder = this.#holders.get(name);
    if (!holder?.isAbandoned()) return holder;
    holder.abort();
    return undefined;
  }

  /** A change of a namespace's structure waits from now on; call the result when it does not any more. */
  awaitStructure(ns: string): () => void {
    this.#awaited.set(ns, (this.#awaited.get(ns) ?? 0) + 1);
    return () => {
      const left = (this.#awaited.get(ns) ?? 1) - 1;
      if (left === 0) this.#awaited.delete(ns);
      else this.#awaited.set(ns, left);
    };
  }

  isStructureAwaited(ns: string): boolean {
    return this.#awaited.has(ns);
  }

  /** Whether any transaction is holding anything at all; the common case is no. */
  isEmpty(): boolean {
    return this.#holders.size === 0;
  }

  take(name: string, holder: LockHolder): void {
    this.#holders.set(name, holder);
  }

  release(names: Iterable<string>): void {
    for (const name of names) this.#holders.delete(name);
  }
}

/** The name of the lock on one document. */
export function documentLock(collection: number, rid: number): string {
  return `d${collection}:${rid}`;
}

/** The name of the lock on one key of a unique index. */
export function keyLock(index: number, key: Uint8Array): string {
  return `k${index}:${Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString("latin1")}`;
}

/** The name of the lock on a namespace that a transaction is about to create. */
export function nameLock(db: string, name: string): string {
  return `n${db}.${name}`;
}
