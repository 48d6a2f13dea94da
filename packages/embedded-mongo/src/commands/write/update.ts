import { type Doc, idOf } from "../../bson/index.ts";
import { MongoError } from "../../errors.ts";
import { parseHint } from "../../planner/index.ts";
import { compileFilter } from "../../query/index.ts";
import type { Outcome } from "../../sessions/index.ts";
import { compileUpdate } from "../../update/index.ts";
import type { Call } from "../call.ts";
import type { Command } from "../command.ts";
import type { Options } from "../options.ts";
import { type DocumentUpdate, updateOne, upsertOne } from "./apply-update.ts";
import { changeAll, changeFirst, type UpdateScan } from "./find-for-update.ts";
import {
  assertNotRetryable,
  collectionToWrite,
  resultFields,
  runStatements,
  statementsOf,
} from "./statements.ts";

const STATEMENT_FIELDS = new Set([
  "q",
  "u",
  "c",
  "multi",
  "upsert",
  "arrayFilters",
  "hint",
  "collation",
  "upsertSupplied",
]);

/** One statement of an update command, compiled for as long as it takes. */
interface Statement {
  readonly scan: UpdateScan;
  readonly documentUpdate: DocumentUpdate;
  readonly multi: boolean;
  readonly upsert: boolean;
}

function variablesOf(options: Options): Doc {
  const constants = options.doc("c");
  if (constants && !Array.isArray(options.get("u")))
    throw new MongoError(51198, "Constant values may only be specified for pipeline updates");
  return constants ?? {};
}

/** Undefined: there is no such collection, and none is to be made. */
export function compileUpdateStatement(
  call: Call,
  options: Options,
  { name, db }: { readonly name: string; readonly db: string },
): Statement | undefined {
  const filterDoc = options.requiredDoc("q");
  const base = call.env(options.get("collation"));
  const env = { ...base, variables: { ...base.variables, ...variablesOf(options) } };
  const filter = compileFilter(filterDoc, env);
  const arrayFilters = options.array("arrayFilters");
  const compiled = compileUpdate(options.get("u"), { ...env, ...(arrayFilters ? { arrayFilters } : {}) });
  const multi = options.bool("multi");
  const upsert = options.bool("upsert");
  if (multi && compiled.kind === "replacement")
    throw new MongoError(9, "multi update is not supported for replacement-style update");
  const collection = upsert ? collectionToWrite(call, name, db) : call.findCollection(name, db);
  if (!collection) return undefined;
  const writer = call.writer();
  const selection = { filter, filterDoc, hint: parseHint(options.get("hint")) };
  return {
    scan: { call, collection, writer, selection },
    documentUpdate: { call, collection, writer, filter, update: compiled },
    multi,
    upsert,
  };
}

async function change({ scan, documentUpdate, multi }: Statement): Promise<{ n: number; nModified: number }> {
  let nModified = 0;
  const changeOne = (match: Parameters<typeof updateOne>[1]): void => {
    if (updateOne(documentUpdate, match) !== match.doc) nModified += 1;
  };
  if (multi) return { n: await changeAll(scan, changeOne), nModified };
  const found = await changeFirst(scan, (match) => {
    changeOne(match);
    return true;
  });
  return { n: found ? 1 : 0, nModified };
}

/** Runs a compiled statement. */
export async function runUpdateStatement(statement: Statement | undefined): Promise<Outcome> {
  if (!statement) return { n: 0, nModified: 0 };
  const { n, nModified } = await change(statement);
  if (n > 0 || !statement.upsert) return { n, nModified };
  try {
    const doc = upsertOne(statement.documentUpdate, statement.scan.selection.filterDoc);
    return { n: 1, nModified: 0, upserted: { _id: idOf(doc) } };
  } catch (error) {
    // Somebody else may have inserted the same document while the search was paused; then it is there to be updated.
    if (!(error instanceof MongoError) || error.code !== 11000) throw error;
    const again = await change(statement);
    if (again.n === 0) throw error;
    return again;
  }
}

async function update(call: Call): Promise<Doc> {
  const name = call.collectionName;
  const statements = statementsOf(call, "updates", STATEMENT_FIELDS);
  if (statements.some((statement) => statement.bool("multi"))) assertNotRetryable(call);
  const results = await runStatements(call, statements, (statement) =>
    runUpdateStatement(compileUpdateStatement(call, statement, { name, db: call.db })),
  );
  await call.durable();
  const upserted = results.outcomes.flatMap((outcome, index) =>
    outcome?.upserted ? [{ index, _id: idOf(outcome.upserted as Doc) }] : [],
  );
  const sum = (field: string): number =>
    results.outcomes.reduce((all, outcome) => all + Number(outcome?.[field] ?? 0), 0);
  return {
    n: sum("n"),
    ...(upserted.length > 0 ? { upserted } : {}),
    nModified: sum("nModified"),
    ...resultFields(results),
  };
}

export const UPDATE: Command = {
  name: "update",
  fields: ["updates", "ordered", "bypassDocumentValidation", "let", "stmtId", "stmtIds"],
  inTransaction: true,
  writes: true,
  retryable: true,
  run: update,
};
