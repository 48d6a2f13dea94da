import type { Changes, Entry, KeyRange, Snapshot, View, Writer } from "../storage/index.ts";

interface DocumentChange {
  readonly collection: number;
  readonly rid: number;
  readonly body: Uint8Array | undefined;
}

function textOf(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString("latin1");
}

/** Index entries, found by key and document. Most keys have one entry, which then stands alone: a list for each would double them. */
class Entries {
  readonly #byKey = new Map<string, Entry | readonly Entry[]>();

  get isEmpty(): boolean {
    return this.#byKey.size === 0;
  }

  add(key: Uint8Array, rid: number): void {
    const text = textOf(key);
    const known = listOf(this.#byKey.get(text));
    if (known.length === 0) this.#byKey.set(text, { key, rid });
    else if (!known.some((entry) => entry.rid === rid)) this.#byKey.set(text, [...known, { key, rid }]);
  }

  delete(key: Uint8Array, rid: number): boolean {
    if (this.isEmpty) return false;
    const text = textOf(key);
    const known = listOf(this.#byKey.get(text));
    const rest = known.filter((entry) => entry.rid !== rid);
    if (rest.length === known.length) return false;
    if (rest.length === 0) this.#byKey.delete(text);
    else this.#byKey.set(text, rest);
    return true;
  }

  has(key: Uint8Array, rid: number): boolean {
    return !this.isEmpty && listOf(this.#byKey.get(textOf(key))).some((entry) => entry.rid === rid);
  }

  holders(key: Uint8Array): readonly number[] {
    return this.isEmpty ? [] : listOf(this.#byKey.get(textOf(key))).map(({ rid }) => rid);
  }

  *[Symbol.iterator](): Generator<Entry> {
    for (const entries of this.#byKey.values()) yield* listOf(entries);
  }
}

const NO_ENTRIES: readonly Entry[] = [];

function listOf(entries: Entry | readonly Entry[] | undefined): readonly Entry[] {
  if (entries === undefined) return NO_ENTRIES;
  return "rid" in entries ? [entries] : entries;
}

/** The changes to one index. */
interface IndexChanges {
  readonly added: Entries;
  readonly removed: Entries;
}

function compareEntries(a: Entry, b: Entry): number {
  return Buffer.compare(a.key, b.key) || a.rid - b.rid;
}

function isWithin(key: Uint8Array, { lower, upper }: KeyRange): boolean {
  if (lower && Buffer.compare(key, lower) < 0) return false;
  return upper === undefined || Buffer.compare(key, upper) < 0;
}

/** Two sorted sequences as one. */
function* merged<T>(a: Iterable<T>, b: readonly T[], compare: (a: T, b: T) => number): Generator<T> {
  let next = 0;
  for (const item of a) {
    for (let other = b[next]; other !== undefined && compare(other, item) < 0; other = b[next]) {
      yield other;
      next += 1;
    }
    yield item;
  }
  yield* b.slice(next);
}

/** What a transaction sees: its snapshot with its own changes laid over it. */
export class Overlay implements View, Changes {
  readonly #snapshot: Snapshot;
  readonly #documents = new Map<number, Map<number, DocumentChange>>();
  readonly #indexes = new Map<number, IndexChanges>();
  /** How many bytes the changed documents have. */
  bytes = 0;

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  get isEmpty(): boolean {
    return this.#documents.size === 0;
  }

  /** The document as the snapshot has it, without the transaction's own changes. */
  original(collection: number, rid: number): Uint8Array | undefined {
    return this.#snapshot.get(collection, rid);
  }

  get(collection: number, rid: number): Uint8Array | undefined {
    const change = this.#documents.get(collection)?.get(rid);
    return change ? change.body : this.#snapshot.get(collection, rid);
  }

  *rids(collection: number, options: { after?: number; reverse?: boolean } = {}): Generator<number> {
    const changes = this.#documents.get(collection);
    if (!changes) return yield* this.#snapshot.rids(collection, options);
    const sign = options.reverse ? -1 : 1;
    const after = options.after ?? -1;
    const own = [...changes.values()]
      .filter(({ body, rid }) => body !== undefined && rid > after)
      .map(({ rid }) => rid);
    own.sort((a, b) => (a - b) * sign);
    const rest = unchanged(this.#snapshot.rids(collection, options), changes);
    return yield* merged(rest, own, (a, b) => (a - b) * sign);
  }

  *entries(index: number, range: KeyRange, reverse = false): Generator<Entry> {
    const changes = this.#indexes.get(index);
    if (!changes) return yield* this.#snapshot.entries(index, range, reverse);
    const sign = reverse ? -1 : 1;
    const own = [...changes.added].filter(({ key }) => isWithin(key, range));
    own.sort((a, b) => compareEntries(a, b) * sign);
    const rest = kept(this.#snapshot.entries(index, range, reverse), changes.removed);
    return yield* merged(rest, own, (a, b) => compareEntries(a, b) * sign);
  }

  holders(index: number, key: Uint8Array): readonly number[] {
    const changes = this.#indexes.get(index);
    const stored = this.#snapshot.holders(index, key);
    if (!changes) return stored;
    const rest = stored.filter((rid) => !changes.removed.has(key, rid));
    return [...rest, ...changes.added.holders(key)];
  }

  countEntries(index: number, range: KeyRange): number {
    if (!this.#indexes.has(index)) return this.#snapshot.countEntries(index, range);
    let count = 0;
    for (const _ of this.entries(index, range)) count += 1;
    return count;
  }

  put(collection: number, rid: number, body: Uint8Array): void {
    this.#change({ collection, rid, body });
  }

  remove(collection: number, rid: number): void {
    this.#change({ collection, rid, body: undefined });
  }

  #change(change: DocumentChange): void {
    const changes = this.#documents.get(change.collection) ?? new Map<number, DocumentChange>();
    this.#documents.set(change.collection, changes);
    this.bytes += (change.body?.length ?? 0) - (changes.get(change.rid)?.body?.length ?? 0);
    changes.set(change.rid, change);
  }

  addKey(index: number, key: Uint8Array, rid: number): void {
    const changes = this.#changesOf(index);
    if (!changes.removed.delete(key, rid)) changes.added.add(key, rid);
  }

  removeKey(index: number, key: Uint8Array, rid: number): void {
    const changes = this.#changesOf(index);
    if (!changes.added.delete(key, rid)) changes.removed.add(key, rid);
  }

  #changesOf(index: number): IndexChanges {
    const known = this.#indexes.get(index);
    if (known) return known;
    const made: IndexChanges = { added: new Entries(), removed: new Entries() };
    this.#indexes.set(index, made);
    return made;
  }

  /** Writes every change to the newest state. */
  applyTo(writer: Writer): void {
    for (const changes of this.#documents.values()) {
      for (const { collection, rid, body } of changes.values()) {
        if (body) writer.put(collection, rid, body);
        else writer.remove(collection, rid);
      }
    }
    for (const [index, { added, removed }] of this.#indexes) {
      for (const { key, rid } of removed) writer.removeKey(index, key, rid);
      for (const { key, rid } of added) writer.addKey(index, key, rid);
    }
  }

  close(): void {
    this.#snapshot.close();
  }
}

function* unchanged(rids: Iterable<number>, changes: ReadonlyMap<number, unknown>): Generator<number> {
  for (const rid of rids) if (!changes.has(rid)) yield rid;
}

function* kept(entries: Iterable<Entry>, removed: Entries): Generator<Entry> {
  for (const entry of entries) if (!removed.has(entry.key, entry.rid)) yield entry;
}
