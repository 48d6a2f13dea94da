import { type Drift, type LedgerStore, SALE_LOOK_BACK } from "@scarlet/domain/inventory";
import { type MemoryDatabase, openHolds } from "./database.ts";

/** The ledger in memory. */
export function createMemoryLedgerStore(db: MemoryDatabase): LedgerStore {
  return {
    async latestMovements(limit) {
      const latest = db.movements.slice(-limit).toReversed();
      return structuredClone(
        latest.map(({ sku, productId, version, kind, before, after, at }) => ({
          sku,
          productId,
          version,
          kind,
          before,
          after,
          at,
        })),
      );
    },

    async lastSaleOf(sku) {
      const last = db.movements.filter((movement) => movement.sku === sku).slice(-SALE_LOOK_BACK);
      return last.findLast(({ kind }) => kind === "sale")?.at ?? null;
    },

    async skusAfter(after, limit) {
      const skus = [...db.stock.keys()].sort();
      return skus.filter((sku) => after === null || sku > after).slice(0, limit);
    },

    async accounts(skus, tail) {
      const held = heldPieces(db);
      return structuredClone(
        skus.flatMap((sku) => {
          const row = db.stock.get(sku);
          if (row === undefined) return [];
          const ledger = db.movements.filter((movement) => movement.sku === sku);
          ledger.sort((a, b) => a.version - b.version);
          const lines = tail === undefined ? ledger : ledger.slice(-tail);
          return [{ row, lines, whole: lines.length === ledger.length, held: held.get(sku) ?? 0 }];
        }),
      );
    },

    async withoutRow() {
      const named = new Set([...db.movements.map(({ sku }) => sku), ...heldPieces(db).keys()]);
      return [...named].filter((sku) => !db.stock.has(sku)).sort();
    },

    async note(findings, at) {
      for (const [sku, faults] of findings) {
        if (faults.length === 0) db.drifts.delete(sku);
        else
          db.drifts.set(sku, {
            sku,
            faults: [...faults],
            since: db.drifts.get(sku)?.since ?? at,
            seenAt: at,
          });
      }
    },

    async drifts() {
      const byAge = (a: Drift, b: Drift) => a.since.getTime() - b.since.getTime() || (a.sku < b.sku ? -1 : 1);
      return structuredClone([...db.drifts.values()].sort(byAge));
    },
  };
}

function heldPieces(db: MemoryDatabase): Map<string, number> {
  const held = new Map<string, number>();
  for (const { sku, quantity } of openHolds(db).flatMap(({ lines }) => lines))
    held.set(sku, (held.get(sku) ?? 0) + quantity);
  return held;
}
