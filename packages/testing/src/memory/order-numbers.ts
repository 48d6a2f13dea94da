import type { OrderNumbers } from "@scarlet/domain/orders";
import type { MemoryDatabase } from "./database.ts";

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
