import { serialize } from "bson";
import type { Random } from "../harness/random.ts";

const OP_MSG = 2013;
const OP_QUERY = 2004;

function frame(opCode: number, body: Uint8Array, requestId: number): Buffer {
  const bytes = Buffer.alloc(16 + body.length);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(requestId, 4);
  bytes.writeInt32LE(opCode, 12);
  bytes.set(body, 16);
  return bytes;
}

/** A well-formed command as one frame. */
export function commandFrame(command: object, requestId: number): Buffer {
  const doc = serialize({ ...command, $db: "fuzz" });
  return frame(OP_MSG, Buffer.concat([Buffer.alloc(5), doc]), requestId);
}

function sectionFrame(random: Random, requestId: number): Buffer {
  const docs = Buffer.concat([serialize({ _id: random.below(50), a: 1 }), serialize({ a: random.below(9) })]);
  const name = Buffer.from("documents\0");
  const section = Buffer.alloc(5);
  section.writeUInt8(1, 0);
  section.writeInt32LE(4 + name.length + docs.length, 1);
  const command = serialize({ insert: "c", $db: "fuzz", ordered: false });
  return frame(OP_MSG, Buffer.concat([Buffer.alloc(5), command, section, name, docs]), requestId);
}

function legacyFrame(requestId: number): Buffer {
  const parts = [Buffer.alloc(4), Buffer.from("admin.$cmd\0"), Buffer.alloc(8), serialize({ isMaster: 1 })];
  return frame(OP_QUERY, Buffer.concat(parts), requestId);
}

const COMMANDS: readonly [(random: Random) => object, ...((random: Random) => object)[]] = [
  () => ({ ping: 1 }),
  () => ({ hello: 1 }),
  (random) => ({ find: "c", filter: { a: { $gt: random.below(9) } }, sort: { a: 1 }, limit: 3 }),
  (random) => ({ insert: "c", documents: [{ _id: random.below(50), a: random.below(9), l: [1, { x: 2 }] }] }),
  (random) => ({
    update: "c",
    updates: [{ q: { _id: random.below(50) }, u: { $inc: { a: 1 } }, upsert: true }],
  }),
  (random) => ({ delete: "c", deletes: [{ q: { _id: random.below(50) }, limit: 1 }] }),
  () => ({
    aggregate: "c",
    pipeline: [{ $match: { a: 1 } }, { $group: { _id: "$a", n: { $sum: 1 } } }],
    cursor: {},
  }),
  (random) => ({ findAndModify: "c", query: { _id: random.below(50) }, update: [{ $set: { b: "$a" } }] }),
  (random) => ({ getMore: BigInt(random.below(99)), collection: "c" }),
  () => ({ createIndexes: "c", indexes: [{ key: { a: 1 }, name: "a_1" }] }),
  () => ({ listCollections: 1, filter: {} }),
  () => ({ count: "c", query: {} }),
  () => ({ distinct: "c", key: "a" }),
  () => ({ explain: { find: "c" } }),
];

/** A frame as a client may send it. */
export function validFrame(random: Random, requestId: number): Buffer {
  const kind = random.below(20);
  if (kind === 0) return sectionFrame(random, requestId);
  if (kind === 1) return legacyFrame(requestId);
  return commandFrame(random.pick(COMMANDS)(random), requestId);
}

const MUTATIONS: readonly [
  (bytes: Buffer, random: Random) => Buffer,
  ...((bytes: Buffer, random: Random) => Buffer)[],
] = [flipBits, setByte, lieAboutALength, cutShort, swapType, insertGarbage, changeHeader];

/** A frame with one to three things broken in it; its length field may lie. */
export function brokenFrame(random: Random, requestId: number): Buffer {
  let bytes = validFrame(random, requestId);
  for (let times = 1 + random.below(3); times > 0; times -= 1) bytes = random.pick(MUTATIONS)(bytes, random);
  return bytes;
}

/** Bytes without any sense behind a header that tells their length. */
export function garbageFrame(random: Random, requestId: number): Buffer {
  const body = Buffer.from(Array.from({ length: random.below(200) }, () => random.below(256)));
  return frame(random.pick([OP_MSG, OP_QUERY, 2012, 1, random.below(3000)]), body, requestId);
}

function flipBits(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  return bytes;
}

function setByte(bytes: Buffer, random: Random): Buffer {
  bytes[random.below(bytes.length)] = random.pick([0, 1, 127, 128, 255]);
  return bytes;
}

function lieAboutALength(bytes: Buffer, random: Random): Buffer {
  if (bytes.length < 30) return bytes;
  const at = 16 + random.below(bytes.length - 20);
  bytes.writeInt32LE(random.pick([-1, 0, 4, 5, 0x7f_ff_ff_ff, bytes.length * 2]), at);
  return bytes;
}

/** Ends early, but says so: the server meets a frame whose content stops in the middle. */
function cutShort(bytes: Buffer, random: Random): Buffer {
  const cut = Buffer.from(bytes.subarray(0, Math.max(17, random.below(bytes.length))));
  cut.writeInt32LE(cut.length, 0);
  return cut;
}

function swapType(bytes: Buffer, random: Random): Buffer {
  bytes[Math.min(bytes.length - 1, 25 + random.below(8))] = random.below(32);
  return bytes;
}

function insertGarbage(bytes: Buffer, random: Random): Buffer {
  const at = 16 + random.below(Math.max(1, bytes.length - 16));
  const longer = Buffer.concat([bytes.subarray(0, at), Buffer.from([random.below(256)]), bytes.subarray(at)]);
  longer.writeInt32LE(longer.length, 0);
  return longer;
}

function changeHeader(bytes: Buffer, random: Random): Buffer {
  bytes.writeInt32LE(random.pick([OP_MSG, OP_QUERY, 2012, 0, -1, 2005]), 12);
  return bytes;
}
