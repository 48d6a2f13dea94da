import { randomUUID } from "node:crypto";
import { Binary, UUID } from "bson";
import { describe } from "../bson/describe.ts";
import { type Doc, decode, encode } from "../bson/index.ts";
import { MongoError } from "../errors.ts";
import { StorageError, type Store } from "../storage/index.ts";
import { createIndex } from "./index-spec.ts";
import { type Collection, type Index, namespaceOf } from "./types.ts";
import { validatorOf } from "./validator.ts";

const MAX_COLLECTIONS = 2 ** 21;
/** MongoDB's limit, the `_id` index included. */
const MAX_INDEXES = 64;
const CLEAR_STEP = 500;

/** An index as it is stored in its collection's record; older records lack which of its fields hold arrays. */
interface StoredIndex {
  readonly number: number;
  readonly spec: Doc;
  readonly multikey: boolean;
  readonly arrays?: number;
  readonly ready: boolean;
}
const ALL_FIELDS = -1;

/** What a new collection is made from. */
interface NewCollection {
  readonly db: string;
  readonly name: string;
  readonly options?: Doc;
}

/** The collections and their indexes: in memory for use, in the store's records for the next start. */
export class Catalog {
  readonly #store: Store;
  #collections = new Map<string, Collection>();
  #nextNumber = 1;
  /** Grows with every snapshot and change, to tell which came first. */
  #moment = 1;
  #clearing = false;
  #closed = false;

  constructor(store: Store) {
    this.#store = store;
    store.onLost(() => this.#reload());
    this.#load();
    this.#clearSoon();
  }

  #load(): void {
    const next = this.#store.record("meta", "next");
    this.#nextNumber = next ? Number(decode(next).number) : 1;
    for (const { id, value } of this.#store.records("collection"))
      this.#collections.set(id, this.#read(decode(value)));
  }

  /** Reloads the catalog from the disk after writes were lost; commands that hold an older `Collection` have to start again. */
  #reload(): void {
    for (const collection of this.#collections.values()) collection.dropped = true;
    this.#collections = new Map();
    this.#load();
  }

  #read(record: Doc): Collection {
    const specs = record.indexes as StoredIndex[];
    const finished = specs.filter(({ ready }) => ready);
    for (const { number } of specs.filter(({ ready }) => !ready)) this.#discard("index", number);
    return {
      number: Number(record.number),
      uuid: record.uuid as Binary,
      db: String(record.db),
      name: String(record.name),
      options: record.options as Doc,
      indexes: finished.map(({ number, spec, multikey, arrays = multikey ? ALL_FIELDS : 0 }) =>
        createIndex(number, spec, { arrays, readyAt: 0 }),
      ),
      validator: validatorOf(record.options as Doc),
      dropped: false,
      createdAt: 0,
    };
  }

  /** A number for "now" among snapshots and catalog changes. */
  moment(): number {
    this.#moment += 1;
    return this.#moment;
  }

  find(db: string, name: string): Collection | undefined {
    return this.#collections.get(`${db}.${name}`);
  }

  /** All collections, or those of one database, by name. */
  list(db?: string): readonly Collection[] {
    const all = [...this.#collections.values()].filter(
      (collection) => db === undefined || collection.db === db,
    );
    return all.sort((a, b) => (namespaceOf(a) < namespaceOf(b) ? -1 : 1));
  }

  /** A collection that is not listed yet; `register` lists it. */
  prepare({ db, name, options = {} }: NewCollection): Collection {
    assertName(db, name);
    const clustered = options.clusteredIndex as Doc | undefined;
    const spec: Doc = clustered
      ? { v: 2, key: { _id: 1 }, name: clustered.name ?? "_id_", unique: true, clustered: true }
      : { v: 2, key: { _id: 1 }, name: "_id_" };
    return {
      number: this.nextNumber(),
      uuid: new Binary(new UUID(randomUUID()).buffer, Binary.SUBTYPE_UUID),
      db,
      name,
      options,
      indexes: [createIndex(this.nextNumber(), spec, { arrays: 0, readyAt: 0 })],
      validator: validatorOf(options),
      dropped: false,
      createdAt: this.#moment,
    };
  }

