import type { Mongo } from "./connect.ts";

type Collection = Parameters<Mongo["prisma"]["raw"]["collection"]>[0];

/** Runs a pipeline through Prisma: sums and counts, for which its collections have no words. */
export async function aggregate<Row>(
  mongo: Mongo,
  collection: Collection,
  pipeline: readonly Record<string, unknown>[],
): Promise<Row[]> {
  const runtime = await mongo.prisma.runtime();
  return runtime.query(mongo.prisma.raw.collection(collection).aggregate<Row>(pipeline).build());
}
