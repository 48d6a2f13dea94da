import { type Doc, isDoc } from "../../bson/index.ts";
import { idIndexOf, namespaceOf } from "../../catalog/index.ts";
import { MongoError } from "../../errors.ts";
import { compileFilter } from "../../query/index.ts";
import type { Call } from "../call.ts";
import type { Command } from "../command.ts";
import { SET_NAME } from "../replication/hello.ts";

const VERSION = "7.0.14";
const VERSION_ARRAY = [7, 0, 14, 0];
const WHOLE_RANGE = { lower: undefined, upper: undefined };

function buildInfo(): Doc {
  return {
    version: VERSION,
    versionArray: VERSION_ARRAY,
    gitVersion: "embedded",
    modules: [],
    storageEngines: ["sqlite"],
    bits: 64,
    debug: false,
    maxBsonObjectSize: 16 * 1024 * 1024,
  };
}

function countOf(call: Call, collection: Parameters<typeof idIndexOf>[0]): number {
  return call.server.store.writer.countEntries(idIndexOf(collection).number, WHOLE_RANGE);
}

function listDatabases(call: Call): Doc {
  const { catalog, credentials } = call.server;
  const all = [...new Set(catalog.list().map(({ db }) => db))];
  const names = credentials ? all.filter((name) => credentials.rights.reaches(name)) : all;
  const filter = compileFilter(call.options.doc("filter") ?? {}, call.env());
  const nameOnly = call.options.bool("nameOnly");
  const databases = names
    .map((name) => ({ name, ...(nameOnly ? {} : { sizeOnDisk: 0n, empty: false }) }))
    .filter((doc) => filter.matches(doc));
  return { databases, ...(nameOnly ? {} : { totalSize: 0n, totalSizeMb: 0n }) };
}

function dbStats(call: Call): Doc {
  const collections = call.server.catalog.list(call.db);
  const objects = collections.reduce((sum, collection) => sum + countOf(call, collection), 0);
  const indexes = collections.reduce((sum, { indexes: own }) => sum + own.length, 0);
  return { db: call.db, collections: collections.length, views: 0, objects, indexes };
}

function collStats(call: Call): Doc {
  const collection = call.findCollection(call.collectionName);
  if (!collection) return { ns: `${call.db}.${call.collectionName}`, count: 0, size: 0, nindexes: 0 };
  return {
    ns: namespaceOf(collection),
    count: countOf(call, collection),
    nindexes: collection.indexes.length,
    capped: collection.options.capped === true,
  };
}

function serverStatus(call: Call): Doc {
  const { server } = call;
  const uptime = (Date.now() - server.startedAt.getTime()) / 1000;
  const memory = process.memoryUsage();
  return {
    host: server.address,
    version: VERSION,
    process: "embedded-mongo",
    pid: BigInt(process.pid),
    uptime,
    localTime: new Date(),
    mem: { resident: Math.round(memory.rss / 1048576), virtual: Math.round(memory.heapTotal / 1048576) },
    metrics: { cursor: { open: { total: BigInt(server.cursors.count) } } },
    repl: { setName: SET_NAME, isWritablePrimary: server.member.isPrimary, me: server.address },
    storageEngine: { name: "sqlite", persistent: true },
  };
}

function getParameter(call: Call): Doc {
  const known: Doc = {
    featureCompatibilityVersion: { version: "7.0" },
    enableTestCommands: call.server.failPoints !== undefined,
    authenticationMechanisms: ["SCRAM-SHA-256"],
    transactionLifetimeLimitSeconds: call.server.sessions.transactionLimitS,
  };
  const all =
    call.options.get("getParameter") === "*" ||
    (isDoc(call.options.get("getParameter")) &&
      (call.options.get("getParameter") as Doc).allParameters === true);
  const found = Object.fromEntries(
    Object.entries(known).filter(([name]) => all || call.options.get(name) !== undefined),
  );
  if (Object.keys(found).length === 0) throw new MongoError(72, "no option found to get");
  return found;
}

