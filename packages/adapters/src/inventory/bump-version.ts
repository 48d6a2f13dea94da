import { ObjectId } from "mongodb";
import type { Mongo } from "../mongo/index.ts";
import { DeadlinePassedError } from "./write-fence.port.ts";

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
