import { type Doc, encode, RawDocument } from "../../bson/index.ts";
import type { Call } from "../call.ts";
import { firstReply } from "./cursor-reply.ts";

/** Answers a list command with a cursor over its documents. */
export async function listReply(call: Call, name: string, documents: readonly Doc[]): Promise<Doc> {
  const size = call.options.doc("cursor")?.batchSize;
  const results = documents.map((doc) => new RawDocument(encode(doc)));
  const source = {
    namespace: `${call.db}.${name}`,
    results: results[Symbol.iterator](),
    limit: results.length,
    slice: call.slice,
    session: call.session,
    transaction: call.transaction,
    close: () => undefined,
  };
  return await firstReply(call, source, size === undefined ? {} : { batchSize: Number(size) });
}
