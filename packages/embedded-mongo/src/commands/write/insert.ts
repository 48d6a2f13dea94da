import type { Doc } from "../../bson/index.ts";
import { assertValid } from "../../catalog/index.ts";
import type { Outcome } from "../../sessions/index.ts";
import { keepToLimits } from "../../write/capped-limits.ts";
import { prepareInsert } from "../../write/index.ts";
import type { Call } from "../call.ts";
import type { Command } from "../command.ts";
import { collectionToWrite, documentsOf, resultFields, runStatements } from "./statements.ts";

/** Inserts one document. */
export function insertDocument(
  call: Call,
  document: Uint8Array,
  { name, db }: { readonly name: string; readonly db: string },
): Outcome {
  const writer = call.writer();
  const written = prepareInsert(document, () => call.server.clock.next());
  const collection = collectionToWrite(call, name, db);
  if (!call.options.bool("bypassDocumentValidation")) assertValid(collection, written.doc);
  writer.insert(collection, written);
  if (collection.options.capped) keepToLimits(collection, writer, written.body.length);
  return { n: 1 };
}

async function insert(call: Call): Promise<Doc> {
  const target = { name: call.collectionName, db: call.db };
  const documents = documentsOf(call, "documents");
  const results = await runStatements(call, documents, (document) => insertDocument(call, document, target));
  await call.durable();
  return { n: results.outcomes.filter(Boolean).length, ...resultFields(results) };
}

export const INSERT: Command = {
  name: "insert",
  fields: ["documents", "ordered", "bypassDocumentValidation", "stmtId", "stmtIds"],
  inTransaction: true,
  writes: true,
  retryable: true,
  run: insert,
};
