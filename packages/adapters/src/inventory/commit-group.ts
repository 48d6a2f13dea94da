import type { GroupCommit, GroupPlan, GroupRequest, GroupState, Hold } from "@scarlet/domain/inventory";
import { isDuplicateKey, type Mongo, startBudget } from "../mongo/index.ts";
import { refuseLate } from "./bump-version.ts";
import type { ContentVersionCache } from "./content-version-cache.ts";
import { bumpAndRead, rowsOf } from "./group-state.ts";
import { isEmpty, writePlan } from "./group-writes.ts";
import type { HoldRecords } from "./hold-records.ts";
import { groupChangesNothing } from "./precheck-group.ts";
import type { ShelfMemory } from "./shelf-memory.ts";
import { stockAfterCommit } from "./stock-after-commit.ts";
import type { Fencing, WriteFence } from "./write-fence.port.ts";

/** A unique index that refuses again and again is no race but a wrong plan. */
const DUPLICATES_MEANT_AS_RACES = 4;

/** Thrown to leave a transaction that has nothing to write: leaving it by an error undoes the raised versions. */
class NothingToWrite extends Error {}

export type GroupParts<H extends Hold> = {
  readonly mongo: Mongo;
  readonly holds: HoldRecords<H>;
  readonly fence: WriteFence;
  readonly contentVersions: ContentVersionCache;
  readonly shelf: ShelfMemory;
};

/** The one write of stock. What it promises stands at its port, `StockStore.commitGroup`. */
export async function commitGroup<H extends Hold>(
  { mongo, holds, fence, contentVersions, shelf }: GroupParts<H>,
  request: GroupRequest,
  decide: (state: GroupState<H>) => GroupPlan<H>,
): Promise<GroupCommit> {
  const known = shelf.productsOf(request);
  const found = known === undefined ? await rowsOf(mongo, request.skus) : [];
  shelf.remember(found);
  if (await groupChangesNothing(mongo, { request, found, decide })) return { productVersions: new Map() };
  const asked = known ?? new Set(found.map(({ productId }) => productId));
  const attempt = async (fencing: Fencing) => {
    const now = await mongo.clock.now();
    const { deadline } = fencing;
    const raised = await bumpAndRead(mongo, { asked, request, now, holds, deadline });
    const { state, productVersions } = raised;
    shelf.remember(state.rows);
    const plan = decide(state);
    if (isEmpty(plan)) throw new NothingToWrite();
    // As late as can be: while it stands, these products are read from the database.
    const fenced = fencing.fence(productVersions.keys());
    await writePlan(mongo, { plan, state, holds, fence: fenced });
    const stocks = fence.publishes
      ? await stockAfterCommit(mongo, { raised, plan, holds, contentVersions })
      : [];
    const [first = ""] = productVersions.keys();
    const [mark] = await Promise.all([fenced.set, refuseLate(mongo, first, fencing.commitBy)]);
    return { result: { productVersions }, written: { fenced: mark, stocks, movements: plan.movements } };
  };
  const budget = startBudget({ conflictMs: request.budgetMs });
  const commit = async (fencing: Fencing) => {
    try {
      const alsoRetry = duplicatesMeantAsRaces();
      const committed = await mongo.inTransaction(() => attempt(fencing), { budget, alsoRetry });
      contentVersions.remember(committed.written.stocks);
      return committed;
    } catch (error) {
      if (error instanceof NothingToWrite) return { result: { productVersions: new Map() }, written: null };
      throw error;
    }
  };
  return fence.around(commit, () => budget.hasTime("conflict"));
}

function duplicatesMeantAsRaces(): (error: unknown) => boolean {
  let duplicates = 0;
  return (error) => {
    if (!isDuplicateKey(error)) return false;
    duplicates += 1;
    return duplicates <= DUPLICATES_MEANT_AS_RACES;
  };
}
