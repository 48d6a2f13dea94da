import { type Db, type Document, ObjectId } from "mongodb";
import { batchedLookup } from "./batched-lookup.ts";

/** Documents that have one of these values in a field with an index; ids are text. */
export type Lookup = { readonly from: string; readonly field: string; readonly values: readonly string[] };

/** Looks documents up by the driver, together with whatever else is looked up in this turn of the event loop. */
export type GatheredLookups = (lookup: Lookup) => Promise<readonly Document[]>;

/** More than a crowd asks for, so that all comes in one answer. */
const BATCH_SIZE = 10_000;

/**
 * Lookups by key in several collections, sent to the database as one command: whoever asks for a remembered answer and a
 * product in the same turn sends one. As fresh as `batchedLookup`, and outside of any transaction of those who ask.
 */
export function createGatheredLookups(db: Db): GatheredLookups {
  const read = batchedLookup((keys: readonly string[]) => readKeys(db, keys));
  return async ({ from, field, values }) => {
    const keys = values.map((value) => keyOf({ from, field, value }));
    const found = await read(keys);
    return [...new Set(keys.flatMap((key) => found.get(key) ?? []))];
  };
}

type Question = { readonly from: string; readonly field: string; readonly value: string };

function keyOf({ from, field, value }: Question): string {
  return JSON.stringify([from, field, value]);
}

function questionOf(key: string): Question {
  const [from, field, value] = JSON.parse(key) as [string, string, string];
  return { from, field, value };
}

async function readKeys(db: Db, keys: readonly string[]): Promise<Map<string, Document[]>> {
  const groups = [...Map.groupBy(keys.map(questionOf), ({ from, field }) => `${from} ${field}`).values()];
  const found = new Map<string, Document[]>(keys.map((key) => [key, []]));
  const [first, ...others] = groups.map(stagesOf);
  if (first === undefined) return found;
  const pipeline = [
    ...first.stages,
    ...others.map(({ from: coll, stages }) => ({ $unionWith: { coll, pipeline: stages } })),
  ];
  const docs = db.collection(first.from).aggregate(pipeline, { batchSize: BATCH_SIZE });
  for (const { place, doc } of await docs.toArray()) {
    const [{ from, field } = { from: "", field: "" }] = groups[Number(place)] ?? [];
    for (const value of [(doc as Document)[field]].flat())
      found.get(keyOf({ from, field, value: String(value) }))?.push(doc as Document);
  }
  return found;
}

function stagesOf(group: readonly Question[], place: number): { from: string; stages: Document[] } {
  const [{ from, field } = { from: "", field: "" }] = group;
  const values = group.map(({ value }) => (field === "_id" ? new ObjectId(value) : value));
  return {
    from,
    stages: [
      { $match: { [field]: { $in: values } } },
      { $replaceWith: { place: { $literal: place }, doc: "$$ROOT" } },
    ],
  };
}
