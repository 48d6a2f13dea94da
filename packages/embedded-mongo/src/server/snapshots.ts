import type { Timestamp } from "bson";
import type { Catalog, Collection } from "../catalog/index.ts";
import { namespaceOf } from "../catalog/index.ts";
import { MongoError } from "../errors.ts";
import type { Snapshot, Store, View } from "../storage/index.ts";
import type { ClusterClock } from "./clock.ts";

/** How long MongoDB keeps the history that snapshot reads need. */
const SNAPSHOT_WINDOW_MS = 300_000;
/** A snapshot keeps the log from being shortened, so an unused one is closed earlier. */
const IDLE_MS = 60_000;
const MAX_IDLE_SNAPSHOTS = 16;

function tooOld(time: Timestamp): MongoError {
  return new MongoError(
    239,
    `Read timestamp Timestamp(${time.t}, ${time.i}) is older than the oldest available timestamp.`,
  );
}

function keyOf({ t, i }: Timestamp): bigint {
  return (BigInt(t) << 32n) | BigInt(i);
}

/** A state of the past that many may read at the same time, as it was at its cluster time. */
export class KeptSnapshot {
  readonly time: Timestamp;
  /** The catalog's moment, for the planner. */
  readonly moment: number;
  readonly view: View;
  readonly madeAtMs = Date.now();
  lastUseMs = Date.now();
  users = 0;
  readonly #collections: ReadonlyMap<string, Collection>;
  readonly #snapshot: Snapshot;
  #isClosed = false;

  constructor(time: Timestamp, { store, catalog }: { store: Store; catalog: Catalog }) {
    this.time = time;
    this.moment = catalog.moment();
    this.#snapshot = store.snapshot();
    // Collections that are dropped or renamed later are there still, under the name they had.
    this.#collections = new Map(catalog.list().map((collection) => [namespaceOf(collection), collection]));
    this.view = this.#guarded(this.#snapshot);
  }

  /** The same view, which raises 239 (SnapshotTooOld) once the snapshot is closed. */
  #guarded(view: View): View {
    const open = (): View => {
      if (this.#isClosed) throw tooOld(this.time);
      return view;
    };
    const { time } = this;
    const isClosed = (): boolean => this.#isClosed;
    function* checked<T>(items: Iterable<T>): Generator<T> {
      for (const item of items) {
        yield item;
        if (isClosed()) throw tooOld(time);
      }
    }
    return {
      get: (collection, rid) => open().get(collection, rid),
      rids: (collection, options) => checked(open().rids(collection, options)),
      entries: (index, range, reverse) => checked(open().entries(index, range, reverse)),
      holders: (index, key) => open().holders(index, key),
      countEntries: (index, range) => open().countEntries(index, range),
    };
  }

  find(db: string, name: string): Collection | undefined {
    return this.#collections.get(`${db}.${name}`);
  }

  /** Keeps it for one more reader; call the result when that one is done. */
  use(): () => void {
    this.users += 1;
    let isDone = false;
    return () => {
      if (isDone) return;
      isDone = true;
      this.users -= 1;
      this.lastUseMs = Date.now();
    };
  }

  isOver(nowMs: number): boolean {
    const isIdle = this.users === 0 && nowMs - this.lastUseMs > IDLE_MS;
    return isIdle || nowMs - this.madeAtMs > SNAPSHOT_WINDOW_MS;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#snapshot.close();
  }
}

/** The states that snapshot reads have met, so that further reads may be made at the same cluster time. */
export class Snapshots {
  readonly #around: { store: Store; catalog: Catalog; clock: ClusterClock };
  readonly #kept = new Map<bigint, KeptSnapshot>();

  constructor(around: { store: Store; catalog: Catalog; clock: ClusterClock }) {
    this.#around = around;
  }

  /**
   * The state of now, or at a time: one that an earlier read met, or since which nothing was written (239 for others that are
   * past, 72 for the future).
   */
  at(time?: Timestamp): KeptSnapshot {
    const { clock } = this.#around;
    const wanted = time ?? clock.now();
    const known = this.#kept.get(keyOf(wanted));
    if (known) return known;
    if (keyOf(wanted) > keyOf(clock.now()))
      throw new MongoError(
        72,
        "readConcern atClusterTime value must not be greater than the current clusterTime.",
      );
    if (keyOf(wanted) < keyOf(clock.newestWrite)) throw tooOld(wanted);
    this.#makeRoom();
    const made = new KeptSnapshot(wanted, this.#around);
    this.#kept.set(keyOf(wanted), made);
    return made;
  }

  #makeRoom(): void {
    const idle = [...this.#kept.values()].filter(({ users }) => users === 0);
    idle.sort((a, b) => a.lastUseMs - b.lastUseMs);
    for (const snapshot of idle.slice(0, Math.max(0, this.#kept.size - MAX_IDLE_SNAPSHOTS + 1)))
      this.#drop(snapshot);
  }

  /** Gives up what is too old or forgotten. */
  sweep(nowMs = Date.now()): void {
    for (const snapshot of this.#kept.values()) if (snapshot.isOver(nowMs)) this.#drop(snapshot);
  }

  #drop(snapshot: KeptSnapshot): void {
    this.#kept.delete(keyOf(snapshot.time));
    snapshot.close();
  }

  close(): void {
    for (const snapshot of this.#kept.values()) this.#drop(snapshot);
  }
}
