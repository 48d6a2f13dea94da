import type { ListGenerations } from "@scarlet/domain/catalog";
import { createListGenerations, createStockReader } from "../../src/inventory/index.ts";
import type { Mongo } from "../../src/mongo/index.ts";
import { NO_FENCE } from "./no-fence.ts";

/** Generations as the database tells them, told as if a cache had known them. */
export function knownGenerations(mongo: Mongo): ListGenerations {
  const source = createStockReader(mongo);
  const reader: typeof source = {
    readStock(ids, options) {
      options?.onOutcome?.("hit");
      return source.readStock(ids);
    },
  };
  return createListGenerations({ mongo, reader, fence: NO_FENCE });
}
