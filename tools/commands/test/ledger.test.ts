import { execFile } from "node:child_process";
import path from "node:path";
import { Int32 } from "mongodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStores, type Stores } from "../../../apps/api/test/processes/database-and-redis.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");
let stores: Stores;
beforeAll(async () => {
  stores = await openStores();
});
afterAll(() => stores.close());

/** Runs `npm run ledger:verify` as it is after the right Node was found. */
function verify(...args: string[]): Promise<{ readonly code: number; readonly said: string }> {
  const { databaseUrl: DATABASE_URL, redisUrl: REDIS_URL } = stores;
  const env = { ...process.env, DATABASE_URL, REDIS_URL };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["tools/commands/ledger.ts", ...args],
      { cwd: ROOT, env },
      (error, out, err) => {
        resolve({ code: typeof error?.code === "number" ? error.code : 0, said: out + err });
      },
    );
  });
}

// Four processes start one after the other.
const LIMIT_MS = 300_000;

test("finds edited rows, ends with 1, and sets them right by movements that say why", {
  timeout: LIMIT_MS,
}, async () => {
  expect(await verify()).toMatchObject({ code: 0, said: expect.stringContaining("SKUs agree") });
  const stock = stores.db.collection("stock");
  const [first, second] = await stock.find().sort({ sku: 1 }).limit(2).toArray();
  await stock.updateOne({ sku: first?.sku }, { $inc: { onHand: new Int32(3) } });
  await stock.updateOne({ sku: second?.sku }, { $inc: { reserved: new Int32(1), available: new Int32(-1) } });
  const found = await verify();
  expect(found.code).toBe(1);
  expect(found.said).toContain(`${first?.sku}: the ledger comes to ${first?.onHand} on hand`);
  expect(found.said).toContain(`${second?.sku}: open holds reserve 0, the stock row says 1.`);
  expect(found.said).toContain("the books of 2 do not agree");
  expect((await verify("--repair", "--note", "Edited by hand.")).code).toBe(0);
  for (const row of [first, second]) {
    expect(await stock.findOne({ sku: row?.sku })).toEqual({ ...row, version: 3 });
    const told = stores.db.collection("stock_movements").find({ sku: row?.sku, version: { $gt: 1 } });
    expect(await told.sort({ version: 1 }).toArray()).toMatchObject([
      { reason: "drift_found", note: "Edited by hand.", actor: { kind: "system" } },
      { reason: "drift_reversed", note: "Edited by hand." },
    ]);
  }
  expect((await verify()).code).toBe(0);
});
