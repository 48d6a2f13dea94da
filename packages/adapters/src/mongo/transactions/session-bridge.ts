import { AsyncLocalStorage } from "node:async_hooks";
import type { ClientSession, Collection, Db, Document, MongoClient } from "mongodb";
import { callOutsideTransaction } from "./database-unavailable.ts";

/** The transaction or snapshot that the current call chain runs in. `tail` serializes its operations. */
type Running = { readonly session: ClientSession; tail: Promise<unknown> };

type Method = (...args: unknown[]) => unknown;

/** The index of the options argument of each collection method. */
const OPTIONS_INDEX: Readonly<Record<string, number>> = {
  insertOne: 1,
  insertMany: 1,
  updateOne: 2,
  updateMany: 2,
  replaceOne: 2,
  deleteOne: 1,
  deleteMany: 1,
  findOneAndUpdate: 2,
  findOneAndDelete: 1,
  findOneAndReplace: 2,
  findOne: 1,
  countDocuments: 1,
  distinct: 2,
  bulkWrite: 1,
};
const CURSORS: ReadonlySet<string> = new Set(["find", "aggregate"]);

/** A client whose calls join a transaction, and the way to run one. */
export type SessionBridge = {
  readonly client: MongoClient;
  /** True while the present call chain runs inside a transaction of this client. */
  isInside(): boolean;
  /** Runs a command of the database `admin` in the running transaction; fields without a value are left out. */
  adminCommand(command: Document): Promise<Document>;
  /** Runs `work` so that every call through the bridged client joins the session's transaction. */
  run<T>(session: ClientSession, work: () => Promise<T>): Promise<T>;
};

/**
 * A client whose collections add the session of the running transaction to every call. Prisma 8 knows no transactions
 * for MongoDB, but it takes a client of ours and calls only these collection methods, so its calls join as well.
 */
export function createSessionBridge(client: MongoClient): SessionBridge {
  const running = new AsyncLocalStorage<Running>();
  const bridgedDb = (db: Db) =>
    wrap(db, { collection: (value) => bridgedCollection(value as Collection, () => running.getStore()) });
  return {
    client: wrap(client, { db: (value) => bridgedDb(value as Db) }),
    isInside: () => running.getStore() !== undefined,
    adminCommand: (command) => adminCommand(client, running.getStore(), command),
    run: (session, work) => running.run({ session, tail: Promise.resolve() }, work),
  };
}

async function adminCommand(
  client: MongoClient,
  transaction: Running | undefined,
  command: Document,
): Promise<Document> {
  if (transaction === undefined) throw new Error("there is no transaction to write in");
  const { session } = transaction;
  const run = () => client.db("admin").command(command, { session, ignoreUndefined: true });
  return (await oneByOne(transaction, run)) as Document;
}

/** A proxy that passes everything through, and wraps what the named methods return. */
function wrap<T extends object>(
  target: T,
  results: Readonly<Record<string, (value: unknown) => unknown>>,
): T {
  return new Proxy(target, {
    get(inner, key) {
      const member: unknown = Reflect.get(inner, key, inner);
      if (typeof member !== "function") return member;
      const bound = (member as Method).bind(inner);
      const wrapResult = typeof key === "string" ? results[key] : undefined;
      return wrapResult ? (...args: unknown[]) => wrapResult(bound(...args)) : bound;
    },
  });
}

function bridgedCollection(collection: Collection, running: () => Running | undefined): Collection {
  return new Proxy(collection, {
    get(inner, key) {
      const member: unknown = Reflect.get(inner, key, inner);
      if (typeof member !== "function" || typeof key !== "string") return member;
      const method = (member as Method).bind(inner);
      return (...args: unknown[]) => {
        const transaction = running();
        if (transaction) return joined(transaction, key, method, args);
        return hasOwnSession(args) ? method(...args) : callOutsideTransaction(key, method, args);
      };
    },
  });
}

/** A caller that passes its own session runs its own transaction and needs the driver's errors unchanged. */
function hasOwnSession(args: readonly unknown[]): boolean {
  const options: unknown = args.at(-1);
  return typeof options === "object" && options !== null && "session" in options && options.session != null;
}

function joined(transaction: Running, name: string, method: Method, args: readonly unknown[]): unknown {
  const optionsAt = OPTIONS_INDEX[name];
  if (optionsAt !== undefined)
    return oneByOne(transaction, () => method(...withSession(args, optionsAt, transaction.session)));
  if (CURSORS.has(name))
    return wholeCursor(transaction, method(...withSession(args, 1, transaction.session)) as Readable);
  return method(...args);
}

type Readable = { toArray(): Promise<unknown[]>; close(): Promise<void> };

/** Reads a cursor to its end at once: operations of one session must not interleave, as a half-read cursor would. */
function wholeCursor(transaction: Running, cursor: Readable) {
  const toArray = () => oneByOne(transaction, () => cursor.toArray()) as Promise<unknown[]>;
  return {
    toArray,
    close: () => cursor.close(),
    async *[Symbol.asyncIterator]() {
      yield* await toArray();
    },
  };
}

function oneByOne(transaction: Running, run: () => unknown): Promise<unknown> {
  const done = transaction.tail.then(run, run);
  // The next operation waits for this one whatever its outcome; the outcome itself goes to the caller.
  transaction.tail = done.catch(() => undefined);
  return done;
}

function withSession(args: readonly unknown[], optionsAt: number, session: ClientSession): unknown[] {
  const all = [...args];
  while (all.length <= optionsAt) all.push(undefined);
  // Overrides the client's read concern: a snapshot session needs its own.
  const moment = session.snapshotEnabled && { readConcern: { level: "snapshot" } };
  all[optionsAt] = { ...(all[optionsAt] as object | undefined), session, ...moment };
  return all;
}
