import type { IdempotencyStore } from "@scarlet/domain/kernel";
import { fromAnswerRecord } from "../inventory/index.ts";
import type { Mongo } from "../mongo/index.ts";

/** Remembered answers in MongoDB; an index lets them go after two days. */
export function createIdempotencyStore(mongo: Mongo): IdempotencyStore {
  return {
    async find(id) {
      const record = await mongo.prisma.orm.idempotency.where({ key: id }).first();
      return record && fromAnswerRecord(record);
    },
  };
}
