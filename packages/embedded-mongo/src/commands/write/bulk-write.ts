import { type Doc, decode, encode, isDoc } from "../../bson/index.ts";
import { MongoError } from "../../errors.ts";
import type { Outcome } from "../../sessions/index.ts";
import type { Call } from "../call.ts";
import type { Command } from "../command.ts";
import { Options } from "../options.ts";
import { runDeleteStatement } from "./delete.ts";
import { insertDocument } from "./insert.ts";
import { assertNotRetryable, MAX_STATEMENTS, runStatements } from "./statements.ts";
import { compileUpdateStatement, runUpdateStatement } from "./update.ts";

const KINDS = ["insert", "update", "delete"] as const;
type Kind = (typeof KINDS)[number];

const FIELDS: Readonly<Record<Kind, ReadonlySet<string>>> = {
  insert: new Set(["insert", "document"]),
  update: new Set([
    "update",
    "filter",
    "updateMods",
    "multi",
    "upsert",
    "arrayFilters",
    "constants",
    "hint",
    "collation",
  ]),
  delete: new Set(["delete", "filter", "multi", "hint", "collation"]),
};

/** One write of the command, and where. */
type Operation = {
  readonly kind: Kind;
  readonly options: Options;
  readonly target: { readonly name: string; readonly db: string };
};

/** The documents of a field, in the body or beside it. */
function docsOf(call: Call, field: string): readonly Doc[] {
  const beside = call.sequences.get(field)?.map((bytes) => decode(bytes));
  const found = beside ?? call.options.requiredArray(field);
  return found.map((item, at) => {
    if (isDoc(item)) return item;
    throw new MongoError(
      14,
      `BSON field 'bulkWrite.${field}.${at}' is the wrong type, expected type 'object'`,
    );
  });
}

/** The database and the collection of each namespace that operations refer to by its place. */
function targetsOf(call: Call): readonly Operation["target"][] {
  return docsOf(call, "nsInfo").map((info) => {
    const namespace = new Options("bulkWrite.nsInfo", info).requiredString("ns");
    const dot = namespace.indexOf(".");
    if (dot < 1 || dot === namespace.length - 1)
      throw new MongoError(73, `Invalid namespace specified '${namespace}'`);
    return { db: namespace.slice(0, dot), name: namespace.slice(dot + 1) };
  });
}

function operationOf(doc: Doc, targets: readonly Operation["target"][]): Operation {
  const kind = KINDS.find((each) => Object.keys(doc)[0] === each);
  if (kind === undefined) throw new MongoError(9, "BSON field 'bulkWrite.ops' has an operation of no kind");
  const options = new Options("bulkWrite.ops", doc);
  options.assertKnown(FIELDS[kind]);
  const target = targets[options.number(kind) ?? -1];
  if (target === undefined)
    throw new MongoError(2, `BulkWrite ops entry ${kind} has an invalid nsInfo index.`);
  return { kind, options, target };
}

function isMulti({ kind, options }: Operation): boolean {
  return kind !== "insert" && options.bool("multi");
}

/** The same statement as the command of its kind names it. */
function statementOf({ kind, options }: Operation): Options {
  const filter = options.get("filter");
  const hint = options.get("hint");
  const shared = { q: filter, ...(hint !== undefined && { hint }), collation: options.get("collation") };
  if (kind === "delete")
    return new Options("bulkWrite.ops", { ...shared, limit: options.bool("multi") ? 0 : 1 });
  return new Options("bulkWrite.ops", {
    ...shared,
    u: options.get("updateMods"),
    c: options.get("constants"),
    multi: options.bool("multi"),
    upsert: options.bool("upsert"),
    arrayFilters: options.get("arrayFilters"),
  });
}

function run(call: Call, operation: Operation): Outcome | Promise<Outcome> {
  const { kind, options, target } = operation;
  if (kind === "insert") return insertDocument(call, encode(options.requiredDoc("document")), target);
  const statement = statementOf(operation);
  if (kind === "delete") return runDeleteStatement(call, statement, target);
  return runUpdateStatement(compileUpdateStatement(call, statement, target));
}

/** What the command tells of one operation. */
function told(outcome: Outcome, idx: number): Doc {
  const { n, nModified, upserted } = outcome;
  return {
    ok: 1,
    idx,
    n,
    ...(nModified === undefined ? {} : { nModified }),
    ...(upserted === undefined ? {} : { upserted }),
  };
}

function countsOf(operations: readonly Operation[], outcomes: readonly (Outcome | undefined)[]): Doc {
  const counts = { nInserted: 0, nMatched: 0, nModified: 0, nUpserted: 0, nDeleted: 0 };
  for (const [index, { kind }] of operations.entries()) {
    const outcome = outcomes[index];
    const n = Number(outcome?.n ?? 0);
    if (kind === "insert") counts.nInserted += n;
    else if (kind === "delete") counts.nDeleted += n;
    else if (outcome?.upserted) counts.nUpserted += 1;
    else counts.nMatched += n;
    counts.nModified += Number(outcome?.nModified ?? 0);
  }
  return counts;
}

async function bulkWrite(call: Call): Promise<Doc> {
  const targets = targetsOf(call);
  const operations = docsOf(call, "ops").map((doc) => operationOf(doc, targets));
  if (operations.length === 0 || operations.length > MAX_STATEMENTS)
    throw new MongoError(
      16,
      `Write batch sizes must be between 1 and ${MAX_STATEMENTS}. Got ${operations.length} operations.`,
    );
  if (operations.some(isMulti)) assertNotRetryable(call);
  const { outcomes, errors, retried } = await runStatements(call, operations, (each) => run(call, each));
  // Whoever bounds the time of a statement in a transaction counts on it when the answer comes.
  if (call.transaction) call.assertInTime();
  await call.durable();
  const failed = errors.map(({ index, ...error }) => ({ ok: 0, idx: index, ...error, n: 0 }));
  const done = call.options.bool("errorsOnly")
    ? []
    : outcomes.flatMap((outcome, index) => (outcome ? [told(outcome, index)] : []));
  return {
    cursor: {
      id: 0n,
      ns: "admin.$cmd.bulkWrite",
      firstBatch: [...done, ...failed].toSorted((a, b) => Number(a.idx) - Number(b.idx)),
    },
    nErrors: errors.length,
    ...countsOf(operations, outcomes),
    ...(retried.length > 0 ? { retriedStmtIds: retried } : {}),
  };
}

/** Writes to several collections at once, as MongoDB 8 does. All its results come in one batch. */
export const BULK_WRITE: Command = {
  name: "bulkWrite",
  fields: [
    "ops",
    "nsInfo",
    "ordered",
    "errorsOnly",
    "bypassDocumentValidation",
    "let",
    "cursor",
    "stmtId",
    "stmtIds",
  ],
  inTransaction: true,
  writes: true,
  retryable: true,
  adminOnly: true,
  run: bulkWrite,
};
