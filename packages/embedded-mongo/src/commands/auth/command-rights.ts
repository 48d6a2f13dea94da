import type { Rights } from "../../auth/rights.ts";
import { type Doc, decode, isDoc } from "../../bson/index.ts";
import { MongoError } from "../../errors.ts";
import { isTruthy } from "../../query/operators.ts";

/** A command as far as it matters to what it needs. */
interface CommandTarget {
  readonly name: string;
  readonly db: string;
  readonly body: Doc;
  readonly sequences: ReadonlyMap<string, readonly Uint8Array[]>;
}

/** An action in a database; without one, on the server itself. */
interface RequiredAction {
  readonly action: string;
  readonly db: string | undefined;
}

/** What every user may do once signed in: none of it reads or changes data that another command did not give access to. */
const ALLOWED_TO_ALL = new Set([
  "ping",
  "hello",
  "isMaster",
  "buildInfo",
  "whatsmyuri",
  "connectionStatus",
  "logout",
  "saslStart",
  "saslContinue",
  "getMore",
  "killCursors",
  "startSession",
  "refreshSessions",
  "endSessions",
  "killSessions",
  "commitTransaction",
  "abortTransaction",
  // It lists only databases that the user has a role on.
  "listDatabases",
]);

const DATABASE_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  find: ["find"],
  count: ["find"],
  distinct: ["find"],
  explain: ["find"],
  insert: ["insert"],
  delete: ["remove"],
  create: ["createCollection"],
  drop: ["dropCollection"],
  dropDatabase: ["dropDatabase"],
  collMod: ["collMod"],
  createIndexes: ["createIndex"],
  dropIndexes: ["dropIndex"],
  listIndexes: ["listIndexes"],
  listCollections: ["listCollections"],
  dbStats: ["dbStats"],
  collStats: ["collStats"],
  validate: ["validate"],
};
const SERVER_ACTIONS = new Set(["serverStatus", "getParameter", "replSetGetStatus"]);

function databaseOf(namespace: unknown): string {
  return String(namespace).split(".")[0] ?? "";
}

function updateNeeds({ body, sequences }: CommandTarget): string[] {
  const inside = Array.isArray(body.updates) ? body.updates : [];
  const statements = [...inside, ...(sequences.get("updates") ?? []).map((bytes) => decode(bytes))];
  const upserts = statements.some((statement) => isDoc(statement) && isTruthy(statement.upsert ?? false));
  return upserts ? ["update", "insert"] : ["update"];
}

function findAndModifyNeeds({ body }: CommandTarget): string[] {
  if (isTruthy(body.remove ?? false)) return ["find", "remove"];
  return isTruthy(body.upsert ?? false) ? ["find", "update", "insert"] : ["find", "update"];
}

function targetOf(operand: unknown, db: string): string {
  const into = isDoc(operand) ? (operand.into ?? operand) : operand;
  return isDoc(into) && typeof into.db === "string" ? into.db : db;
}

/** The database that a joining stage reads. */
function joinedOf(operand: unknown, db: string): string {
  const source = isDoc(operand) ? (operand.from ?? operand.coll) : undefined;
  return isDoc(source) && typeof source.db === "string" ? source.db : db;
}

const JOIN_STAGES = new Set(["$lookup", "$graphLookup", "$unionWith"]);
const WRITE_STAGES: Readonly<Record<string, readonly string[]>> = {
  $out: ["insert", "remove"],
  $merge: ["insert", "update"],
};

/** What the stages of a pipeline need beside reading its own collection, those of inner pipelines too. */
function* stageNeeds(stages: unknown, db: string): Generator<RequiredAction> {
  for (const stage of Array.isArray(stages) ? stages : []) {
    const [name, operand] = isDoc(stage) ? (Object.entries(stage)[0] ?? [""]) : [""];
    if (JOIN_STAGES.has(name)) yield { action: "find", db: joinedOf(operand, db) };
    for (const action of WRITE_STAGES[name] ?? []) yield { action, db: targetOf(operand, db) };
    if (name === "$changeStream") {
      const all = isDoc(operand) && isTruthy(operand.allChangesForCluster ?? false);
      yield { action: "changeStream", db: all ? undefined : db };
    }
    if (isDoc(operand)) {
      yield* stageNeeds(operand.pipeline, db);
      if (name === "$facet") for (const inner of Object.values(operand)) yield* stageNeeds(inner, db);
    }
  }
}

