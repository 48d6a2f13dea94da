/** One entry of an index: its whole key and the document it leads to. */
export interface Entry {
  readonly key: Uint8Array;
  readonly rid: number;
}

/** A stretch of index keys; both ends as whole or partial keys, `upper` exclusive unless undefined. */
export interface KeyRange {
  readonly lower: Uint8Array | undefined;
  readonly upper: Uint8Array | undefined;
}

/** One state of the data, read without waiting for anybody. Collections and indexes go by number. */
export interface View {
  /** The bytes of a document. */
  get(collection: number, rid: number): Uint8Array | undefined;
  /** The documents of a collection in natural order, or against it, from `after` on (exclusive). */
  rids(collection: number, options?: { after?: number; reverse?: boolean }): Iterable<number>;
  /** The entries of an index within one range, in key order or against it. */
  entries(index: number, range: KeyRange, reverse?: boolean): Iterable<Entry>;
  /** The documents that hold this whole key; two at most, which is all a unique index needs to know. */
  holders(index: number, key: Uint8Array): readonly number[];
  /** How many entries an index has within one range. */
  countEntries(index: number, range: KeyRange): number;
}

/** A view that stays as it is until it is closed. */
export interface Snapshot extends View {
  close(): void;
}

/** What changes documents and index entries. */
export interface Changes {
  put(collection: number, rid: number, body: Uint8Array): void;
  remove(collection: number, rid: number): void;
  addKey(index: number, key: Uint8Array, rid: number): void;
  removeKey(index: number, key: Uint8Array, rid: number): void;
}

/** The newest state, and the only place that changes it. Changes become durable together at the next flush. */
export interface Writer extends View, Changes {
  /** Removes up to `limit` documents of a dropped collection; false when none are left. */
  clearCollection(collection: number, limit: number): boolean;
  /** Removes up to `limit` entries of a dropped index; false when none are left. */
  clearIndex(index: number, limit: number): boolean;
  putRecord(kind: string, id: string, value: Uint8Array | undefined): void;
}

/** Where the data lies. One owner at a time. */
export interface Store {
  readonly writer: Writer;
  /** A snapshot of what is committed now; what it shows may not be durable before `flushed`. */
  snapshot(): Snapshot;
  /** Small records beside the collections: the catalog, remembered writes. */
  records(kind: string): Iterable<{ readonly id: string; readonly value: Uint8Array }>;
  record(kind: string, id: string): Uint8Array | undefined;
  /** The next free place in a collection's natural order. */
  nextRid(collection: number): number;
  /**
   * Resolves when everything written so far is durable; rejects with `StorageError` when it could not be. Of writes that
   * were lost before this was called only `lastLoss` tells.
   */
  flushed(): Promise<void>;
  /** The newest failure that lost writes; it is another one after each. */
  readonly lastLoss: StorageError | undefined;
  /** Called after writes that were not yet durable were lost; what was remembered of them must be forgotten. */
  onLost(listener: () => void): void;
  /** Called once, when a sync has failed: nothing is taken or acknowledged any more, and the process is to end. */
  onFailure(listener: (failure: StorageError) => void): void;
  /** Closes the folder in order; after a failed sync it is left as it is, for the next start to recover. */
  close(): Promise<void>;
}

/** The data folder belongs to another running server. */
export class FolderInUseError extends Error {
  override readonly name = "FolderInUseError";
}

/** The disk refused a write; whatever was not yet durable is undone. */
export class StorageError extends Error {
  override readonly name = "StorageError";
  readonly diskFull: boolean;

  constructor(message: string, diskFull: boolean, cause: unknown) {
    super(message, { cause });
    this.diskFull = diskFull;
  }
}
