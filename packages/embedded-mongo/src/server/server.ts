import { chmodSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { Credentials } from "../auth/credentials.ts";
import { Rights } from "../auth/rights.ts";
import { Catalog } from "../catalog/index.ts";
import { ChangeLog } from "../changes/index.ts";
import { Cursors } from "../cursors/cursors.ts";
import { Member } from "../replica-set/index.ts";
import { Locks, Sessions } from "../sessions/index.ts";
import { openSqliteStore, type StoreOptions } from "../storage/index.ts";
import { ClusterClock } from "./clock.ts";
import { type ConnectionLimits, Connections } from "./connections.ts";
import { FailPoints } from "./fail-points.ts";
import { type HousekeepingOptions, startHousekeeping } from "./housekeeping.ts";
import { Snapshots } from "./snapshots.ts";
import type { ServerState } from "./state.ts";

const DRAIN_TIMEOUT_MS = 2000;

/** How a server is to be started. */
export interface ServerOptions extends HousekeepingOptions {
  /** The data folder; made if there is none. */
  readonly dataFolder: string;
  /** A loopback address. */
  readonly host?: string;
  /** 0 for any free port. */
  readonly port?: number;
  /** The path of a unix socket, in place of host and port. */
  readonly unixSocket?: string;
  /** The user that clients sign in as; without it every process of this machine has all rights. */
  readonly signIn?: {
    readonly user: string;
    readonly password: string;
    /** What the user may do, as `Rights.parse` reads it; everything if it is not said. */
    readonly roles?: string;
  };
  /** Whether faults on purpose and reaching into others' sessions are allowed. */
  readonly testCommands?: boolean;
  /** Whether to behave as MongoDB where this server is kinder: see `docs/embedded-mongo.md`. */
  readonly strict?: boolean;
  readonly connections?: Partial<ConnectionLimits>;
  readonly store?: StoreOptions;
}

/** A server that takes connections. */
export interface RunningServer {
  /** Where it is reached: `mongodb://127.0.0.1:27017`. */
  readonly url: string;
  readonly state: ServerState;
  /** Resolves if the disk fails to keep a write: the server has closed every connection, and its process is to end. */
  readonly failed: Promise<Error>;
  /** How many clients' connections are open. */
  connectionCount(): number;
  /** Ends connections after their present command, then closes the data folder. */
  close(): Promise<void>;
}

function credentialsOf({
  user,
  password,
  roles = "root",
}: NonNullable<ServerOptions["signIn"]>): Credentials {
  const rights = Rights.parse(roles);
  if (!rights) throw new Error(`'${roles}' is no list of roles`);
  return new Credentials(user, password, rights);
}

function createState({
  dataFolder,
  store: storeOptions,
  signIn,
  testCommands = false,
  strict = false,
}: ServerOptions): ServerState {
  const failPoints = testCommands ? new FailPoints() : undefined;
  const store = openSqliteStore(dataFolder, { faultOfSync: () => failPoints?.onSync(), ...storeOptions });
  const catalog = new Catalog(store);
  const locks = new Locks();
  const clock = new ClusterClock();
  const changes = new ChangeLog(store, clock);
  const sessions = new Sessions({ store, catalog, locks, changes, isStrict: strict });
  return {
    store,
    catalog,
    locks,
    sessions,
    cursors: new Cursors(),
    clock,
    snapshots: new Snapshots({ store, catalog, clock }),
    changes,
    credentials: signIn ? credentialsOf(signIn) : undefined,
    failPoints,
    member: new Member(() => sessions.killAll()),
    startedAt: new Date(),
    address: "",
    isStopping: false,
  };
}

function listen(
  server: Server,
  { host = "127.0.0.1", port = 27017, unixSocket }: ServerOptions,
): Promise<string> {
  // Left over by a server that was killed; the lock of the data folder proves that no server uses it.
  if (unixSocket !== undefined) rmSync(unixSocket, { force: true });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(unixSocket === undefined ? { host, port } : { path: unixSocket }, () => {
      server.off("error", reject);
      const address = server.address();
      if (unixSocket !== undefined) chmodSync(unixSocket, 0o600);
      resolve(
        typeof address === "object" && address
          ? `${host.includes(":") ? `[${host}]` : host}:${address.port}`
          : String(address),
      );
    });
  });
}

async function drainConnections(connections: Connections): Promise<void> {
  const end = Date.now() + DRAIN_TIMEOUT_MS;
  while (connections.isBusy && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Starts a server. Raises `FolderInUseError`, and the system's errors about the address. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const state = createState(options);
  const connections = new Connections(state, options.connections);
  const server = createServer((socket) => connections.add(socket));
  try {
    state.address = await listen(server, options);
  } catch (error) {
    state.catalog.close();
    await state.store.close();
    throw error;
  }
  const stopHousekeeping = startHousekeeping(state, connections, options);
  const failed = Promise.withResolvers<Error>();
  // Whoever waits for an answer gets none, because the fate of the write is not known; the client has to ask again.
  state.store.onFailure((failure) => {
    state.isStopping = true;
    stopHousekeeping();
    state.member.close();
    server.close();
    connections.close();
    failed.resolve(failure);
  });
  const close = async (): Promise<void> => {
    state.isStopping = true;
    state.member.close();
    stopHousekeeping();
    server.close();
    await drainConnections(connections);
    connections.close();
    state.cursors.killWhere(() => true);
    state.sessions.killAll();
    state.snapshots.close();
    state.catalog.close();
    await state.store.close();
  };
  return {
    url: `mongodb://${options.unixSocket === undefined ? state.address : encodeURIComponent(state.address)}`,
    state,
    failed: failed.promise,
    connectionCount: () => connections.size,
    close,
  };
}
