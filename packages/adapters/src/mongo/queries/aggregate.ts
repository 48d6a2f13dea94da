import type { Mongo } from "../connection/connect.ts";

type Collection = Parameters<Mongo["prisma"]["raw"]["collection"]>[0];

/** Runs an aggregation pipeline through Prisma: its collection API has no sums and counts. */
export async function aggregate<Row>(
  mongo: Mongo,
  collection: Collection,
  pipeline: readonly Record<string, unknown>[],
): Promise<Row[]> {
  const runtime = await mongo.prisma.runtime();
  return runtime.query(mongo.prisma.raw.collection(collection).aggregate<Row>(pipeline).build());
}
