import { PROBE_AGES_MS, type ProbeAge, type ProductStock, type StockReader } from "@scarlet/domain/inventory";
import type { Log } from "@scarlet/domain/kernel";
import { ObjectId } from "mongodb";
import { LINEARIZABLE, type Mongo } from "../../mongo/index.ts";

/** Tells the auditor which products changed lately. The ledger is asked until the database tells of changes by itself. */
export interface ChangedProducts {
  /** At most `limit` products, the most interesting ones. */
  lately(limit: number): Promise<readonly string[]>;
}

export type AuditorParts = {
  readonly mongo: Mongo;
  /** The path that shoppers read by. */
  readonly reader: StockReader;
  readonly changed: ChangedProducts;
  readonly log: Log;
  readonly probed: (afterMs: ProbeAge, stale: boolean) => void;
  /** Does something so much later. */
  readonly later: (afterMs: number, what: () => Promise<void>) => void;
  readonly random?: () => number;
};

const LOOKED_AT = 50;
const EVERY_MS = 2_000;

/** The newest movements of the ledger name the products that changed last. */
export function ledgerFeed(mongo: Mongo): ChangedProducts {
  return {
    async lately(limit) {
      const rows = await mongo.prisma.orm.stock_movements
        .orderBy({ _id: -1 })
        .limit(limit)
        .select("productId")
        .all();
      return [...new Set(rows.map(({ productId }) => productId))];
    },
  };
}

/**
 * Asks what shoppers ask, right after the database named the version that is committed, and again later: anything older
 * is a broken promise, at whatever age.
 */
export async function probe(parts: AuditorParts): Promise<void> {
  const ids = await parts.changed.lately(LOOKED_AT);
  const id = ids[Math.floor((parts.random ?? Math.random)() * ids.length)];
  if (id === undefined) return;
  const versions = parts.mongo.db.collection<{ _id: ObjectId; version: number }>("product_stock");
  const committed = await versions.findOne(
    { _id: new ObjectId(id) },
    { ...LINEARIZABLE, projection: { version: 1 } },
  );
  if (committed === null) return;
  const [atOnce, ...later] = PROBE_AGES_MS;
  for (const afterMs of later) parts.later(afterMs, () => ask(parts, id, { ...committed, afterMs }));
  await ask(parts, id, { ...committed, afterMs: atOnce });
}

type Known = { readonly version: number; readonly afterMs: ProbeAge };

async function ask(parts: AuditorParts, id: string, { version, afterMs }: Known): Promise<void> {
  const told: ProductStock | undefined = (await parts.reader.readStock([id], { uncounted: true })).get(id);
  if (told === undefined) return;
  const isStale = told.version < version;
  parts.probed(afterMs, isStale);
  if (isStale)
    parts.log.error(
      { productId: id, told: told.version, committed: version, afterMs },
      "the auditor was told stock older than a committed change",
    );
}

/** Probes every two seconds until it is stopped. A database that does not answer costs a probe, nothing else. */
export function startAuditor(parts: Omit<AuditorParts, "later">): { stop(): Promise<void> } {
  const running = new Set<Promise<void>>();
  const waiting = new Set<NodeJS.Timeout>();
  const run = (what: () => Promise<void>): void => {
    const doing = what()
      .catch((error: unknown) => parts.log.warn({ err: error }, "the cache's auditor could not probe"))
      .finally(() => running.delete(doing));
    running.add(doing);
  };
  const later: AuditorParts["later"] = (afterMs, what) => {
    const timer = setTimeout(() => {
      waiting.delete(timer);
      run(what);
    }, afterMs);
    waiting.add(timer);
  };
  const timer = setInterval(() => run(() => probe({ ...parts, later })), EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      for (const each of waiting) clearTimeout(each);
      waiting.clear();
      // A probe that was under way may have asked for later ones.
      await Promise.all(running);
      for (const each of waiting) clearTimeout(each);
    },
  };
}
