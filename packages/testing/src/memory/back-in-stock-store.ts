import {
  type BackInStockRequest,
  type BackInStockStore,
  MAX_REQUESTS_PER_ADDRESS,
  MAX_REQUESTS_PER_SKU,
  piecesToTell,
  type Shelf,
  toldAfter,
  tooManyWaiting,
} from "@scarlet/domain/back-in-stock";
import type { MemoryDatabase, Pause } from "./database.ts";
import { outboxMail } from "./outbox.ts";

/** Who wants to be told when a SKU is back, in memory. */
export function createMemoryBackInStockStore(db: MemoryDatabase, pause: Pause = () => {}): BackInStockStore {
  const requests = db.backInStockRequests;
  const lineOf = (sku: string) => inOrder([...requests.values()].filter((request) => request.sku === sku));
  return {
    async add(request) {
      if (lineOf(request.sku).length >= MAX_REQUESTS_PER_SKU) throw tooManyWaiting();
      if (lineOf(request.sku).some(({ address }) => address === request.address)) return;
      requests.set(request.id, { ...request });
      const own = inOrder([...requests.values()].filter(({ address }) => address === request.address));
      for (const { id } of own.slice(0, -MAX_REQUESTS_PER_ADDRESS)) requests.delete(id);
    },
    async remove(id) {
      requests.delete(id);
    },
    async forget(address) {
      for (const [id, request] of requests) if (request.address === address) requests.delete(id);
    },
    countOf: async (sku) => lineOf(sku).length,
    async skusAfter(after, limit) {
      const skus = [...new Set([...requests.values()].map(({ sku }) => sku))].sort();
      return skus.filter((sku) => sku > (after ?? "")).slice(0, limit);
    },
    buyable: async (skus) =>
      [...new Set(skus)]
        .filter((sku) => lineOf(sku).length > 0 && (db.stock.get(sku)?.available ?? 0) > 0)
        .sort(),
    async tellNext(sku, write) {
      for (;;) {
        const before = db.backInStockTold.get(sku);
        const shelf = shelfOf(db, sku);
        const stockVersion = db.stock.get(sku)?.version ?? 0;
        const next = lineOf(sku).slice(0, piecesToTell(shelf));
        await pause("back in stock: decided");
        // As a transaction would conflict: with another one that tells, and with a request that was taken away.
        if (db.backInStockTold.get(sku) !== before || next.some(({ id }) => !requests.has(id))) continue;
        if (next.length === 0) return 0;
        const left = [...requests.values()].filter((request) => !next.includes(request));
        const waiting = new Set(left.map(({ address }) => address));
        // All are written before anything changes: one that cannot be written undoes the others.
        const mails = next.map((request) => write(request, waiting.has(request.address)));
        for (const { id } of next) requests.delete(id);
        for (const mail of mails)
          db.mails.set(mail.key, outboxMail(mail, { at: shelf.now, delivers: false }));
        db.backInStockTold.set(sku, toldAfter(shelf, next.length, stockVersion));
        await pause("back in stock: told");
        return next.length;
      }
    },
  };
}

function inOrder(requests: readonly BackInStockRequest[]): BackInStockRequest[] {
  return requests.toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
}

function shelfOf(db: MemoryDatabase, sku: string): Shelf {
  const told = db.backInStockTold.get(sku) ?? null;
  const since = db.movements.filter(
    (movement) =>
      movement.sku === sku && movement.version > (told?.stockVersion ?? 0) && movement.kind !== "sale",
  );
  return {
    available: db.stock.get(sku)?.available ?? 0,
    told,
    taken:
      told === null
        ? 0
        : since.reduce((sum, { delta }) => sum + delta.reserved + Math.max(0, -delta.onHand), 0),
    now: db.clock.read(),
  };
}
