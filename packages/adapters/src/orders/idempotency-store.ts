import type { IdempotencyStore } from "@scarlet/domain/kernel";
import { fromAnswerRecord } from "../inventory/index.ts";
import { type Mongo, recordOfRaw } from "../mongo/index.ts";

/** Stored answers of idempotency keys in MongoDB; a TTL index removes them after two days. */
export function createIdempotencyStore(mongo: Mongo): IdempotencyStore {
  return {
    async find(id) {
      const [found] = await mongo.lookUp({ from: "idempotency", field: "key", values: [id] });
      return found === undefined ? null : fromAnswerRecord(recordOfRaw<"IdempotencyAnswer">(found));
    },
  };
}
