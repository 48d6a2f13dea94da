import { describe } from "../../bson/describe.ts";
import { bsonEquals, type Doc, decode, idOf, primitiveNumber } from "../../bson/index.ts";
import type { Collection, Index } from "../../catalog/index.ts";
import { MongoError } from "../../errors.ts";
import type { Call } from "../call.ts";
import { Options } from "../options.ts";

const FIELDS = new Set(["name", "keyPattern", "expireAfterSeconds", "hidden", "prepareUnique", "unique"]);

function indexOf(collection: Collection, options: Options): Index {
  const name = options.string("name");
  const key = options.doc("keyPattern");
  if ((name === undefined) === (key === undefined))
    throw new MongoError(72, "Must specify either index name or key pattern, and not both");
  const found = collection.indexes.find(
    (index) => index.name === name || (key && bsonEquals(index.spec.key, key)),
  );
  if (!found)
    throw new MongoError(
      27,
      `cannot find index ${name ?? describe(key)} for ns ${collection.db}.${collection.name}`,
    );
  return found;
}

/** The groups of documents that stand in the way of making an index unique. */
async function violationsOf(call: Call, collection: Collection, index: Index): Promise<Doc[]> {
  const violations: Doc[] = [];
  const { writer } = call.server.store;
  let group: { key: Uint8Array; rids: number[] } | undefined;
  const close = (): void => {
    if (group && group.rids.length > 1)
      violations.push({
        ids: group.rids.map((rid) => idOf(decode(writer.get(collection.number, rid) ?? new Uint8Array()))),
      });
  };
  for (const { key, rid } of writer.entries(index.number, { lower: undefined, upper: undefined })) {
    if (call.slice.isOver()) await call.pause();
    if (group && Buffer.compare(group.key, key) === 0) group.rids.push(rid);
    else {
      close();
      group = { key, rids: [rid] };
    }
  }
  close();
  return violations;
}

async function makeUnique(call: Call, collection: Collection, index: Index): Promise<Doc> {
  if (index.unique) return {};
  if (!index.prepareUnique)
    throw new MongoError(
      72,
      "Cannot make index unique with 'prepareUnique=false'. Run collMod to set it first.",
    );
  const violations = await violationsOf(call, collection, index);
  if (violations.length > 0)
    throw new MongoError(
      359,
      "Cannot convert the index to unique. Please resolve conflicting documents before running collMod again.",
      { details: { violations } },
    );
  const { prepareUnique: _prepareUnique, ...spec } = index.spec;
  index.spec = { ...spec, unique: true };
  index.unique = true;
  index.prepareUnique = false;
  return { unique_new: true };
}

/** `collMod` of an index: expiry, `prepareUnique`, then `unique` (359 with the violations where it cannot be). */
export async function modifyIndex(call: Call, collection: Collection, given: Doc): Promise<Doc> {
  const options = new Options("collMod.index", given);
  options.assertKnown(FIELDS);
  const index = indexOf(collection, options);
  const reply: Doc = {};
  if (options.bool("hidden")) throw new MongoError(238, "hidden indexes are not supported by this server");
  const seconds = options.number("expireAfterSeconds");
  if (seconds !== undefined) {
    if (index.fields.length > 1)
      throw new MongoError(72, "TTL indexes are single-field indexes, compound indexes do not support TTL");
    if (!(seconds >= 0 && seconds <= 2_147_483_647))
      throw new MongoError(72, "expireAfterSeconds must be between 0 and 2147483647");
    if (index.expireAfterSeconds !== undefined)
      reply.expireAfterSeconds_old = BigInt(index.expireAfterSeconds);
    reply.expireAfterSeconds_new = BigInt(seconds);
    index.expireAfterSeconds = seconds;
    index.spec = { ...index.spec, expireAfterSeconds: Number(primitiveNumber(given.expireAfterSeconds)) };
  }
  const prepareUnique = options.get("prepareUnique");
  if (prepareUnique !== undefined) {
    Object.assign(reply, {
      prepareUnique_old: index.prepareUnique,
      prepareUnique_new: options.bool("prepareUnique"),
    });
    index.prepareUnique = options.bool("prepareUnique");
    const { prepareUnique: _old, ...spec } = index.spec;
    index.spec = index.prepareUnique ? { ...spec, prepareUnique: true } : spec;
  }
  if (options.bool("unique")) Object.assign(reply, await makeUnique(call, collection, index));
  return reply;
}
