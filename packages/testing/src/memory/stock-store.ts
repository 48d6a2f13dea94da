import type {
  GroupCommit,
  GroupPlan,
  GroupRequest,
  GroupState,
  Holder,
  Movement,
  MovementView,
  StockRow,
} from "@scarlet/domain/inventory";
import { hideBuyer, RELEASES_AT_ONCE, skuNotFound } from "@scarlet/domain/inventory";
import { matchesTerms, searchTerms, searchTokens, temporarilyUnavailable } from "@scarlet/domain/kernel";
import type { Order, OrderStock } from "@scarlet/domain/orders";
import { type MemoryDatabase, openHolds, type Pause } from "./database.ts";
import { paginate } from "./paginate.ts";

const MAX_ATTEMPTS = 100;

type Snapshot = {
  readonly state: GroupState<Order>;
  readonly versions: ReadonlyMap<string, number>;
  /** Of each holder whose holds were read: how often they had been counted. */
  readonly guards: ReadonlyMap<string, number>;
};

const guardOf = ({ kind, key }: Holder) => `${kind} ${key}`;

/** The stock store in memory: optimistic transactions that conflict as MongoDB's do, and leave nothing when they fail. */
export function createMemoryStockStore(db: MemoryDatabase, pause: Pause = () => {}): OrderStock {
  return {
    async commitGroup(request, decide): Promise<GroupCommit> {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        await pause("stock: begin");
        const snapshot = read(db, request);
        await pause("stock: decide");
        const plan = decide(snapshot.state);
        if (isEmpty(plan)) return { productVersions: new Map() };
        await pause("stock: commit");
        if (conflicts(db, snapshot, plan)) continue;
        const productVersions = apply(db, snapshot, plan);
        await pause("stock: committed");
        return { productVersions };
      }
      throw temporarilyUnavailable(1);
    },

    async endedHolds(limit, skipHoldIds) {
      await pause("stock: ended holds");
      return structuredClone(endedHolds(db, skipHoldIds).slice(0, limit));
    },

    async listRows({ sku, q, lowStock, outOfStock, held, cursor, limit, hideBuyers }) {
      const rows = [...db.stock.values()]
        .filter((row) => sku === undefined || row.sku === sku)
        .filter((row) => q === undefined || q === "" || matchesSearch(db, row, q))
        .filter((row) => !lowStock || row.available <= row.lowStockAt)
        .filter((row) => !outOfStock || row.available === 0)
        .filter((row) => !held || row.reserved > 0)
        .sort((a, b) => (a.sku < b.sku ? -1 : 1));
      const { items, nextCursor } = paginate(rows, cursor, limit);
      return {
        items: items.map((row) => ({
          ...row,
          product: words(db, row),
          lastMovement: last(db, row.sku, hideBuyers),
        })),
        nextCursor,
      };
    },

    async listMovements({ sku, cursor, limit, hideBuyers }) {
      if (!db.stock.has(sku)) throw skuNotFound(sku);
      const ledger = db.movements.filter((movement) => movement.sku === sku).toReversed();
      return structuredClone(
        paginate(
          ledger.map((movement) => shown(db, movement, hideBuyers)),
          cursor,
          limit,
        ),
      );
    },

    async counts() {
      const rows = [...db.stock.values()];
      return {
        skus: rows.length,
        pieces: rows.reduce((sum, row) => sum + row.onHand, 0),
        lowStock: rows.filter((row) => row.available > 0 && row.available <= row.lowStockAt).length,
        outOfStock: rows.filter((row) => row.available === 0).length,
        held: rows.filter((row) => row.reserved > 0).length,
      };
    },
  };
}

function endedHolds(db: MemoryDatabase, without: readonly string[] = []): Order[] {
  const now = db.clock.read();
  const ended = openHolds(db).filter(
    ({ id, holdExpiresAt }) => holdExpiresAt <= now && !without.includes(id),
  );
  return ended.sort((a, b) => a.holdExpiresAt.getTime() - b.holdExpiresAt.getTime());
}

