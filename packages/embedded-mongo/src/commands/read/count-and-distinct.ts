import { type Doc, encode, getField, isDoc, MAX_DOCUMENT_BYTES } from "../../bson/index.ts";
import { keyString } from "../../bson/key.ts";
import { arrayIndex } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { count, select } from "../../read/index.ts";
import { type Call, collationOf } from "../call.ts";
import type { Command } from "../command.ts";
import { notSupported } from "../options.ts";
import { selectionOf } from "./find.ts";

async function countCommand(call: Call): Promise<Doc> {
  const selection = selectionOf(call, { filter: "query" });
  const collection = call.findCollection(call.collectionName);
  if (!collection) return { n: 0 };
  const state = call.openState();
  try {
    return { n: await call.finish(count({ ...state, collection, slice: call.slice }, selection)) };
  } finally {
    state.close();
  }
}

/** The values at a path, with arrays on the way and at its end opened. */
function* valuesAt(value: unknown, parts: readonly string[], at = 0): Generator {
  const part = parts[at];
  if (part === undefined) {
    if (Array.isArray(value)) yield* value as unknown[];
    else if (value !== undefined) yield value;
  } else if (isDoc(value)) yield* valuesAt(getField(value, part), parts, at + 1);
  else if (Array.isArray(value)) {
    const index = arrayIndex(part);
    if (index !== undefined) yield* valuesAt(value[index], parts, at + 1);
    for (const item of value) if (isDoc(item)) yield* valuesAt(item, parts, at);
  }
}

async function distinct(call: Call): Promise<Doc> {
  const parts = call.options.requiredString("key").split(".");
  if (collationOf(call.options.get("collation"))) throw notSupported("a collation of distinct");
  const selection = selectionOf(call, { filter: "query" });
  const collection = call.findCollection(call.collectionName);
  const at = call.at ? { atClusterTime: call.at.time } : {};
  if (!collection) return { values: [], ...at };
  const state = call.openState();
  const found = new Map<string, unknown>();
  try {
    for (const match of select({ ...state, collection, slice: call.slice }, selection)) {
      if (match === null) await call.pause();
      else
        for (const value of valuesAt(match.doc, parts)) {
          const key = keyString(value);
          if (!found.has(key)) found.set(key, value);
        }
    }
  } finally {
    state.close();
  }
  const values = [...found.values()];
  if (encode({ values }).length > MAX_DOCUMENT_BYTES)
    throw new MongoError(17217, "distinct too big, 16mb cap");
  return { values, ...at };
}

export const COUNT: Command = {
  name: "count",
  fields: ["query", "limit", "skip", "hint", "collation", "fields"],
  reads: true,
  onSecondary: "optIn",
  run: countCommand,
};

export const DISTINCT: Command = {
  name: "distinct",
  fields: ["key", "query", "collation", "hint"],
  inTransaction: true,
  reads: true,
  atSnapshot: "reads",
  onSecondary: "optIn",
  run: distinct,
};
