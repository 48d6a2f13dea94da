import { spawn } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStores, type Stores } from "../../../apps/api/test/processes/database-and-redis.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");
let stores: Stores;
beforeAll(async () => {
  stores = await openStores();
});
afterAll(() => stores.close());

/** Runs `npm run staff`, through the search for the right Node, with a password piped in. */
function staff(
  args: readonly string[],
  typed = "",
): Promise<{ readonly code: number | null; readonly said: string }> {
  const { databaseUrl: DATABASE_URL, redisUrl: REDIS_URL } = stores;
  const env = { ...process.env, DATABASE_URL, REDIS_URL, SCARLET_IMAGE: "1" };
  const child = spawn(process.execPath, ["tools/commands/staff.mjs", ...args], { cwd: ROOT, env });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (said += String(data)));
  child.stdin.end(typed);
  return new Promise((resolve) => void child.on("close", (code) => resolve({ code, said })));
}

// Processes start one after the other.
const LIMIT_MS = 120_000;
const PASSWORD = "a long enough password";

test("lets the first admin in, writes it down, and takes the role again", { timeout: LIMIT_MS }, async () => {
  const added = await staff(["add", "Boss@Example.com", "--role", "admin"], `${PASSWORD}\n`);
  expect(added).toEqual({
    code: 0,
    said: "boss@example.com is admin now. Sign in to the admin with this password.\n",
  });
  const [change] = await stores.db.collection("staff_changes").find().toArray();
  expect(change).toMatchObject({ email: "boss@example.com", from: null, to: "admin", at: expect.any(Date) });
  const listed = await staff(["list"]);
  expect(listed.said).toContain("admin\tboss@example.com\tboss");
  expect(listed.said).toMatch(/boss@example\.com\tnobody -> admin\tby npm run staff \(.+\)/);
  expect(await staff(["remove", "ghost@example.com"])).toEqual({
    code: 1,
    said: expect.stringMatching(/^ghost@example\.com works for nobody here[^\n]*\n$/),
  });
  expect((await staff(["remove", "boss@example.com"])).said).toContain("was admin and is a shopper now");
  expect(await stores.db.collection("user").findOne({ email: "boss@example.com" })).toMatchObject({
    role: "shopper",
  });
});

test.each([["short\n"]])("a password of %j is refused", { timeout: LIMIT_MS }, async (typed) => {
  const { code, said } = await staff(["add", "a@example.com", "--role", "admin"], typed);
  expect([code, said.trim()]).toEqual([1, expect.stringMatching(/password.*Nothing was changed\.$/i)]);
  expect(await stores.db.collection("user").countDocuments({ email: "a@example.com" })).toBe(0);
});
