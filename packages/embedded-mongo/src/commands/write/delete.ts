import type { Doc } from "../../bson/index.ts";
import { MongoError } from "../../errors.ts";
import { parseHint } from "../../planner/index.ts";
import { compileFilter } from "../../query/index.ts";
import type { Outcome } from "../../sessions/index.ts";
import type { Call } from "../call.ts";
import type { Command } from "../command.ts";
import type { Options } from "../options.ts";
import { changeAll, changeFirst } from "./find-for-update.ts";
import { assertNotRetryable, resultFields, runStatements, statementsOf } from "./statements.ts";

const STATEMENT_FIELDS = new Set(["q", "limit", "hint", "collation"]);

/** Runs one statement. */
export async function runDeleteStatement(
  call: Call,
  options: Options,
  { name, db }: { readonly name: string; readonly db: string },
): Promise<Outcome> {
  const filterDoc = options.requiredDoc("q");
  const limit = options.number("limit");
  if (limit !== 0 && limit !== 1)
    throw new MongoError(9, `The limit field in delete objects must be 0 or 1. Got ${String(limit)}`);
  const filter = compileFilter(filterDoc, call.env(options.get("collation")));
  const collection = call.findCollection(name, db);
  if (!collection) return { n: 0 };
  const writer = call.writer();
  const scan = {
    call,
    collection,
    writer,
    selection: { filter, filterDoc, hint: parseHint(options.get("hint")) },
  };
  if (limit === 0) return { n: await changeAll(scan, (match) => writer.remove(collection, match)) };
  const found = await changeFirst(scan, (match) => {
    writer.remove(collection, match);
    return true;
  });
  return { n: found ? 1 : 0 };
}

async function deleteCommand(call: Call): Promise<Doc> {
  const name = call.collectionName;
  const statements = statementsOf(call, "deletes", STATEMENT_FIELDS);
  if (statements.some((statement) => statement.number("limit") === 0)) assertNotRetryable(call);
  const results = await runStatements(call, statements, (statement) =>
    runDeleteStatement(call, statement, { name, db: call.db }),
  );
  await call.durable();
  return {
    n: results.outcomes.reduce((sum, outcome) => sum + Number(outcome?.n ?? 0), 0),
    ...resultFields(results),
  };
}

export const DELETE: Command = {
  name: "delete",
  fields: ["deletes", "ordered", "let", "stmtId", "stmtIds"],
  inTransaction: true,
  writes: true,
  retryable: true,
  run: deleteCommand,
};
