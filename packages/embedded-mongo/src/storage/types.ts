/** One stored document: its place in the collection's natural order and its bytes. */
export interface Stored {
  readonly rid: number;
  readonly body: Uint8Array;
}

/** A stretch of index keys; both ends as whole or partial keys, `upper` exclusive unless undefined. */
export interface KeyRange {
  readonly lower: Uint8Array | undefined;
  readonly upper: Uint8Array | undefined;
}

/** One state of the data, read without waiting for anybody. */
export interface View {
  get(collection: number, rid: number): Uint8Array | undefined;
  /** Documents in natural order. */
  scan(collection: number): Iterable<Stored>;
  /** Documents by index key within one range; a document may come more than once when the index is multikey. */
  scanIndex(index: number, collection: number, range: KeyRange, reverse: boolean): Iterable<Stored>;
  /** The document that holds this whole key. */
  findKey(index: number, key: Uint8Array): number | undefined;
  count(collection: number): number;
}

/** A view that stays as it is until it is closed. */
export interface Snapshot extends View {
  close(): void;
}

/** The newest state, and the only place that changes it. Changes become durable together at the next flush. */
export interface Writer extends View {
  put(collection: number, rid: number, body: Uint8Array): void;
  remove(collection: number, rid: number): void;
  addKey(index: number, key: Uint8Array, rid: number): void;
  removeKey(index: number, key: Uint8Array, rid: number): void;
  dropCollection(collection: number): void;
  dropIndex(index: number): void;
  putRecord(kind: string, id: string, value: Uint8Array | undefined): void;
}

/** Where the data lies. One owner at a time. */
export interface Store {
  readonly writer: Writer;
  /** A snapshot of what is durable now. */
  snapshot(): Snapshot;
  /** Small records beside the collections: the catalog, remembered writes. */
  records(kind: string): Iterable<{ readonly id: string; readonly value: Uint8Array }>;
  record(kind: string, id: string): Uint8Array | undefined;
  nextRid(): number;
  /** Resolves when everything written so far is durable; at once when nothing is waiting. */
  flushed(): Promise<void>;
  close(): void;
}
