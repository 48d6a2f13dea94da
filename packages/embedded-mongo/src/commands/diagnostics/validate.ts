import { type Doc, decode, idOf } from "../../bson/index.ts";
import { type Collection, type Index, namespaceOf } from "../../catalog/index.ts";
import { MongoError } from "../../errors.ts";
import type { Reading } from "../../read/index.ts";
import type { Call, OpenState } from "../call.ts";
import type { Command } from "../command.ts";
import { notSupported } from "../options.ts";

const WHOLE_RANGE = { lower: undefined, upper: undefined };
const ERRORS_MAX = 20;

/** What a check of a collection found. */
interface Found {
  documents: number;
  /** How many entries each index should have. */
  readonly keys: Map<Index, number>;
  readonly errors: string[];
}

function checkDocument(
  view: Reading["view"],
  found: Found,
  { rid, body }: { rid: number; body: Uint8Array },
): void {
  const doc = decode(body);
  for (const [index, count] of found.keys) {
    const { keys } = index.keysOf(doc);
    found.keys.set(index, count + keys.length);
    for (const key of keys) {
      const upper = Buffer.concat([key, Uint8Array.of(0)]);
      const isThere = [...view.entries(index.number, { lower: key, upper })].some(
        (entry) => entry.rid === rid,
      );
      if (!isThere)
        found.errors.push(`the document with _id ${String(idOf(doc))} is missing in the index ${index.name}`);
    }
  }
}

async function check(call: Call, collection: Collection, { view, moment }: OpenState): Promise<Found> {
  const ready = collection.indexes.filter(({ readyAt }) => readyAt <= moment);
  const found: Found = { documents: 0, keys: new Map(ready.map((index) => [index, 0])), errors: [] };
  for (const rid of view.rids(collection.number)) {
    if (call.slice.isOver()) await call.pause();
    const body = view.get(collection.number, rid);
    if (body) checkDocument(view, found, { rid, body });
    found.documents += 1;
  }
  for (const [index, count] of found.keys) {
    const entries = view.countEntries(index.number, WHOLE_RANGE);
    if (entries !== count)
      found.errors.push(`the index ${index.name} has ${entries} entries in place of ${count}`);
  }
  return found;
}

/** Reads every document and looks it up in every index. */
async function validate(call: Call): Promise<Doc> {
  const collection = call.findCollection(call.collectionName);
  if (!collection)
    throw new MongoError(26, `Collection '${call.db}.${call.collectionName}' does not exist to validate.`);
  if (call.options.bool("repair")) throw notSupported("the option 'repair' of validate");
  const state = call.openState();
  try {
    const { documents, keys, errors } = await check(call, collection, state);
    return {
      ns: namespaceOf(collection),
      nrecords: documents,
      nIndexes: collection.indexes.length,
      keysPerIndex: Object.fromEntries([...keys].map(([{ name }, count]) => [name, count])),
      valid: errors.length === 0,
      errors: errors.slice(0, ERRORS_MAX),
    };
  } finally {
    state.close();
  }
}

export const VALIDATE: Command = {
  name: "validate",
  fields: ["full", "repair", "metadata", "checkBSONConformance"],
  onSecondary: "always",
  run: validate,
};
