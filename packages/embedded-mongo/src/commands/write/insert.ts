import type { Doc } from "../../bson/index.ts";
import { assertValid } from "../../catalog/index.ts";
import { keepToLimits } from "../../write/capped-limits.ts";
import { prepareInsert } from "../../write/index.ts";
import type { Call } from "../call.ts";
import type { Command } from "../command.ts";
import { collectionToWrite, documentsOf, resultFields, runStatements } from "./statements.ts";

async function insert(call: Call): Promise<Doc> {
  const name = call.collectionName;
  const documents = documentsOf(call, "documents");
  const bypass = call.options.bool("bypassDocumentValidation");
  const writer = call.writer();
  const results = await runStatements(call, documents, (document) => {
    const written = prepareInsert(document, () => call.server.clock.next());
    const collection = collectionToWrite(call, name);
    if (!bypass) assertValid(collection, written.doc);
    writer.insert(collection, written);
    if (collection.options.capped) keepToLimits(collection, writer, written.body.length);
    return { n: 1 };
  });
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
