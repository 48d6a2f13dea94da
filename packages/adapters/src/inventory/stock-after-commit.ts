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
  const ends = nextExpiry(group) ?? (await nextHoldExpiries(mongo, [...group.raised.productVersions.keys()]));
  return stockOf(group, ends, await contentVersionsAfter(mongo, group));
}

/** The same where nothing has to be read for it, as for nearly every group; undefined: something has to. */
export function knownStockAfterCommit<H extends Hold>(group: WrittenGroup<H>): ProductStock[] | undefined {
  const ends = nextExpiry(group);
  const contentVersions = knownContentVersions(group);
  if (ends === undefined || contentVersions.size < group.raised.productVersions.size) return undefined;
  return stockOf(group, ends, contentVersions);
}

function stockOf<H extends Hold>(
  { raised, plan }: WrittenGroup<H>,
  ends: ReadonlyMap<string, Date>,
  contentVersions: ReadonlyMap<string, number>,
): ProductStock[] {
  const { productVersions, state } = raised;
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

/** When the next hold of each product ends; undefined: it must be asked. */
function nextExpiry<H extends Hold>({
  raised,
  plan,
  holds,
}: WrittenGroup<H>): ReadonlyMap<string, Date> | undefined {
  const [productId, ...others] = raised.productVersions.keys();
  if (productId === undefined) return new Map();
  const next = others.length > 0 ? undefined : nextEndAfter(productId, raised.holds, plan, holds);
  if (next === undefined) return undefined;
  return next === null ? new Map() : new Map([[productId, next]]);
}

function knownContentVersions<H extends Hold>({
  raised,
  contentVersions,
}: WrittenGroup<H>): Map<string, number> {
  const versions = new Map<string, number>();
  for (const [id, version] of raised.productVersions) {
    const known = contentVersions.at(id, version);
    if (known !== undefined) versions.set(id, known);
  }
  return versions;
}

async function contentVersionsAfter<H extends Hold>(
  mongo: Mongo,
  group: WrittenGroup<H>,
): Promise<ReadonlyMap<string, number>> {
  const versions = knownContentVersions(group);
  const unknown = [...group.raised.productVersions.keys()].filter((id) => !versions.has(id));
  return new Map([...versions, ...(await contentVersionsOf(mongo, unknown))]);
}

function changed(row: StockRow, change: GroupPlan<Hold>["changes"][number] | undefined): StockRow {
  if (change === undefined) return row;
  const [onHand, reserved] = [row.onHand + change.onHand, row.reserved + change.reserved];
  return { ...row, onHand, reserved, available: onHand - reserved, version: row.version + change.movements };
}
