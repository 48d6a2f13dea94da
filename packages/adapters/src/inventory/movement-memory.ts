import type { MovementView, StockRow } from "@scarlet/domain/inventory";
import { LRUCache } from "lru-cache";

/** Each has some 400 bytes. */
const MAX_MOVEMENTS = 10_000;
/** A database that went back to an older state may go on with other movements of the same numbers. */
const MAX_AGE_MS = 60_000;

/** A movement as the ledger has it, without what is told of its order. */
export type KnownMovement = Omit<MovementView, "orderNumber">;

/** The movements that rows were last moved by, as far as this process has read them. */
export type MovementMemory = {
  /** The row's last movement; undefined when it is not known. */
  of(row: Pick<StockRow, "sku" | "version">): KnownMovement | undefined;
  remember(movements: readonly KnownMovement[]): void;
};

/**
 * A movement is never changed, and a row's version is the number of its last one: so what was read once is not read again
 * for each look at a list.
 */
export function createMovementMemory(): MovementMemory {
  const known = new LRUCache<string, KnownMovement>({ max: MAX_MOVEMENTS, ttl: MAX_AGE_MS });
  const nameOf = ({ sku, version }: Pick<StockRow, "sku" | "version">) => `${sku} ${version}`;
  return {
    of: (row) => known.get(nameOf(row)),
    remember(movements) {
      for (const movement of movements) known.set(nameOf(movement), movement);
    },
  };
}
