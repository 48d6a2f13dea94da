import { createHash } from "node:crypto";
import type { Holder, OpenHold } from "@scarlet/domain/inventory";
import { type Document, ObjectId } from "mongodb";
import type { Mongo, Write } from "../mongo/index.ts";
import { HOLDING } from "./hold-filters.ts";

const FIELD = { owner: "ownerKey", address: "heldFrom" } as const satisfies Record<Holder["kind"], string>;

/** What is read of an open hold: of an order with many lines that is a small part. */
export const SHOWN = {
  status: 1,
  ownerKey: 1,
  heldFrom: 1,
  holdExpiresAt: 1,
  createdAt: 1,
  "lines.sku": 1,
  "lines.quantity": 1,
};

/** An open hold as it is read. */
export type FoundHold = Omit<OpenHold, "id"> & { readonly _id: ObjectId };

/**
 * The writes that raise each holder's guard, before their holds are read. Orders of different products touch no document
 * together, so two transactions could each count what the other has not committed yet; by the guard one of them conflicts
 * and counts again.
 */
export function holderGuards(holders: readonly Holder[], now: Date): Write[] {
  const ids = holders.map(guardId).sort();
  return ids.map((id) => ({
    to: "hold_guards",
    where: { _id: new ObjectId(id) },
    update: { $inc: { raised: 1 }, $set: { at: now } },
    upsert: true,
  }));
}

/** All holds of these holders that have not ended by `now`. */
export async function openHoldsOf(mongo: Mongo, holders: readonly Holder[], now: Date): Promise<OpenHold[]> {
  const found = new Map<string, OpenHold>();
  for (const kind of new Set(holders.map((holder) => holder.kind))) {
    const filter = openHoldFilter(holders, kind, now);
    const holds = mongo.db.collection("orders").find<FoundHold>(filter, { projection: SHOWN });
    for (const hold of (await holds.toArray()).map(openHoldOf)) found.set(hold.id, hold);
  }
  return [...found.values()];
}

/** The holds of those holders that are of one kind: each kind has an index of its own. */
export function openHoldFilter(holders: readonly Holder[], kind: Holder["kind"], now: Date): Document {
  const keys = holders.filter((holder) => holder.kind === kind).map(({ key }) => key);
  return { status: HOLDING, [FIELD[kind]]: { $in: keys }, holdExpiresAt: { $gt: now } };
}

export function openHoldOf({ _id, ...hold }: FoundHold): OpenHold {
  return { ...hold, heldFrom: hold.heldFrom ?? null, id: _id.toHexString() };
}

/** A guard's id is made of whose it is, so that no address stands in it. */
function guardId({ kind, key }: Holder): string {
  return createHash("sha256").update(`${kind} ${key}`).digest("hex").slice(0, 24);
}
