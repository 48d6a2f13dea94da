import { randomBytes } from "node:crypto";
import type { Timestamp } from "bson";
import type { Doc, RawDocument } from "../bson/index.ts";
import type { Collection } from "../catalog/index.ts";
import { MongoError } from "../errors.ts";
import type { Slice } from "../read/index.ts";
import type { Session, Transaction } from "../sessions/index.ts";

const IDLE_MS = 10 * 60_000;
/** As long as an idle session lives. */
const IDLE_UNTIMED_MS = 30 * 60_000;
/** MongoDB allows 16 MiB. Less keeps memory small and replies quick, and a driver asks for the next batch anyway. */
const MAX_BATCH_BYTES = 4 * 1024 * 1024;
const MAX_SINGLE_BATCH_BYTES = 16 * 1024 * 1024;

/** Documents on their way to a client; null whenever a time slice is used up. */
export type Results = Iterator<RawDocument | null>;

/** What a cursor is made from. */
export interface CursorSource {
  readonly namespace: string;
  readonly results: Results;
  /** The time slice its results are made in. */
  readonly slice: Slice;
  /** How many documents there are at most, if that is known. */
  readonly limit?: number | undefined;
  readonly session: Session | undefined;
  readonly transaction: Transaction | undefined;
  /** The collection it reads, if it is one; its end is the cursor's end. */
  readonly collection?: Collection | undefined;
  /** The cluster time of the state it reads, if that was asked for. */
  readonly atClusterTime?: Timestamp;
  /** Whether its first batch is its only one. */
  readonly single?: boolean;
  /** Whether it stays open at the end of the results, waiting for more. */
  readonly tailable?: boolean;
  /** Whether it may be idle for as long as a session may. */
  readonly untimed?: boolean;
  /** Whether a `getMore` that finds nothing waits a while for more. */
  readonly awaitsData?: boolean;
  /** The place a change stream has reached. */
  readonly resumeToken?: () => Doc;
  readonly close: () => void;
}

/** One batch of a cursor's documents. */
export interface Batch {
  readonly documents: readonly RawDocument[];
  readonly isLast: boolean;
}

/** A query whose results are taken batch by batch. */
export class Cursor {
  readonly id: bigint;
  readonly source: CursorSource;
  lastUseMs = Date.now();
  isInUse = false;
  #held: RawDocument | undefined;
  #given = 0;
  #closed = false;

  constructor(id: bigint, source: CursorSource) {
    this.id = id;
    this.source = source;
  }

  /** The next documents, at most `count` and 4 MiB (but one at least, and 16 MiB of a single batch); `check` may end the work after each pause between time slices. */
  async next(count: number, check: () => void): Promise<Batch> {
    this.source.slice.restart();
    const documents: RawDocument[] = [];
    const limit = this.source.limit ?? Infinity;
    const bytesMax = this.source.single ? MAX_SINGLE_BATCH_BYTES : MAX_BATCH_BYTES;
    let bytes = 0;
    while (documents.length < count && this.#given < limit) {
      const document = this.#held ?? (await this.#pull(check));
      this.#held = undefined;
      if (!document) return { documents, isLast: !this.source.tailable };
      if (documents.length > 0 && bytes + document.bytes.length > bytesMax) {
        this.#held = document;
        break;
      }
      bytes += document.bytes.length;
      documents.push(document);
      this.#given += 1;
    }
    return { documents, isLast: this.#given >= limit };
  }

  async #pull(check: () => void): Promise<RawDocument | undefined> {
    for (;;) {
      this.#assertAlive();
      const step = this.source.results.next();
      if (step.done) return undefined;
      if (step.value) return step.value;
      await this.source.slice.renew();
      check();
    }
  }

  #assertAlive(): void {
    if (this.#closed) throw new MongoError(237, `cursor id ${this.id} was killed`);
    if (this.source.collection?.dropped)
      throw new MongoError(175, `collection dropped. UUID ${String(this.source.collection.uuid)}`);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.source.results.return?.();
    this.source.close();
  }
}

/** The cursors that clients may come back to. */
export class Cursors {
  readonly #cursors = new Map<bigint, Cursor>();

  create(source: CursorSource): Cursor {
    return new Cursor(randomBytes(8).readBigInt64BE() & 0x7fff_ffff_ffff_ffffn, source);
  }

  keep(cursor: Cursor): void {
    cursor.lastUseMs = Date.now();
    this.#cursors.set(cursor.id, cursor);
  }

  /** Takes a cursor for one `getMore` (43 if there is none, 12051 if it is in use). */
  take(id: bigint): Cursor {
    const cursor = this.#cursors.get(id);
    if (!cursor) throw new MongoError(43, `cursor id ${id} not found`);
    if (cursor.isInUse) throw new MongoError(12051, `cursor id ${id} is already in use`);
    return cursor;
  }

  get(id: bigint): Cursor | undefined {
    return this.#cursors.get(id);
  }

  /** Closes a cursor; false if there is none. */
  kill(id: bigint): boolean {
    const cursor = this.#cursors.get(id);
    if (!cursor) return false;
    this.#cursors.delete(id);
    cursor.close();
    return true;
  }

  /** Closes all cursors that meet a condition. */
  killWhere(condition: (cursor: Cursor) => boolean): void {
    for (const cursor of this.#cursors.values()) if (condition(cursor)) this.kill(cursor.id);
  }

  /** Closes cursors nobody has used for ten minutes (half an hour if untimed), and those whose transaction is over. */
  sweep(nowMs = Date.now()): void {
    this.killWhere(
      ({ isInUse, lastUseMs, source }) =>
        !isInUse &&
        (nowMs - lastUseMs > (source.untimed ? IDLE_UNTIMED_MS : IDLE_MS) ||
          (source.transaction !== undefined && source.transaction.state !== "open")),
    );
  }

  get count(): number {
    return this.#cursors.size;
  }
}
