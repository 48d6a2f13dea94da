import type { GroupPlan, Hold, ProductStock, StockRow } from "@scarlet/domain/inventory";
import type { Mongo } from "../mongo/index.ts";
import type { ContentVersionCache } from "./content-version-cache.ts";
import { contentVersionsOf } from "./content-versions.ts";
import type { Raised } from "./group-state.ts";
import { nextEndAfter } from "./hold-snapshot.ts";
import type { HoldRecords } from "./holds.ts";
import { nearestEnds } from "./nearest-ends.ts";

type Left<H extends Hold> = {
  readonly raised: Raised<H>;
  readonly plan: GroupPlan<H>;
  readonly holds: HoldRecords<H>;
  readonly contentVersions: ContentVersionCache;
};

/**
 * Inside a transaction, after its writes: the stock of every product it touched, as this transaction itself read and
 * wrote it. Products with a hold that has ended and was not released are left out: their figures need another read.
 */
export async function stockLeft<H extends Hold>(mongo: Mongo, left: Left<H>): Promise<ProductStock[]> {
  const { raised, plan } = left;
  const { productVersions, state } = raised;
  const ends = await endsAfter(mongo, left);
  const contentVersions = await contentVersionsAfter(mongo, left);
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

async function endsAfter<H extends Hold>(
  mongo: Mongo,
  { raised, plan, holds }: Left<H>,
): Promise<ReadonlyMap<string, Date>> {
  const [productId, ...others] = raised.productVersions.keys();
  if (productId === undefined) return new Map();
  const next = others.length > 0 ? undefined : nextEndAfter(productId, raised.holds, plan, holds);
  if (next === undefined) return nearestEnds(mongo, [productId, ...others]);
  return next === null ? new Map() : new Map([[productId, next]]);
}

async function contentVersionsAfter<H extends Hold>(
  mongo: Mongo,
  { raised, contentVersions }: Left<H>,
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
