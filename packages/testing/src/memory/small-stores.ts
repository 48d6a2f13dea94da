import type { Popularity } from "@scarlet/domain/catalog";
import type { IdempotencyStore, Log } from "@scarlet/domain/kernel";
import type { OrderNumbers } from "@scarlet/domain/orders";
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

/** Counts of reads in memory; they never fade. */
export function createMemoryPopularity(): Popularity {
  const counts = new Map<string, number>();
  return {
    seen: (productId) => void counts.set(productId, (counts.get(productId) ?? 0) + 1),
    top: async (limit) =>
      [...counts]
        .map(([productId, reads]) => ({ productId, reads }))
        .sort((a, b) => b.reads - a.reads)
        .slice(0, limit),
  };
}

/** Order numbers in memory, one after another. */
export function createMemoryOrderNumbers(db: MemoryDatabase): OrderNumbers {
  return {
    async next() {
      const figure = db.nextOrderNumber;
      db.nextOrderNumber += 1;
      return `SC-${figure}`;
    },
  };
}

export type LogLine = {
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  readonly fields: unknown;
};

/** A log that tests can read. */
export function createMemoryLog(): Log & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const write = (level: LogLine["level"]) => (fields: unknown, message: string) =>
    void lines.push({ level, message, fields });
  return { lines, info: write("info"), warn: write("warn"), error: write("error") };
}
