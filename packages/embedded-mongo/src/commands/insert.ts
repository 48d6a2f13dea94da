import type { Doc } from "../bson/index.ts";
import { assertValid } from "../catalog/index.ts";
import { keepToLimits } from "../write/capped.ts";
import { prepareInsert } from "../write/index.ts";
import type { Call } from "./call.ts";
import type { Command } from "./types.ts";
import { collectionToWrite, documentsOf, runStatements, tallyFields } from "./writing.ts";

async function insert(call: Call): Promise<Doc> {
  const name = call.collectionName;
  const documents = documentsOf(call, "documents");
  const bypass = call.options.bool("bypassDocumentValidation");
  const writer = call.writer();
  const tally = await runStatements(call, documents, (document) => {
    const written = prepareInsert(document, () => call.server.clock.next());
    const collection = collectionToWrite(call, name);
    if (!bypass) assertValid(collection, written.doc);
    writer.insert(collection, written);
    if (collection.options.capped) keepToLimits(collection, writer, written.body.length);
    return { n: 1 };
  });
  await call.durable();
  return { n: tally.outcomes.filter(Boolean).length, ...tallyFields(tally) };
}

export const INSERT: Command = {
  name: "insert",
  fields: ["documents", "ordered", "bypassDocumentValidation", "stmtId", "stmtIds"],
  inTransaction: true,
  writes: true,
  retryable: true,
  run: insert,
};
