import type { IdempotencyStore } from "@scarlet/domain/kernel";
import type { MemoryDatabase, Pause } from "./database.ts";

/** Remembered answers in memory. */
export function createMemoryIdempotencyStore(db: MemoryDatabase, pause: Pause = () => {}): IdempotencyStore {
  return {
    async find(id) {
      await pause("idempotency: find");
      return structuredClone(db.remembered.get(id) ?? null);
    },
  };
}
