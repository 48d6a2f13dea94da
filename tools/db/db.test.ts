import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import {
  Binary,
  BSONRegExp,
  Decimal128,
  type Document,
  Double,
  Int32,
  Long,
  MongoClient,
  ObjectId,
  Timestamp,
} from "mongodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Server,
  startEmbedded,
  temporaryFolder,
} from "../../packages/embedded-mongo/test/harness/server.ts";
import { findTargets } from "../../packages/embedded-mongo/test/harness/targets.ts";
import { exportDatabase } from "./export-database.ts";
import { importDatabase } from "./import-database.ts";
import type { Opened } from "./open-database.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const TEST_TIMEOUT = { timeout: 60_000 };

interface Item extends Document {
  _id: number | string;
}

let scratch: Awaited<ReturnType<typeof temporaryFolder>>;
let source: Opened;
const running: { server: Server; client: MongoClient }[] = [];

function open(server: Server): Opened {
  const client = new MongoClient(server.url);
  running.push({ server, client });
  return { client, db: client.db("shop"), about: "a test", isBusy: true, close: () => client.close() };
}

async function openEmbedded(name: string): Promise<Opened> {
  return open(await startEmbedded(path.join(scratch.folder, name), { args: ["--test-commands"] }));
}

async function fill({ db }: Opened): Promise<void> {
  const validator = { $jsonSchema: { bsonType: "object", required: ["onHand"] } };
  const stock = await db.createCollection<Item>("stock", { validator, validationLevel: "moderate" });
  await stock.createIndex({ sku: 1 }, { unique: true });
  await stock.createIndex({ at: 1 }, { expireAfterSeconds: 3600, name: "forget" });
  await stock.createIndex({ low: 1 }, { partialFilterExpression: { low: { $gt: 0 } }, sparse: false });
  await db.createCollection("empty");
  const every: Item = {
    _id: "types",
    onHand: new Int32(1),
    sku: "types",
    double: new Double(1),
    huge: Long.fromString("9007199254740993"),
    money: Decimal128.fromString("1.10"),
    at: new Date("3026-01-01"),
    id: new ObjectId(),
    bytes: new Binary(Buffer.from([0, 255])),
    pattern: new BSONRegExp("^a", "i"),
    stamp: new Timestamp({ t: 1, i: 2 }),
    nothing: null,
    deep: { "with.dot": [{ a: [] }, {}] },
  };
  const rows = Array.from({ length: 1200 }, (_, i) => ({ _id: i, onHand: i, sku: `sku-${i}` }));
  await stock.insertMany([every, ...rows]);
}

beforeAll(async () => {
  scratch = await temporaryFolder();
  source = await openEmbedded("source");
  await fill(source);
}, 30_000);

afterAll(async () => {
  for (const { server, client } of running) {
    await client.close();
    await server.stop();
  }
  await scratch.dispose();
}, 30_000);

function fileNamed(name: string): string {
  return path.join(scratch.folder, name);
}

async function contents(file: string): Promise<readonly string[]> {
  const lines = (await readFile(file, "utf8")).split("\n");
  return lines.slice(1);
}

async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => "was not refused",
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

describe("a shop in a file", TEST_TIMEOUT, () => {
  test("comes back as it was, type by type, with its indexes and validators", async () => {
    const first = fileNamed("first.jsonl");
    expect(await exportDatabase(source, first)).toEqual({ collections: 2, documents: 1201 });
    const target = await openEmbedded("target");
    await importDatabase(target.db, first, false);
    const second = fileNamed("second.jsonl");
    await exportDatabase(target, second);
    expect(await contents(second)).toEqual(await contents(first));
    const stock = target.db.collection<Item>("stock");
    expect(await refusalOf(stock.insertOne({ _id: "x", sku: "y" }))).toContain("validation");
    expect(await refusalOf(stock.insertOne({ _id: "x", sku: "sku-1", onHand: 1 }))).toContain("E11000");
  });

  test("may take longer than a transaction: the server ends none of its reads", async () => {
    const admin = source.client.db("admin");
    const { was } = await admin.command({ setParameter: 1, transactionLifetimeLimitSeconds: 1 });
    const slow = { failCommands: ["getMore"], blockConnection: true, blockTimeMS: 2_600 };
    await admin.command({ configureFailPoint: "failCommand", mode: { times: 1 }, data: slow });
    try {
      expect(await exportDatabase(source, fileNamed("slow.jsonl"))).toMatchObject({ documents: 1201 });
    } finally {
      await admin.command({ setParameter: 1, transactionLifetimeLimitSeconds: was });
    }
  });

  test("shows one moment while others write", async () => {
    const file = fileNamed("busy.jsonl");
    const pairs = await source.db.createCollection<Item>("pairs");
    const counts = source.db.collection<Item>("zcounts");
    await counts.insertOne({ _id: "n", n: 0 });
    const over = new AbortController();
    const writer = (async () => {
      for (let i = 0; !over.signal.aborted; i += 1) {
        await source.client.withSession((session) =>
          session.withTransaction(async () => {
            await pairs.insertOne({ _id: i }, { session });
            await counts.updateOne({ _id: "n" }, { $inc: { n: 1 } }, { session });
          }),
        );
      }
    })();
    try {
      await exportDatabase(source, file);
    } finally {
      over.abort();
      await writer;
      await pairs.drop();
      await counts.drop();
    }
    const lines = (await readFile(file, "utf8"))
      .split("\n")
      .filter(Boolean)
      .map((line): Document => JSON.parse(line));
    const starts = lines.findIndex(({ collection }) => collection === "pairs");
    const ends = lines.findIndex(({ collection }) => collection === "stock");
    const counted = lines.find(({ document }) => document && "n" in document);
    expect(starts).toBeGreaterThan(0);
    expect(counted?.document.n).toEqual({ $numberInt: String(ends - starts - 1) });
  });
});

