import { ObjectId } from "mongodb";
import type { Mongo } from "../mongo/index.ts";
import { DeadlinePassedError } from "./write-fence.port.ts";

/**
 * Raises one product's version if the database's own clock stands before the deadline: a writer that slept past its
 * fence is refused by the write itself. By the driver, since Prisma's updates take no `$$NOW`. Null: no such product.
 * Raises `DeadlinePassedError`; a deadline of null is none. The new version is `atLeast`, or one more if that is higher.
 */
export async function raiseFirst(
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
 * A transaction's last statement: refused by the database itself when it comes too late. A server that lets transactions
 * live for longer than it said would else let one commit behind a fence that has ended. Raises `DeadlinePassedError`.
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
