import { type Db, type IndexDescriptionInfo, MongoServerError } from "mongodb";
import { z } from "zod";
import contractJson from "../generated/contract.json" with { type: "json" };

const NAMESPACE_NOT_FOUND = 26;

const indexSchema = z.object({
  keys: z.array(z.object({ field: z.string(), direction: z.union([z.literal(1), z.literal(-1)]) })),
  unique: z.boolean().default(false),
});

const contractSchema = z.object({
  storage: z.object({
    namespaces: z.record(
      z.string(),
      z.object({
        entries: z.object({
          collection: z.record(z.string(), z.object({ indexes: z.array(indexSchema).default([]) })),
        }),
      }),
    ),
  }),
});

type Expected = z.output<typeof indexSchema>;

/**
 * Which indexes of the contract are not in this database, each as `collection (field, field)`. A database that was never
 * migrated, or whose migrations went into another one, lacks all of them, and with them what keeps orders and keys unique.
 */
export async function missingIndexes(db: Db): Promise<readonly string[]> {
  const { namespaces } = contractSchema.parse(contractJson).storage;
  const collections = Object.values(namespaces).flatMap(({ entries }) => Object.entries(entries.collection));
  const missing = await Promise.all(
    collections.map(async ([name, { indexes }]) => {
      const present = indexes.length === 0 ? [] : await indexesOf(db, name);
      return indexes.filter((wanted) => !present.some((index) => isSame(index, wanted))).map(told(name));
    }),
  );
  return missing.flat();
}

async function indexesOf(db: Db, collection: string): Promise<readonly IndexDescriptionInfo[]> {
  try {
    return await db.collection(collection).indexes();
  } catch (error) {
    if (error instanceof MongoServerError && error.code === NAMESPACE_NOT_FOUND) return [];
    throw error;
  }
}

function isSame(index: IndexDescriptionInfo, { keys, unique }: Expected): boolean {
  const fields = Object.entries(index.key);
  return (
    (index.unique ?? false) === unique &&
    fields.length === keys.length &&
    keys.every(({ field, direction }, at) => fields[at]?.[0] === field && fields[at]?.[1] === direction)
  );
}

function told(collection: string): (index: Expected) => string {
  return ({ keys }) => `${collection} (${keys.map(({ field }) => field).join(", ")})`;
}
