import type { GroupCommit, GroupPlan, GroupRequest, GroupState, Hold } from "@scarlet/domain/inventory";
import { isDuplicateKey, type Mongo } from "../mongo/index.ts";
import { raiseAndRead } from "./group-state.ts";
import { isEmpty, writePlan } from "./group-writes.ts";
import type { HoldRecords } from "./holds.ts";

/** A unique index that refuses again and again is no race but a wrong plan. */
const DUPLICATES_MEANT_AS_RACES = 4;

/** Thrown to leave a transaction that has nothing to write: leaving it by an error undoes the raised versions. */
class NothingToWrite extends Error {}

/** The one write of stock. What it promises stands at its port, `StockStore.commitGroup`. */
export async function commitGroup<H extends Hold>(
  mongo: Mongo,
  holds: HoldRecords<H>,
  request: GroupRequest,
  decide: (state: GroupState<H>) => GroupPlan<H>,
): Promise<GroupCommit> {
  let duplicates = 0;
  const alsoRetry = (error: unknown) => {
    if (!isDuplicateKey(error)) return false;
    duplicates += 1;
    return duplicates <= DUPLICATES_MEANT_AS_RACES;
  };
  const attempt = async (): Promise<GroupCommit> => {
    const now = await mongo.clock.now();
    const { state, productVersions } = await raiseAndRead(mongo, request, now, holds);
    const plan = decide(state);
    if (isEmpty(plan)) throw new NothingToWrite();
    await writePlan(mongo, plan, state, holds);
    return { productVersions };
  };
  try {
    return await mongo.inTransaction(attempt, { alsoRetry });
  } catch (error) {
    if (error instanceof NothingToWrite) return { productVersions: new Map() };
    throw error;
  }
}
