import type { Flow, Output } from "../../aggregate/index.ts";
import { describe } from "../../bson/describe.ts";
import { bsonEquals, type Doc, encode, getDotted, getField, idOf, isDoc } from "../../bson/index.ts";
import { assertValid, type Collection, namespaceOf } from "../../catalog/index.ts";
import { MongoError } from "../../errors.ts";
import { compileExpression } from "../../expression/index.ts";
import { compileFilter } from "../../query/index.ts";
import type { Match } from "../../read/index.ts";
import { compileUpdate } from "../../update/index.ts";
import { normalized } from "../../write/index.ts";
import type { Call } from "../call.ts";
import { assertPrimary } from "../replication/elections.ts";
import { changeFirst } from "./find-for-update.ts";
import { collectionToWrite, retryWhileLocked } from "./statements.ts";

type Merge = Extract<Output, { kind: "merge" }>;

async function writeDoc(call: Call, collection: Collection, given: Doc): Promise<void> {
  const doc = normalized(given, () => call.server.clock.next());
  if (!call.options.bool("bypassDocumentValidation")) assertValid(collection, doc);
  await retryWhileLocked(call, () => call.writer().insert(collection, { doc, body: encode(doc) }));
}

/** `$out`: the documents are written aside and take the target's place when all are there. */
async function replaceCollection(
  call: Call,
  into: { db: string; collection: string },
  flow: Flow,
): Promise<void> {
  const { catalog } = call.server;
  const target = catalog.find(into.db, into.collection);
  if (target?.options.capped)
    throw new MongoError(17152, `namespace '${namespaceOf(target)}' is capped so it can't be used for $out`);
  const aside = catalog.prepare({
    db: into.db,
    name: `tmp.out.${catalog.nextNumber()}`,
    options: target?.options ?? {},
  });
  for (const index of target?.indexes.slice(1) ?? []) catalog.addIndex(aside, index.spec, 0);
  catalog.register(aside);
  try {
    for (const doc of flow) {
      if (doc === null) await call.pause();
      else await writeDoc(call, aside, doc);
    }
    const current = catalog.find(into.db, into.collection);
    if (current) catalog.drop(current);
    catalog.rename(aside, { db: into.db, name: into.collection });
  } catch (error) {
    if (!aside.dropped) catalog.drop(aside);
    throw error;
  }
}

function assertUniqueOn(collection: Collection | undefined, on: readonly string[]): void {
  const isId = on.length === 1 && on[0] === "_id";
  const wanted = [...on].sort().join();
  const covered = collection?.indexes.some((index) => {
    return (
      index.unique &&
      !index.partial &&
      index.fields
        .map(({ path }) => path)
        .sort()
        .join() === wanted
    );
  });
  if (!isId && !covered)
    throw new MongoError(51183, "Cannot find index to verify that join fields will be unique");
}

function filterOf(doc: Doc, { on }: Merge): Doc {
  return Object.fromEntries(
    on.map((path) => {
      const value = getDotted(doc, path);
      if (value === undefined || value === null || Array.isArray(value))
        throw new MongoError(
          51132,
          `$merge write error: 'on' field '${path}' cannot be missing, null, undefined or an array`,
        );
      return [path, { $eq: value }];
    }),
  );
}

function mergedDoc(call: Call, merge: Merge, { doc, existing }: { doc: Doc; existing: Doc }): Doc {
  const { whenMatched } = merge;
  const env = { now: call.now };
  if (whenMatched === "fail")
    throw new MongoError(
      11000,
      `$merge failed due to a DuplicateKey error: ${namespaceText(merge)} has a document with _id ${describe(idOf(existing))} already`,
      { details: { keyPattern: { _id: 1 }, keyValue: { _id: idOf(existing) } } },
    );
  if (whenMatched === "replace") return compileUpdate(doc, env).apply(existing);
  if (whenMatched === "merge") {
    const { _id, ...rest } = doc;
    if (_id !== undefined && !merge.on.includes("_id") && !bsonEquals(_id, idOf(existing)))
      throw new MongoError(
        66,
        "$merge failed to update the matching document, did you attempt to modify the _id or the shard key?",
      );
    return { ...existing, ...rest };
  }
  if (whenMatched === "keepExisting") return existing;
  const definitions = isDoc(merge.let) ? merge.let : {};
  // The expressions of `let` look at the document that is merged, not at the one it meets.
  const variables = Object.entries(definitions).map(
    ([name, value]) => [name, compileExpression(value, env)(doc) ?? null] as const,
  );
  return compileUpdate(whenMatched, {
    ...env,
    variables: { ...Object.fromEntries(variables), new: doc },
  }).apply(existing);
}

function namespaceText({ into }: Merge): string {
  return `${into.db}.${into.collection}`;
}

async function mergeDoc(call: Call, merge: Merge, given: Doc): Promise<void> {
  const collection = collectionToWrite(call, merge.into.collection, merge.into.db);
  const doc =
    getField(given, "_id") === undefined && merge.on.includes("_id")
      ? normalized(given, () => call.server.clock.next())
      : given;
  const filterDoc = filterOf(doc, merge);
  const writer = call.writer();
  const scan = {
    call,
    collection,
    writer,
    selection: { filter: compileFilter(filterDoc, { now: call.now }), filterDoc },
  };
  const change = (match: Match): boolean => {
    const after = mergedDoc(call, merge, { doc, existing: match.doc });
    if (after === match.doc) return true;
    if (!call.options.bool("bypassDocumentValidation")) assertValid(collection, after, match.doc);
    writer.replace(collection, match, { doc: after, body: encode(after) });
    return true;
  };
  if (await retryWhileLocked(call, () => changeFirst(scan, change))) return;
  if (merge.whenNotMatched === "fail")
    throw new MongoError(
      13113,
      "$merge could not find a matching document in the target collection for at least one document in the source collection",
    );
  if (merge.whenNotMatched === "insert") await writeDoc(call, collection, doc);
}

/** Writes the documents of a pipeline that ends in `$out` or `$merge`; durable when this is done. */
export async function writeOutput(call: Call, output: Output, flow: Flow): Promise<void> {
  assertPrimary(call);
  if (output.kind === "out") await replaceCollection(call, output.into, flow);
  else {
    assertUniqueOn(call.findCollection(output.into.collection, output.into.db), output.on);
    for (const doc of flow) {
      if (doc === null || call.slice.isOver()) await call.pause();
      if (doc !== null) await mergeDoc(call, output, doc);
    }
  }
  await call.durable();
}