/** One state of the shop: rows of all products concerned, and the ended holds that reserve any of the SKUs asked for. */
function read(db: MemoryDatabase, request: GroupRequest): Snapshot {
  const now = db.clock.read();
  const productOf = (sku: string) => db.stock.get(sku)?.productId;
  const concerned = new Set(request.skus.map(productOf));
  const allEnded = endedHolds(db, request.skipHoldIds).filter((order) =>
    order.lines.some((line) => concerned.has(productOf(line.sku))),
  );
  const ended = allEnded.slice(0, RELEASES_AT_ONCE);
  for (const line of ended.flatMap((order) => order.lines)) concerned.add(productOf(line.sku));
  const found = <T>(ids: readonly string[], kept: ReadonlyMap<string, T>) =>
    new Map(ids.flatMap((id) => (kept.has(id) ? [[id, structuredClone(kept.get(id)) as T]] : [])));
  return {
    state: {
      now,
      rows: [...db.stock.values()].filter((row) => concerned.has(row.productId)),
      orders: found(request.orderIds, db.orders),
      ended: structuredClone(ended),
      endedLeft: ended.length < allEnded.length,
      remembered: found(request.intentIds, db.remembered),
      openHolds: structuredClone(
        openHolds(db).filter((order) => order.holdExpiresAt > now && holds(order, request)),
      ),
    },
    guards: new Map(
      (request.holders ?? []).map(guardOf).map((guard) => [guard, db.holdGuards.get(guard) ?? 0]),
    ),
    versions: new Map([...db.productVersions].filter(([id]) => concerned.has(id))),
  };
}

function holds({ ownerKey, heldFrom }: Order, { holders = [] }: GroupRequest): boolean {
  return holders.some(({ kind, key }) => key === (kind === "owner" ? ownerKey : heldFrom));
}

function isEmpty(plan: GroupPlan<Order>): boolean {
  return Object.values(plan).every((writes) => writes.length === 0);
}

/** Whether another transaction was quicker: then nothing may be written. */
function conflicts(db: MemoryDatabase, { versions, guards }: Snapshot, plan: GroupPlan<Order>): boolean {
  const moved = [...versions].some(([id, version]) => db.productVersions.get(id) !== version);
  const guarded = plan.changes.some((change) => {
    const row = db.stock.get(change.sku);
    return row?.version !== change.expectedVersion || row.available < change.minAvailable;
  });
  const overtaken = plan.orderUpdates.some((order) => db.orders.get(order.id)?.version !== order.version - 1);
  const known = plan.remember.some((record) => db.remembered.has(record.id));
  const counted = [...guards].some(([guard, raised]) => (db.holdGuards.get(guard) ?? 0) !== raised);
  return moved || guarded || overtaken || known || counted;
}

function apply(
  db: MemoryDatabase,
  { versions, guards }: Snapshot,
  plan: GroupPlan<Order>,
): Map<string, number> {
  for (const [guard, raised] of guards) db.holdGuards.set(guard, raised + 1);
  const known = new Set(db.movements.map(({ causeKey }) => causeKey));
  const twice = plan.movements.find(({ causeKey }) => known.has(causeKey));
  if (twice !== undefined) throw new Error(`the cause ${twice.causeKey} counts twice`);
  for (const change of plan.changes) {
    const row = db.stock.get(change.sku);
    if (row === undefined) continue;
    const [onHand, reserved] = [row.onHand + change.onHand, row.reserved + change.reserved];
    const version = row.version + change.movements;
    const available = row.available + change.available;
    db.stock.set(change.sku, { ...row, onHand, reserved, available, version });
  }
  db.movements.push(...structuredClone(plan.movements));
  for (const order of [...plan.orderInserts, ...plan.orderUpdates])
    db.orders.set(order.id, structuredClone(order));
  for (const record of plan.remember) db.remembered.set(record.id, structuredClone(record));
  const raised = new Map([...versions].map(([id, version]) => [id, version + 1]));
  for (const [id, version] of raised) db.productVersions.set(id, version);
  return raised;
}

function words(db: MemoryDatabase, row: { readonly sku: string; readonly productId: string }) {
  const product = db.products.get(row.productId);
  const form = product?.skus.find(({ sku }) => sku === row.sku);
  if (product === undefined || form === undefined) throw new Error(`${row.sku} belongs to no product`);
  return { title: product.title, slug: product.slug, options: form.options, art: form.art };
}

function last(db: MemoryDatabase, sku: string, hideBuyers = false): MovementView | null {
  const movement = db.movements.findLast((each) => each.sku === sku);
  return movement === undefined ? null : shown(db, movement, hideBuyers);
}

/** A movement without what only the store needs, with its order's number. */
function shown(db: MemoryDatabase, movement: Movement, hideBuyers = false): MovementView {
  const { productId: _, causeKey: __, ...stored } = movement;
  const order = db.orders.get(stored.orderId ?? "");
  const view = { ...stored, orderNumber: order?.number ?? null };
  return hideBuyers ? hideBuyer(view, order?.ownerKey) : view;
}

function matchesSearch(db: MemoryDatabase, row: StockRow, q: string): boolean {
  const terms = searchTerms(q) ?? [];
  const tokens = [...searchTokens(row.sku), ...searchTokens(words(db, row).title)];
  return row.sku.startsWith(q.toUpperCase()) || (terms.length > 0 && matchesTerms(tokens, terms));
}
