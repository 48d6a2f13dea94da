import type { IdempotencyStore } from "@scarlet/domain/kernel";
import { fromAnswerRecord } from "../inventory/index.ts";
import { batchedLookup, Field, type Mongo } from "../mongo/index.ts";

/** Stored answers of idempotency keys in MongoDB; a TTL index removes them after two days. */
export function createIdempotencyStore(mongo: Mongo): IdempotencyStore {
  const recordsOf = batchedLookup(async (keys: readonly string[]) => {
    const found = await mongo.prisma.orm.idempotency.where(Field.in("key", [...keys])).all();
    return new Map(found.map((record) => [record.key, record]));
  });
  return {
    async find(id) {
      const record = (await recordsOf([id])).get(id);
      return record === undefined ? null : fromAnswerRecord(record);
    },
  };
}
