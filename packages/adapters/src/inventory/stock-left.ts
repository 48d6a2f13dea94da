import type { GroupPlan, GroupState, Hold, ProductStock, StockRow } from "@scarlet/domain/inventory";
import type { Mongo } from "../mongo/index.ts";
import { contentVersionsOf } from "./content-versions.ts";
import { nearestEnds } from "./nearest-ends.ts";

type Left<H extends Hold> = {
  readonly state: GroupState<H>;
  readonly plan: GroupPlan<H>;
  readonly productVersions: ReadonlyMap<string, number>;
  readonly now: Date;
};

/**
 * Inside a transaction, after its writes: the stock of every product it touched, as this transaction itself read and
 * wrote it. Products with a hold that has ended and was not released are left out: their figures need another read.
 */
export async function stockLeft<H extends Hold>(
  mongo: Mongo,
  { state, plan, productVersions, now }: Left<H>,
): Promise<ProductStock[]> {
  const ids = [...productVersions.keys()];
  const ends = await nearestEnds(mongo, ids);
  const contentVersions = await contentVersionsOf(mongo, ids);
  const changes = new Map(plan.changes.map((change) => [change.sku, change]));
  const rows = Map.groupBy(
    state.rows.map((row) => changed(row, changes.get(row.sku))),
    (row) => row.productId,
  );
  return [...productVersions].flatMap(([productId, version]) => {
    const freeAt = ends.get(productId) ?? null;
    if (freeAt !== null && freeAt <= now) return [];
    const contentVersion = contentVersions.get(productId) ?? 0;
    return [{ productId, version, freeAt, contentVersion, skus: rows.get(productId) ?? [] }];
  });
}

function changed(row: StockRow, change: GroupPlan<Hold>["changes"][number] | undefined): StockRow {
  if (change === undefined) return row;
  const [onHand, reserved] = [row.onHand + change.onHand, row.reserved + change.reserved];
  return { ...row, onHand, reserved, available: onHand - reserved, version: row.version + change.movements };
}