/** The one parameter that can be set: how long transactions that write may last. */
function setParameter(call: Call): Doc {
  const seconds = Number(call.options.get("transactionLifetimeLimitSeconds"));
  if (!Number.isInteger(seconds) || seconds < 1)
    throw new MongoError(2, "transactionLifetimeLimitSeconds must be a whole number of at least 1");
  const { sessions } = call.server;
  const was = sessions.transactionLimitS;
  sessions.transactionLimitS = seconds;
  return { was };
}

function replSetGetStatus(call: Call): Doc {
  const { address, member } = call.server;
  const [state, stateStr] = member.isPrimary ? [1, "PRIMARY"] : [2, "SECONDARY"];
  const self = { _id: 0, name: address, health: 1, state, stateStr, self: true };
  return { set: SET_NAME, date: new Date(), myState: state, term: BigInt(member.term), members: [self] };
}

function configureFailPoint(call: Call): Doc {
  const count = call.server.failPoints?.configure(
    call.options.requiredString("configureFailPoint"),
    call.options.get("mode"),
    call.options.doc("data") ?? {},
  );
  return { count };
}

function whatsMyUri(call: Call): Doc {
  return { you: call.connection.remote };
}

function connectionStatus(call: Call): Doc {
  const { credentials } = call.server;
  const signedIn = credentials && call.connection.isSignedIn;
  return {
    authInfo: {
      authenticatedUsers: signedIn ? [{ user: credentials.user, db: "admin" }] : [],
      authenticatedUserRoles: signedIn ? credentials.rights.roles : [],
      ...(call.options.bool("showPrivileges") && {
        authenticatedUserPrivileges: signedIn ? credentials.rights.privileges : [],
      }),
    },
  };
}

export const DIAGNOSTICS: readonly Command[] = [
  { name: "ping", fields: [], public: true, onSecondary: "always", run: () => ({}) },
  {
    name: "buildInfo",
    aliases: ["buildinfo"],
    fields: [],
    public: true,
    onSecondary: "always",
    run: buildInfo,
  },
  {
    name: "listDatabases",
    fields: ["filter", "nameOnly", "authorizedDatabases"],
    adminOnly: true,
    onSecondary: "optIn",
    run: listDatabases,
  },
  { name: "dbStats", fields: ["scale", "freeStorage"], onSecondary: "optIn", run: dbStats },
  { name: "collStats", fields: ["scale"], onSecondary: "optIn", run: collStats },
  {
    name: "serverStatus",
    fields: ["repl", "metrics", "locks", "mirroredReads", "latchAnalysis"],
    onSecondary: "always",
    run: serverStatus,
  },
  {
    name: "getParameter",
    fields: [
      "allParameters",
      "featureCompatibilityVersion",
      "enableTestCommands",
      "authenticationMechanisms",
      "transactionLifetimeLimitSeconds",
      "requireApiVersion",
    ],
    onSecondary: "always",
    run: getParameter,
  },
  {
    name: "setParameter",
    fields: ["transactionLifetimeLimitSeconds"],
    adminOnly: true,
    onSecondary: "always",
    run: setParameter,
  },
  { name: "replSetGetStatus", fields: ["initialSync"], onSecondary: "always", run: replSetGetStatus },
  { name: "whatsmyuri", fields: [], public: true, onSecondary: "always", run: whatsMyUri },
  {
    name: "connectionStatus",
    fields: ["showPrivileges"],
    public: true,
    onSecondary: "always",
    run: connectionStatus,
  },
];

/** Only for tests: faults on purpose. */
export const CONFIGURE_FAIL_POINT: Command = {
  name: "configureFailPoint",
  fields: ["mode", "data"],
  adminOnly: true,
  onSecondary: "always",
  run: configureFailPoint,
};
