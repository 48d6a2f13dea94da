import { type HolderView, matchesSearch, type Order, type OrderStore } from "@scarlet/domain/orders";
import type { MemoryDatabase, Pause } from "./database.ts";
import { createMemoryHousekeepingQueries } from "./housekeeping-queries.ts";
import { paginate } from "./paginate.ts";

/** Orders in memory. */
export function createMemoryOrderStore(db: MemoryDatabase, pause: Pause = () => {}): OrderStore {
  return {
    async findById(id) {
      await pause("orders: find");
      return structuredClone(db.orders.get(id) ?? null);
    },

    async list({ status, q, ownerKey, byNumberOnly = false, cursor, limit }) {
      const matches = [...db.orders.values()]
        .filter((order) => status === undefined || order.status === status)
        .filter((order) => ownerKey === undefined || order.ownerKey === ownerKey)
        .filter((order) => q === undefined || q === "" || matchesSearch(order, q, { byNumberOnly }))
        .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1));
      return structuredClone(paginate(matches, cursor, limit));
    },

    holders: (now, limit) => Promise.resolve(holdersAt(db, now, limit)),

    async replace(order) {
      await pause("orders: replace");
      if (db.orders.get(order.id)?.version !== order.version - 1) return false;
      db.orders.set(order.id, structuredClone(order));
      await pause("orders: replaced");
      return true;
    },

    ...createMemoryHousekeepingQueries(db),

    async mailsSent(mail, orders) {
      await pause("orders: mails sent");
      for (const { id, version } of orders) {
        const order = db.orders.get(id);
        if (order?.version !== version) continue;
        db.orders.set(id, { ...order, mailsDue: order.mailsDue.filter((due) => due !== mail) });
      }
    },

    async reassign(fromOwnerKey, toOwnerKey) {
      for (const order of db.orders.values()) {
        if (order.ownerKey !== fromOwnerKey) continue;
        db.orders.set(order.id, { ...order, ownerKey: toOwnerKey, version: order.version + 1 });
      }
    },
  };
}

function most(
  kind: HolderView["kind"],
  held: ReadonlyMap<string, readonly Order[]>,
  limit: number,
): HolderView[] {
  const holders = [...held].map(([key, orders]) => ({
    kind,
    key,
    who: kind === "address" ? key : (orders.find(({ email }) => email !== null)?.email ?? "Guest"),
    holds: orders.length,
    pieces: orders.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0),
    endsAt: new Date(Math.max(...orders.map(({ holdExpiresAt }) => holdExpiresAt.getTime()))),
    orders: orders
      .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1))
      .map(({ id, number }) => ({ id, number })),
  }));
  return holders.sort((a, b) => b.pieces - a.pieces || (a.key < b.key ? -1 : 1)).slice(0, limit);
}

function holdersAt(db: MemoryDatabase, now: Date, limit: number): HolderView[] {
  const open = [...db.orders.values()].filter(
    ({ status, holdExpiresAt }) => status === "pending" && holdExpiresAt > now,
  );
  const owners = Map.groupBy(open, ({ ownerKey }) => ownerKey);
  const addresses = Map.groupBy(
    open.filter(({ heldFrom }) => heldFrom !== null),
    ({ heldFrom }) => heldFrom ?? "",
  );
  return [...most("owner", owners, limit), ...most("address", addresses, limit)];
}
