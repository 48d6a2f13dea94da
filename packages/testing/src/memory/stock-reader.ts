import type { ProductStock, StockReader } from "@scarlet/domain/inventory";
import { type MemoryDatabase, openHolds, type Pause } from "./database.ts";

/** Reads stock in memory as one state: holds past their end count as free. */
export function createMemoryStockReader(db: MemoryDatabase, pause: Pause = () => {}): StockReader {
  return {
    async readStock(productIds) {
      await pause("stock: read");
      const known = productIds.filter((id) => db.productVersions.has(id));
      const answer = new Map(known.map((id) => [id, stockOf(db, id)]));
      await pause("stock: answer");
      return answer;
    },
  };
}

function stockOf(db: MemoryDatabase, productId: string): ProductStock {
  const now = db.clock.read();
  const lines = openHolds(db).flatMap((order) =>
    order.lines.map((line) => ({ ...line, endsAt: order.holdExpiresAt })),
  );
  const free = (sku: string) =>
    lines
      .filter((line) => line.sku === sku && line.endsAt <= now)
      .reduce((sum, line) => sum + line.quantity, 0);
  const ends = lines
    .filter((line) => line.productId === productId && line.endsAt > now)
    .map((line) => line.endsAt.getTime());
  const rows = [...db.stock.values()].filter((row) => row.productId === productId);
  return {
    productId,
    version: db.productVersions.get(productId) ?? 0,
    freeAt: ends.length > 0 ? new Date(Math.min(...ends)) : null,
    contentVersion: db.products.get(productId)?.contentVersion ?? 1,
    skus: rows.map((row) => ({ ...row, available: row.available + free(row.sku) })),
  };
}