  /** Makes a prepared collection visible to everybody. */
  register(collection: Collection): void {
    const ns = namespaceOf(collection);
    if (this.#collections.has(ns)) throw new MongoError(48, `Collection ${ns} already exists.`);
    collection.createdAt = this.moment();
    this.#collections.set(ns, collection);
    this.save(collection);
  }

  /** Writes down what a collection and its indexes are now. */
  save(collection: Collection): void {
    const { number, uuid, db, name, options } = collection;
    const indexes = collection.indexes.map((index) => ({
      number: index.number,
      spec: index.spec,
      multikey: index.multikey,
      arrays: index.arrays,
      ready: index.readyAt !== Infinity,
    }));
    const record = encode({ number, uuid, db, name, options, indexes });
    this.#store.writer.putRecord("collection", namespaceOf(collection), record);
  }

  drop(collection: Collection): void {
    this.#collections.delete(namespaceOf(collection));
    collection.dropped = true;
    this.#store.writer.putRecord("collection", namespaceOf(collection), undefined);
    this.#discard("collection", collection.number);
    for (const index of collection.indexes) this.#discard("index", index.number);
  }

  rename(collection: Collection, to: { db: string; name: string }): void {
    assertName(to.db, to.name);
    this.#collections.delete(namespaceOf(collection));
    this.#store.writer.putRecord("collection", namespaceOf(collection), undefined);
    collection.db = to.db;
    collection.name = to.name;
    this.register(collection);
  }

  /** A new index of a collection, without entries; it is used for reading from `readyAt` on (67 beyond 64 of them). */
  addIndex(collection: Collection, spec: Doc, readyAt: number): Index {
    if (collection.indexes.length >= MAX_INDEXES)
      throw new MongoError(
        67,
        `add index fails, too many indexes for ${namespaceOf(collection)} key:${describe(spec.key)}`,
      );
    const index = createIndex(this.nextNumber(), spec, { arrays: 0, readyAt });
    collection.indexes = [...collection.indexes, index];
    return index;
  }

  dropIndex(collection: Collection, index: Index): void {
    collection.indexes = collection.indexes.filter((other) => other !== index);
    this.#discard("index", index.number);
  }

  /** A number never used before for a collection or index. */
  nextNumber(): number {
    const number = this.#nextNumber;
    if (number >= MAX_COLLECTIONS)
      throw new MongoError(96, "too many collections and indexes were made in this data folder");
    this.#nextNumber += 1;
    this.#store.writer.putRecord("meta", "next", encode({ number: this.#nextNumber }));
    return number;
  }

  /** What is dropped is written down first and cleared away bit by bit, also after a restart. */
  #discard(kind: "collection" | "index", number: number): void {
    this.#store.writer.putRecord("trash", `${kind}:${number}`, new Uint8Array(0));
    this.#clearSoon();
  }

  #clearSoon(): void {
    if (this.#clearing || this.#closed) return;
    this.#clearing = true;
    setImmediate(() => {
      this.#clearing = false;
      if (!this.#closed && this.#clearsMore()) this.#clearSoon();
    });
  }

  /** A full disk is no reason to fail: the next drop, or the next start, tries again. */
  #clearsMore(): boolean {
    try {
      return this.#clearStep();
    } catch (error) {
      if (error instanceof StorageError) return false;
      throw error;
    }
  }

  #clearStep(): boolean {
    const { writer } = this.#store;
    for (const { id } of this.#store.records("trash")) {
      const [kind, number] = id.split(":");
      const more =
        kind === "collection"
          ? writer.clearCollection(Number(number), CLEAR_STEP)
          : writer.clearIndex(Number(number), CLEAR_STEP);
      if (more) return true;
      writer.putRecord("trash", id, undefined);
    }
    return false;
  }

  /** Stops clearing; the next start goes on with it. */
  close(): void {
    this.#closed = true;
  }
}

function assertName(db: string, name: string): void {
  const ns = `${db}.${name}`;
  assertDatabaseName(db);
  const bad =
    name === "" ||
    name.includes("$") ||
    name.includes("\0") ||
    name.startsWith(".") ||
    name.startsWith("system.");
  if (bad) throw new MongoError(73, `Invalid namespace specified '${ns}'`);
  if (Buffer.byteLength(ns) > 255)
    throw new MongoError(73, `Fully qualified namespace is too long. Namespace: ${ns}`);
}

/** Refuses names no database may have (73 InvalidNamespace). */
export function assertDatabaseName(db: string): void {
  if (/^[^/\\. "$*<>:|?\0]{1,63}$/u.test(db)) return;
  throw new MongoError(73, `Invalid database name: '${db}'`);
}
