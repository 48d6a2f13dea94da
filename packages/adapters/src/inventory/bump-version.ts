import { ObjectId } from "mongodb";
import type { Mongo, Write } from "../mongo/index.ts";
import { DeadlinePassedError, type Fencing } from "./write-fence.port.ts";

/** A last write that finds its document only in time, and how long all the last writes may take. */
export type LateGuard = {
  readonly write: Write;
  readonly maxTimeMs: number;
  readonly productId: string;
  readonly before: Date;
};

/**
 * Raises a product's stock version to `atLeast`, or by one if that is higher, if the database's own clock is before the
 * deadline: the write itself refuses a writer that was suspended past the end of its fence. Answers the new version; null
 * when there is no such product. A deadline of null is none. Uses the driver, because Prisma's updates take no `$$NOW`.
 * Raises `DeadlinePassedError`.
 */
export async function bumpVersion(
  mongo: Mongo,
  productId: string,
  deadline: Date | null,
  atLeast?: number,
): Promise<number | null> {
  const versions = mongo.db.collection<{ _id: ObjectId; version: number }>("product_stock");
  const id = new ObjectId(productId);
  const raised = await versions.findOneAndUpdate(
    deadline === null ? { _id: id } : { _id: id, $expr: { $lt: ["$$NOW", deadline] } },
    atLeast === undefined
      ? { $inc: { version: 1 } }
      : [{ $set: { version: { $max: [{ $add: ["$version", 1] }, atLeast] } } }],
    { returnDocument: "after", projection: { version: 1 } },
  );
  if (raised) return raised.version;
  if (await versions.findOne({ _id: id }, { projection: { _id: 1 } })) throw new DeadlinePassedError();
  return null;
}

/**
 * The last statement of a transaction: the database refuses it when its clock is past `commitBy`. Otherwise a server that
 * lets transactions live longer than it says could commit one after its fence has ended. Raises `DeadlinePassedError`.
 */
export async function refuseLate(mongo: Mongo, productId: string, commitBy: Date | null): Promise<void> {
  if (commitBy === null) return;
  const versions = mongo.db.collection<{ _id: ObjectId }>("product_stock");
  const inTime = await versions.findOne(
    { _id: new ObjectId(productId), $expr: { $lt: ["$$NOW", commitBy] } },
    { projection: { _id: 1 } },
  );
  if (inTime === null) throw new DeadlinePassedError();
}

/** How long the last writes of a transaction may take after it was looked whether they come in time, at most. */
const LAST_WRITES_MS = 2_500;
/** A busy server needs as long at least; where a transaction has not got it, the look stays a statement of its own. */
const SHORTEST_LAST_WRITES_MS = 1_000;

/**
 * The same as `refuseLate` as one of the last writes: it finds its document only while there is time for all of them,
 * since `$$NOW` is when their command begins, and the server ends the command when that time is over. They get a third of
 * what the transaction has. Null: there is no such time, or not enough.
 */
export function lateGuard(
  productId: string,
  { deadline, commitBy }: Pick<Fencing, "deadline" | "commitBy">,
): LateGuard | null {
  if (commitBy === null) return null;
  const transactionMs = deadline === null ? Infinity : commitBy.getTime() - deadline.getTime();
  const maxTimeMs = Math.min(LAST_WRITES_MS, Math.floor(transactionMs / 3));
  if (maxTimeMs < SHORTEST_LAST_WRITES_MS) return null;
  const before = new Date(commitBy.getTime() - maxTimeMs);
  const where = { _id: new ObjectId(productId), $expr: { $lt: ["$$NOW", before] } };
  const write = { to: "product_stock", where, update: { $inc: { version: 0 } } };
  return { write, maxTimeMs, productId, before };
}