function* aggregateNeeds({ body, db }: CommandTarget): Generator<RequiredAction> {
  yield { action: "find", db };
  yield* stageNeeds(body.pipeline, db);
}

function* renameNeeds({ body }: CommandTarget): Generator<RequiredAction> {
  const [from, to] = [databaseOf(body.renameCollection), databaseOf(body.to)];
  if (from === to) yield { action: "renameCollectionSameDB", db: from };
  else yield* ["find", "dropCollection"].map((action) => ({ action, db: from }));
  if (from !== to) yield* ["insert", "createCollection"].map((action) => ({ action, db: to }));
  if (isTruthy(body.dropTarget ?? false)) yield { action: "dropCollection", db: to };
}

const OPERATION_ACTIONS: Readonly<Record<string, string>> = {
  insert: "insert",
  update: "update",
  delete: "remove",
};

/** What each write needs in the database of its namespace; the command itself needs nothing in `admin`. */
function* bulkWriteNeeds({ body, sequences }: CommandTarget): Generator<RequiredAction> {
  const docs = (field: "nsInfo" | "ops"): readonly unknown[] => {
    const inside = body[field];
    return Array.isArray(inside) ? inside : (sequences.get(field) ?? []).map((bytes) => decode(bytes));
  };
  const databases = docs("nsInfo").map((info) => databaseOf(isDoc(info) ? info.ns : ""));
  for (const operation of docs("ops")) {
    const [kind = "", place] = isDoc(operation) ? (Object.entries(operation)[0] ?? []) : [];
    const db = databases[Number(place)] ?? "admin";
    yield { action: OPERATION_ACTIONS[kind] ?? "anyAction", db };
    if (isDoc(operation) && isTruthy(operation.upsert ?? false)) yield { action: "insert", db };
  }
}

function databaseActions(asked: CommandTarget): readonly string[] | undefined {
  if (asked.name === "update") return updateNeeds(asked);
  if (asked.name === "findAndModify") return findAndModifyNeeds(asked);
  return Object.hasOwn(DATABASE_ACTIONS, asked.name) ? DATABASE_ACTIONS[asked.name] : undefined;
}

/** All that a command needs; what is not listed here needs a right that only `root` has. */
function* requiredActions(asked: CommandTarget): Generator<RequiredAction> {
  const { name, db, body } = asked;
  if (ALLOWED_TO_ALL.has(name)) return;
  if (isTruthy(body.bypassDocumentValidation ?? false)) yield { action: "bypassDocumentValidation", db };
  const actions = databaseActions(asked);
  if (actions) yield* actions.map((action) => ({ action, db }));
  else if (name === "aggregate") yield* aggregateNeeds(asked);
  else if (name === "bulkWrite") yield* bulkWriteNeeds(asked);
  else if (name === "renameCollection") yield* renameNeeds(asked);
  else yield { action: SERVER_ACTIONS.has(name) ? name : "anyAction", db: undefined };
}

/** Refuses a command that the user's roles do not allow (13 Unauthorized); `name` is the command's own, not an alias. */
export function assertAllowed(rights: Rights, asked: CommandTarget): void {
  if (rights.isRoot) return;
  for (const { action, db } of requiredActions(asked)) {
    const allowed = db === undefined ? rights.mayOnServer(action) : rights.may(action, db);
    if (!allowed)
      throw new MongoError(
        13,
        `not authorized on ${asked.db} to execute command ${asked.name}: the action ${action} is missing`,
      );
  }
}
