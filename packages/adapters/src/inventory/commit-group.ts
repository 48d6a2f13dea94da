import type { GroupCommit, GroupPlan, GroupRequest, GroupState, Hold } from "@scarlet/domain/inventory";
import { isDuplicateKey, type Mongo, StaleReadError, startBudget } from "../mongo/index.ts";
import { type LateGuard, lateGuard, refuseLate } from "./bump-version.ts";
import type { ContentVersionCache } from "./content-version-cache.ts";
import { bumpAndRead, rowsOf } from "./group-state.ts";
import { isEmpty, type Writing, writePlan } from "./group-writes.ts";
import type { HoldRecords } from "./hold-records.ts";
import { groupChangesNothing } from "./precheck-group.ts";
import type { ShelfMemory } from "./shelf-memory.ts";
import { knownStockAfterCommit, stockAfterCommit } from "./stock-after-commit.ts";
import type { Fencing, WriteFence } from "./write-fence.port.ts";

/** A unique index that refuses again and again is no race but a wrong plan. */
const DUPLICATES_MEANT_AS_RACES = 4;
const NO_COMMIT: GroupCommit = { productVersions: new Map() };

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
  parts: GroupParts<H>,
  request: GroupRequest,
  decide: (state: GroupState<H>) => GroupPlan<H>,
): Promise<GroupCommit> {
  const { mongo, fence, contentVersions, shelf } = parts;
  const known = shelf.productsOf(request);
  const found = known === undefined ? await rowsOf(mongo, request.skus) : [];
  shelf.remember(found);
  if (await groupChangesNothing(mongo, { request, found, decide })) return NO_COMMIT;
  const asked = known ?? new Set(found.map(({ productId }) => productId));
  const budget = startBudget({ conflictMs: request.budgetMs });
  const commit = async (fencing: Fencing) => {
    try {
      const alsoRetry = duplicatesMeantAsRaces();
      const work = () => attempt(parts, { asked, request, decide, fencing });
      const committed = await mongo.inTransaction(work, { budget, alsoRetry });
      contentVersions.remember(committed.written.stocks);
      return committed;
    } catch (error) {
      if (error instanceof NothingToWrite) return { result: NO_COMMIT, written: null };
      throw error;
    }
  };
  return fence.around(commit, () => budget.hasTime("conflict"));
}

type Attempt<H extends Hold> = {
  readonly asked: ReadonlySet<string>;
  readonly request: GroupRequest;
  readonly decide: (state: GroupState<H>) => GroupPlan<H>;
  readonly fencing: Fencing;
};

/** The work of the transaction. */
async function attempt<H extends Hold>(
  parts: GroupParts<H>,
  { asked, request, decide, fencing }: Attempt<H>,
) {
  const { mongo, holds, fence, contentVersions, shelf } = parts;
  const now = await mongo.clock.now();
  const raised = await bumpAndRead(mongo, { asked, request, now, holds, deadline: fencing.deadline });
  const { state, productVersions } = raised;
  shelf.remember(state.rows);
  const plan = decide(state);
  if (isEmpty(plan)) throw new NothingToWrite();
  // As late as can be: while it stands, these products are read from the database.
  const fenced = fencing.fence(productVersions.keys());
  const group = { raised, plan, holds, contentVersions };
  const foreseen = fence.publishes ? knownStockAfterCommit(group) : [];
  const [first = ""] = productVersions.keys();
  const writing = { plan, state, holds, fence: fenced };
  // The last statement tells whether it is too late: the writes, where nothing is read after them.
  const isLast = foreseen !== undefined && mongo.writesAtOnce.supported();
  const guard = isLast ? lateGuard(first, fencing) : null;
  await writeInTime(mongo, writing, guard);
  const stocks = foreseen ?? (await stockAfterCommit(mongo, group));
  const late = guard === null ? refuseLate(mongo, first, fencing.commitBy) : undefined;
  const [mark] = await Promise.all([fenced.set, late]);
  return { result: { productVersions }, written: { fenced: mark, stocks, movements: plan.movements } };
}

/** Raises `DeadlinePassedError` where that is why the writes did not find all they change. */
async function writeInTime<H extends Hold>(
  mongo: Mongo,
  writing: Writing<H>,
  guard: LateGuard | null,
): Promise<void> {
  try {
    await writePlan(mongo, writing, guard);
  } catch (error) {
    if (guard !== null && error instanceof StaleReadError)
      await refuseLate(mongo, guard.productId, guard.before);
    throw error;
  }
}

function duplicatesMeantAsRaces(): (error: unknown) => boolean {
  let duplicates = 0;
  return (error) => {
    if (!isDuplicateKey(error)) return false;
    duplicates += 1;
    return duplicates <= DUPLICATES_MEANT_AS_RACES;
  };
}
