import type { GroupPlan, Hold, ProductStock, StockRow } from "@scarlet/domain/inventory";
import type { Mongo } from "../mongo/index.ts";
import type { ContentVersionCache } from "./content-version-cache.ts";
import { contentVersionsOf } from "./content-versions.ts";
import type { Raised } from "./group-state.ts";
import type { HoldRecords } from "./hold-records.ts";
import { nextEndAfter } from "./hold-snapshot.ts";
import { nextHoldExpiries } from "./next-hold-expiry.ts";

type WrittenGroup<H extends Hold> = {
  readonly raised: Raised<H>;
  readonly plan: GroupPlan<H>;
  readonly holds: HoldRecords<H>;
  readonly contentVersions: ContentVersionCache;
};

/**
 * The stock of every product that a transaction touched, computed from what it read and wrote: what the cache is given
 * once it is committed. Runs inside the transaction, after its writes. Products with an ended hold that was not released
 * are left out: their figures need another read.
 */
export async function stockAfterCommit<H extends Hold>(
  mongo: Mongo,
  group: WrittenGroup<H>,
): Promise<ProductStock[]> {
  const { raised, plan } = group;
  const { productVersions, state } = raised;
  const ends = await nextExpiries(mongo, group);
  const contentVersions = await contentVersionsAfter(mongo, group);
  const changes = new Map(plan.changes.map((change) => [change.sku, change]));
  const rows = Map.groupBy(
    state.rows.map((row) => changed(row, changes.get(row.sku))),
    (row) => row.productId,
  );
  return [...productVersions].flatMap(([productId, version]) => {
    const freeAt = ends.get(productId) ?? null;
    if (freeAt !== null && freeAt <= state.now) return [];
    const contentVersion = contentVersions.get(productId) ?? 0;
    return [{ productId, version, freeAt, contentVersion, skus: rows.get(productId) ?? [] }];
  });
}

async function nextExpiries<H extends Hold>(
  mongo: Mongo,
  { raised, plan, holds }: WrittenGroup<H>,
): Promise<ReadonlyMap<string, Date>> {
  const [productId, ...others] = raised.productVersions.keys();
  if (productId === undefined) return new Map();
  const next = others.length > 0 ? undefined : nextEndAfter(productId, raised.holds, plan, holds);
  if (next === undefined) return nextHoldExpiries(mongo, [productId, ...others]);
  return next === null ? new Map() : new Map([[productId, next]]);
}

async function contentVersionsAfter<H extends Hold>(
  mongo: Mongo,
  { raised, contentVersions }: WrittenGroup<H>,
): Promise<ReadonlyMap<string, number>> {
  const versions = new Map<string, number>();
  for (const [id, version] of raised.productVersions) {
    const known = contentVersions.at(id, version);
    if (known !== undefined) versions.set(id, known);
  }
  const unknown = [...raised.productVersions.keys()].filter((id) => !versions.has(id));
  return new Map([...versions, ...(await contentVersionsOf(mongo, unknown))]);
}

function changed(row: StockRow, change: GroupPlan<Hold>["changes"][number] | undefined): StockRow {
  if (change === undefined) return row;
  const [onHand, reserved] = [row.onHand + change.onHand, row.reserved + change.reserved];
  return { ...row, onHand, reserved, available: onHand - reserved, version: row.version + change.movements };
}
