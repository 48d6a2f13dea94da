import { setTimeout as sleep } from "node:timers/promises";
import mongo, { type MongoClient as PrismaClient } from "@prisma/orm-mongo/runtime";
import type { Log } from "@scarlet/domain/kernel";
import { type Db, MongoClient } from "mongodb";
import type { Contract } from "../generated/contract.d.ts";
import contractJson from "../generated/contract.json" with { type: "json" };
import { createGatheredLookups, type GatheredLookups } from "../queries/gathered-lookups.ts";
import { createSessionBridge } from "../transactions/session-bridge.ts";
import { readSnapshot } from "../transactions/snapshot-read.ts";
import { runTransaction, type TransactionOptions } from "../transactions/transaction.ts";
import { createWritesAtOnce, type WritesAtOnce } from "../transactions/writes-at-once.ts";
import { createClock, serverTimeMs, type ToldClock } from "./clock.ts";
import { databaseName, withDatabaseName } from "./database-url.ts";

/** The shop's database: one pool for Prisma, driver and sign-in, whose calls join the running transaction. */
export type Mongo = {
  readonly client: MongoClient;
  readonly db: Db;
  readonly prisma: PrismaClient<Contract>;
  readonly clock: ToldClock;
  readonly inTransaction: <T>(work: () => Promise<T>, options?: TransactionOptions) => Promise<T>;
  /** Lookups by key in several collections as one command, outside of any transaction: `createGatheredLookups`. */
  readonly lookUp: GatheredLookups;
  /** Writes of a transaction to several collections, as one command where the server has it. */
  readonly writesAtOnce: WritesAtOnce;
  /** Runs reads that all see one moment: `readSnapshot`. */
  readonly atOneMoment: <T>(work: () => Promise<T>) => Promise<T>;
  /** Raises when the database does not answer; also brings a client back whose first connection failed. */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type ConnectOptions = {
  readonly url: string;
  readonly log?: Log;
  /** How long to try, 15 s unless told. */
  readonly timeoutMs?: number;
  /** How long a call waits for a primary, 15 s unless told. */
  readonly selectionMs?: number;
};

const RETRY_DELAY_MS = 250;
/** An election takes about ten seconds; whoever asks meanwhile waits for the new primary. */
const SERVER_SELECTION_TIMEOUT_MS = 15_000;
/** A host that vanished answers nothing at all, and would be waited for before another is asked. */
const CONNECT_TIMEOUT_MS = 5_000;
/** A write that no majority confirms in time is told as one whose outcome is not known. */
const MAJORITY_TIMEOUT_MS = 10_000;

/** Connects, trying again until `timeoutMs` have passed; then raises the driver's last error. */
export async function connectMongo(options: ConnectOptions): Promise<Mongo> {
  const plain = new MongoClient(withDatabaseName(options.url), {
    appName: "scarlet",
    readConcern: { level: "majority" },
    writeConcern: { w: "majority", wtimeoutMS: MAJORITY_TIMEOUT_MS },
    readPreference: "primary",
    retryWrites: true,
    retryReads: true,
    serverSelectionTimeoutMS: options.selectionMs ?? SERVER_SELECTION_TIMEOUT_MS,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
  });
  await connect(plain, options);
  const bridge = createSessionBridge(plain);
  const { client } = bridge;
  const dbName = databaseName(options.url);
  const prisma = mongo<Contract>({ contractJson, mongoClient: client, dbName });
  return {
    client,
    db: client.db(dbName),
    prisma,
    clock: createClock({ serverTimeMs: () => serverTimeMs(plain.db(dbName)) }),
    inTransaction: (work, transaction) => runTransaction(bridge, work, transaction),
    lookUp: createGatheredLookups(client.db(dbName)),
    writesAtOnce: createWritesAtOnce(bridge, dbName),
    atOneMoment: (work) => readSnapshot(bridge, work),
    ping: async () => {
      await plain.connect();
      await plain.db(dbName).command({ ping: 1 });
    },
    close: async () => {
      await prisma.close();
      await plain.close();
    },
  };
}

/** A client whose first operation failed stays broken, so the first connection is made here and repeated. */
async function connect(client: MongoClient, options: ConnectOptions): Promise<void> {
  const giveUpAt = performance.now() + (options.timeoutMs ?? 15_000);
  for (;;) {
    try {
      await client.connect();
      return;
    } catch (error) {
      if (performance.now() >= giveUpAt) {
        await client.close();
        throw error;
      }
      options.log?.warn({ reason: String(error) }, "the database does not answer yet");
      await sleep(RETRY_DELAY_MS);
    }
  }
}
