import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { type Db, MongoClient } from "mongodb";
import { withDatabaseName } from "../../packages/adapters/src/mongo/connection/database-url.ts";
import type { DatabaseUse } from "../../packages/adapters/src/mongo/connection/server-check.ts";
import { takeDataFolder } from "../bootstrap/data-folder.mjs";
import { StartError } from "../bootstrap/start-error.mjs";
import { freePort } from "../start/ports.ts";
import { redact } from "../start/redact.ts";
import { readRuntime } from "../start/runtime-file.ts";
import { storePassword } from "../start/secret.ts";
import { checkDatabase } from "../start/stores/database-check.ts";
import { embeddedArgs, embeddedFolder, embeddedUrl } from "../start/stores/embedded.ts";
import { findTool } from "../start/stores/find-program.ts";
import { isPrimary } from "../start/stores/is-primary.ts";
import { MONGOD_USER, mongodArgs, mongodFolder, mongodUrl } from "../start/stores/mongod.ts";
import { makeReplicaSet } from "../start/stores/replica-set.ts";

const READY_TIMEOUT_MS = 60_000;

/** A database that is open for one command. */
export interface Opened {
  readonly client: MongoClient;
  readonly db: Db;
  /** Which database it is, in words for the terminal. */
  readonly about: string;
  /** Whether others may be writing at the same time. */
  readonly isBusy: boolean;
  readonly close: () => Promise<void>;
}

/** Where a command looks for the database. */
export interface Place {
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

async function connect(
  url: string,
  { about, isBusy, after }: { about: string; isBusy: boolean; after: () => Promise<void> },
): Promise<Opened> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 15_000 });
  const close = async (): Promise<void> => {
    await client.close();
    await after();
  };
  return { client, db: client.db(), about, isBusy, close };
}

function dataFolder({ root, environment }: Place): string {
  return path.resolve(root, environment.DATA_DIR || ".data");
}

/** The database of the running shop, or the one DATABASE_URL names; undefined if there is neither. */
export async function openRunning(place: Place, use: DatabaseUse): Promise<Opened | undefined> {
  const runtime = readRuntime(dataFolder(place));
  const url = runtime?.databaseUrl || place.environment.DATABASE_URL;
  if (!url) return undefined;
  await checkDatabase(url, use);
  return connect(withDatabaseName(url), { about: redact(url), isBusy: true, after: async () => {} });
}

/** Whether a shop is running, or was cut off, on the data folder. */
export function isShopRunning(place: Place): boolean {
  const runtime = readRuntime(dataFolder(place));
  if (!runtime) return false;
  try {
    process.kill(runtime.supervisor.pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Starts the stopped shop's own database for one command. With `make`, a data folder that has none yet gets one. */
export async function openStopped(place: Place, make: boolean): Promise<Opened> {
  const mongod = findTool("MONGOD_BINARY", place.environment.MONGOD_BINARY || undefined, "mongod");
  const data = dataFolder(place);
  const folder = mongod ? mongodFolder(data) : embeddedFolder(data);
  if (!make && !existsSync(folder)) throw new StartError(`There is no database in ${data}.`);
  const lock = takeDataFolder(place.root);
  const port = await freePort();
  mkdirSync(folder, { recursive: true });
  const [program, args] = mongod
    ? [mongod, mongodArgs(data, port)]
    : [process.execPath, embeddedArgs(data, port)];
  const access = { user: MONGOD_USER, password: storePassword(data) };
  const child = spawn(program, args, { cwd: place.root, stdio: ["ignore", "ignore", "inherit", lock.fd] });
  const ended = once(child, "exit");
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
  };
  try {
    await untilReady(() => (mongod ? makeReplicaSet(port, access) : isPrimary(port)), ended);
  } catch (error) {
    await stop();
    throw error;
  }
  const url = mongod ? mongodUrl(data, port) : embeddedUrl(data, port);
  return connect(url, { about: `the data in ${folder}`, isBusy: false, after: stop });
}

async function untilReady(isReady: () => Promise<boolean>, ended: Promise<unknown>): Promise<void> {
  let isOver = false;
  void ended.then(() => (isOver = true));
  const last = Date.now() + READY_TIMEOUT_MS;
  // A server that does not listen yet refuses the connection, which means "not yet".
  while (!(await isReady().catch(() => false))) {
    if (isOver) throw new StartError("The database could not be started on the data folder.");
    if (Date.now() > last)
      throw new StartError(`The database did not answer within ${READY_TIMEOUT_MS / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
