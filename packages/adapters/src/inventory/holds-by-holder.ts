import { createHash } from "node:crypto";
import type { Holder, OpenHold } from "@scarlet/domain/inventory";
import { ObjectId } from "mongodb";
import type { Mongo } from "../mongo/index.ts";
import { HOLDING } from "./hold-filters.ts";

const FIELD = { owner: "ownerKey", address: "heldFrom" } as const satisfies Record<Holder["kind"], string>;

/** What is read of an open hold: of an order with many lines that is a small part. */
const SHOWN = {
  status: 1,
  ownerKey: 1,
  heldFrom: 1,
  holdExpiresAt: 1,
  createdAt: 1,
  "lines.sku": 1,
  "lines.quantity": 1,
};

type Found = Omit<OpenHold, "id"> & { readonly _id: ObjectId };

/**
 * Inside a transaction: raises each holder's guard. Orders of different products touch no document together, so two
 * transactions could each count what the other has not committed yet; by the guard one of them conflicts and counts
 * again. By the driver, in one command for the whole crowd.
 */
export async function bumpHolderGuards(mongo: Mongo, holders: readonly Holder[], now: Date): Promise<void> {
  if (holders.length === 0) return;
  const ids = holders.map(guardId).sort();
  const updates = ids.map((id) => ({
    updateOne: {
      filter: { _id: new ObjectId(id) },
      update: { $inc: { raised: 1 }, $set: { at: now } },
      upsert: true,
    },
  }));
  await mongo.db.collection<{ _id: ObjectId }>("hold_guards").bulkWrite(updates);
}

/** All holds of these holders that have not ended by `now`. */
export async function openHoldsOf(mongo: Mongo, holders: readonly Holder[], now: Date): Promise<OpenHold[]> {
  const found = new Map<string, OpenHold>();
  for (const kind of ["owner", "address"] as const) {
    const keys = holders.filter((holder) => holder.kind === kind).map(({ key }) => key);
    if (keys.length === 0) continue;
    const filter = { status: HOLDING, [FIELD[kind]]: { $in: keys }, holdExpiresAt: { $gt: now } };
    const holds = mongo.db.collection("orders").find<Found>(filter, { projection: SHOWN });
    for (const { _id, ...hold } of await holds.toArray()) {
      const id = _id.toHexString();
      found.set(id, { ...hold, heldFrom: hold.heldFrom ?? null, id });
    }
  }
  return [...found.values()];
}

/** A guard's id is made of whose it is, so that no address stands in it. */
function guardId({ kind, key }: Holder): string {
  return createHash("sha256").update(`${kind} ${key}`).digest("hex").slice(0, 24);
}
