import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doc, encode } from "../../src/bson/index.ts";
import { InProcess } from "../harness/in-process.ts";
import { RawClient } from "../harness/raw-client.ts";

let place: InProcess;
let client: RawClient;

beforeAll(async () => {
  place = await InProcess.start();
  client = await RawClient.connect(place.server.url);
  await client.run({ insert: "a", documents: [{ _id: 1, s: `${"a".repeat(40)}!` }] });
});
afterAll(async () => {
  client.close();
  await place.end();
});

const MIB = 1024 * 1024;

/** The bytes of `{insert: "a", documents: [{a: {a: {a: …}}}], $db: "test"}`, as deep as no encoder of ours would make it. */
function deepInsert(levels: number): Buffer {
  let inner: Buffer = Buffer.from([5, 0, 0, 0, 0]);
  for (let i = 0; i < levels; i += 1) inner = wrapped("a", inner);
  const list = wrapped("0", inner);
  const head = encode({ insert: "a", $db: "test" }).subarray(4, -1);
  const field = Buffer.concat([Buffer.from([4]), Buffer.from("documents\0"), list]);
  return sized(Buffer.concat([head, field]));
}

function wrapped(name: string, inner: Buffer): Buffer {
  return sized(Buffer.concat([Buffer.from([3]), Buffer.from(`${name}\0`), inner]));
}

function sized(fields: Buffer): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(4), fields, Buffer.alloc(1)]);
  bytes.writeInt32LE(bytes.length, 0);
  return bytes;
}

/** An operand inside so many of an operator that takes a list. */
function nested(operator: string, levels: number, innermost: unknown): unknown {
  let value = innermost;
  for (let i = 0; i < levels; i += 1) value = { [operator]: [value] };
  return value;
}

async function isWell(): Promise<void> {
  const other = await RawClient.connect(place.server.url);
  expect(await other.run({ find: "a", filter: { _id: 1 } })).toMatchObject({ ok: 1 });
  other.close();
  expect(await client.run({ ping: 1 })).toMatchObject({ ok: 1 });
}

describe("what nobody should send is an error to who sends it, and nothing to the others", () => {
  it.each([150, 250, 5000])("a document nested %i levels deep", async (levels) => {
    const reply = await client.send(deepInsert(levels));
    if (levels < 198) expect(reply).toMatchObject({ ok: 1, n: 1 });
    else expect(reply).toMatchObject({ ok: 0, code: 15 });
    await isWell();
  });

  it.each([
    ["a filter", { find: "a", filter: nested("$and", 95, { $or: [{}] }) as Doc }],
    ["an expression", { find: "a", filter: { $expr: nested("$not", 95, true) } }],
    ["an update's path", { update: "a", updates: [{ q: {}, u: { $set: { [`x${".x".repeat(300)}`]: 1 } } }] }],
    ["a schema", { find: "a", filter: { $jsonSchema: nested("allOf", 90, {}) } }],
  ])("%s nested too deep, or deep", async (_, command) => {
    const reply = await client.run(command);
    const errors = (reply.writeErrors ?? []) as readonly Doc[];
    for (const code of [reply.code, ...errors.map((error) => error.code)]) expect(code).not.toBe(1);
    await isWell();
  });

  it("a document that grows beyond 16 MiB, one write at a time", async () => {
    const blob = "x".repeat(6 * MIB);
    await client.run({ insert: "big", documents: [{ _id: 1, a: blob, b: blob }] });
    const grow = { update: "big", updates: [{ q: { _id: 1 }, u: { $set: { c: blob } } }] };
    expect(await client.run(grow)).toMatchObject({ n: 0, writeErrors: [{ code: 10334 }] });
    const found = await client.run({ find: "big", filter: { c: { $exists: true } } });
    expect(found).toMatchObject({ cursor: { firstBatch: [] } });
  });

  it("a result beyond 16 MiB", async () => {
    const pipeline = [{ $project: { list: ["$a", "$b", "$a"] } }];
    expect(await client.run({ aggregate: "big", pipeline, cursor: {} })).toMatchObject({ code: 10334 });
    await isWell();
  });

  it("a regular expression that would look for ever", async () => {
    const found = await client.run({ find: "a", filter: { s: { $regex: "^(a+)+$" } } });
    expect(found).toMatchObject({ ok: 0, code: 51156 });
    await isWell();
  });

  it("a message longer than a message may be", async () => {
    const { hostname, port } = new URL(place.server.url);
    const socket = connect(Number(port), hostname);
    const bytes = Buffer.alloc(16);
    bytes.writeInt32LE(48_000_001, 0);
    socket.write(bytes);
    await once(socket, "close");
    await isWell();
  });

  it("a database nobody knows, and a name no database may have", async () => {
    expect(await client.run({ find: "a" }, "nobody")).toMatchObject({ cursor: { firstBatch: [] } });
    expect(await client.run({ find: "a" }, "a b")).toMatchObject({ ok: 0, code: 73 });
  });
});