describe("an import", TEST_TIMEOUT, () => {
  test("replaces only when told to, and then everything", async () => {
    const file = fileNamed("replace.jsonl");
    await exportDatabase(source, file);
    const target = await openEmbedded("replaced");
    const other = target.db.collection<Item>("other");
    await other.insertOne({ _id: 1 });
    expect(await refusalOf(importDatabase(target.db, file, false))).toContain("--replace");
    expect(await other.countDocuments()).toBe(1);
    await importDatabase(target.db, file, true);
    expect((await target.db.listCollections().toArray()).map(({ name }) => name).toSorted()).toEqual([
      "empty",
      "stock",
    ]);
  });

  test("that meets a damaged file changes nothing", async () => {
    const whole = fileNamed("whole.jsonl");
    await exportDatabase(source, whole);
    const lines = (await readFile(whole, "utf8")).split("\n");
    const damaged: readonly (readonly [string, string, string])[] = [
      ["cut.jsonl", lines.slice(0, -2).join("\n"), "cut off"],
      ["short.jsonl", lines.toSpliced(5, 1).join("\n"), "damaged"],
      ["torn.jsonl", lines.with(5, '{"document":{').join("\n"), "Line 6"],
      ["foreign.jsonl", "id,name\n1,x\n", "not an export"],
      ["empty.jsonl", "", "empty"],
    ];
    const target = await openEmbedded("unharmed");
    await target.db.collection<Item>("kept").insertOne({ _id: 1 });
    for (const [name, text, sentence] of damaged) {
      await writeFile(fileNamed(name), text);
      expect(await refusalOf(importDatabase(target.db, fileNamed(name), true)), name).toContain(sentence);
      expect((await target.db.listCollections().toArray()).map(({ name: found }) => found)).toEqual(["kept"]);
    }
  });
});

interface Ended {
  readonly code: number | null;
  readonly text: string;
}

function runScript(script: string, args: readonly string[], dataFolder: string): Promise<Ended> {
  const env = {
    ...process.env,
    DATA_DIR: dataFolder,
    DATABASE_URL: "",
    REDIS_URL: "",
    INIT_CWD: scratch.folder,
  };
  const child = spawn(process.execPath, [path.join("tools/db", script), ...args], { cwd: ROOT, env });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => (text += data.toString()));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, text })));
}

describe("the commands", TEST_TIMEOUT, () => {
  test("fill the data folder of a stopped shop and read it", async () => {
    await exportDatabase(source, fileNamed("shop.jsonl"));
    const data = fileNamed("data");
    expect(await runScript("import.mjs", ["shop.jsonl"], data)).toMatchObject({ code: 0 });
    expect(await runScript("import.mjs", ["shop.jsonl"], data)).toMatchObject({ code: 1 });
    expect(await runScript("export.mjs", ["again.jsonl"], data)).toMatchObject({ code: 0 });
    expect(await contents(fileNamed("again.jsonl"))).toEqual(await contents(fileNamed("shop.jsonl")));
  });

  test("say in one sentence what is wrong", async () => {
    const nothing = fileNamed("nothing");
    expect(await runScript("import.mjs", ["absent.jsonl"], nothing)).toMatchObject({ code: 1 });
    expect((await runScript("export.mjs", ["x.jsonl"], nothing)).text).toBe(
      `There is no database in ${nothing}.\n`,
    );
    expect((await runScript("export.mjs", [], nothing)).text).toContain("Usage: npm run db:export -- FILE");
  });
});

// Where there is no real MongoDB there is nothing to try it on: the test is not there, rather than skipped.
const realMongo = findTargets().find(({ name }) => name !== "embedded");
if (realMongo !== undefined)
  test("a shop in a file goes through a real MongoDB unchanged", TEST_TIMEOUT, async () => {
    const first = fileNamed("before.jsonl");
    await exportDatabase(source, first);
    const { url, stop } = await realMongo.start();
    const client = new MongoClient(url);
    const db = client.db(`shop_${randomBytes(6).toString("hex")}`);
    try {
      await importDatabase(db, first, false);
      const second = fileNamed("after.jsonl");
      await exportDatabase({ ...source, client, db }, second);
      expect(await contents(second)).toEqual(await contents(first));
    } finally {
      await db.dropDatabase();
      await client.close();
      await stop();
    }
  });
