import { decodeCursor, searchTerms } from "@scarlet/domain/kernel";
import {
  addressToken,
  numberToken,
  type OrderStatus,
  type OrderStore,
  orderSchema,
} from "@scarlet/domain/orders";
import type { Document, ObjectId } from "mongodb";
import { HOLDING } from "../inventory/index.ts";
import { afterRaw, answeringRaw, beginsWithRaw, type Mongo } from "../mongo/index.ts";

type OrderList = Omit<Parameters<OrderStore["list"]>[0], "limit">;
type Walk = { readonly filters: readonly Document[]; readonly index: Record<string, 1> };

const positionSchema = orderSchema.pick({ createdAt: true, id: true });
const BY_TIME = { createdAt: 1, _id: 1 } as const;
/** So many orders that a search finds are sorted at most; of more, the newest are met soon along the time. */
const MAX_SORTED = 1_000;

/**
 * The ids of a page, newest first. Every list is walked along one index in that order, named here: a database that may
 * choose would take that of the ends of holds for open ones, and sort.
 */
export async function orderIds(mongo: Mongo, input: OrderList, limit: number): Promise<string[]> {
  const { filters, index } = await walkOf(mongo, input);
  const found = mongo.db
    .collection<{ _id: ObjectId }>("orders")
    .find(filters.length === 0 ? {} : { $and: [...filters] }, { projection: { _id: 1 }, hint: index })
    .sort({ createdAt: -1, _id: -1 })
    .limit(limit);
  return (await found.toArray()).map(({ _id }) => _id.toHexString());
}

async function walkOf(mongo: Mongo, { status, q, ownerKey, byNumberOnly, cursor }: OrderList): Promise<Walk> {
  const now = await mongo.clock.now();
  const filters = [
    ...(ownerKey === undefined ? [] : [{ ownerKey }]),
    ...(status === undefined ? [] : [withStatus(status, now)]),
    ...(cursor === undefined ? [] : [behind(cursor)]),
  ];
  const first: Walk["index"] =
    ownerKey !== undefined ? { ownerKey: 1 } : status !== undefined ? { status: 1 } : {};
  const index = { ...first, ...BY_TIME };
  if (q === undefined || q === "") return { filters, index };
  if (byNumberOnly) return { filters: [numbered(q), ...filters], index: { tokens: 1 } };
  const few = await fewSpeakingOf(mongo, q);
  if (few === null) return { filters: [...filters, speakingOf(q)], index };
  return { filters: [{ _id: { $in: few } }, ...filters], index: { _id: 1 } };
}

/** The orders that a search finds, unless they are too many to be sorted: then null. */
async function fewSpeakingOf(mongo: Mongo, q: string): Promise<ObjectId[] | null> {
  const found = await mongo.db
    .collection<{ _id: ObjectId }>("orders")
    .find(speakingOf(q), { projection: { _id: 1 } })
    .limit(MAX_SORTED + 1)
    .toArray();
  return found.length > MAX_SORTED ? null : found.map(({ _id }) => _id);
}

/** By the status that people see: an order past its hold is expired at once, whatever is written. */
function withStatus(status: OrderStatus, now: Date): Document {
  if (status === HOLDING) return { status, holdExpiresAt: { $gt: now } };
  if (status !== "expired") return { status };
  // Both in one stretch of the index; holds that have ended are written as such soon, and open ones are few.
  return { status: { $in: [status, HOLDING] }, $or: [{ status }, { holdExpiresAt: { $lte: now } }] };
}

function numbered(said: string): Document {
  return { tokens: numberToken(said.trim()) };
}

/** `matchesSearch` of the domain, as an index answers it. */
function speakingOf(said: string): Document {
  const spoken = said.trim();
  return {
    $or: [numbered(spoken), beginsWithRaw("tokens", addressToken(spoken)), ...waysOfNames(spoken)],
  };
}

/**
 * The words of a name, each way to have them with a word of its own that an index answers: a term with marks inside, whole
 * or in parts, is two ways.
 */
function waysOfNames(spoken: string): Document[] {
  const terms = searchTerms(spoken) ?? [];
  const [plainest, ...others] = terms.toSorted((a, b) => a.parts.length - b.parts.length);
  if (plainest === undefined) return [];
  const rest = answeringRaw("tokens", others);
  const ways = answeringRaw("tokens", [plainest]).flatMap(
    (way) => (way.$or as Document[] | undefined) ?? [way],
  );
  return ways.map((way) => ({ $and: [way, ...rest] }));
}

function behind(cursor: string): Document {
  const { createdAt, id } = decodeCursor(cursor, positionSchema);
  return afterRaw("createdAt", { value: createdAt, id }, -1);
}
