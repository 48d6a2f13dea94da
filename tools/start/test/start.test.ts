import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tryLock } from "../../bootstrap/file-lock.mjs";

const START = path.join(import.meta.dirname, "../start.mjs");
const FILE_LOCK = path.join(import.meta.dirname, "../../bootstrap/file-lock.mjs");

let folder: string;
let owners: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "scarlet-start-"));
  owners = [];
});
afterEach(() => {
  for (const owner of owners) owner.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

type Ended = { readonly code: number | null; readonly output: string };

function start(settings: Record<string, string>, args: readonly string[] = [], input = ""): Promise<Ended> {
  // An empty setting is an unset one, and keeps a developer's own .env out of the test.
  const quiet = { DATABASE_URL: "", REDIS_URL: "", HOST: "", API_INSTANCES: "" };
  const child = spawn(process.execPath, [START, ...args], {
    env: { ...process.env, ...quiet, DATA_DIR: folder, ...settings },
  });
  child.stdin.end(input);
  const said: Buffer[] = [];
  child.stdout.on("data", (chunk) => said.push(chunk));
  child.stderr.on("data", (chunk) => said.push(chunk));
  return new Promise((resolve) =>
    child.on("close", (code) => resolve({ code, output: Buffer.concat(said).toString() })),
  );
}

/** Another process that holds the folder. */
async function ownFolder(): Promise<ChildProcess> {
  const script = `
    import { tryLock } from ${JSON.stringify(FILE_LOCK)};
    console.log("fd" in tryLock(${JSON.stringify(path.join(folder, "lock"))}));
    setInterval(() => undefined, 1000);`;
  const owner = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  owners.push(owner);
  expect(
    await new Promise((resolve) => owner.stdout?.once("data", (data) => resolve(String(data).trim()))),
  ).toBe("true");
  return owner;
}

test("a second start on a folder in use says who has it, exits 1 and does nothing else", async () => {
  const owner = await ownFolder();
  const { code, output } = await start({});
  expect(code).toBe(1);
  expect(output).toBe(
    `The data folder ${folder} is in use by another npm start (process ${owner.pid}): stop that one, or name another folder in DATA_DIR.\n`,
  );
  expect(readdirSync(folder)).toEqual(["lock"]);
});

test("the lock dies with its owner, however that ends", async () => {
  const owner = await ownFolder();
  expect(tryLock(path.join(folder, "lock"))).toEqual({ owner: String(owner.pid) });
  const gone = new Promise((resolve) => owner.once("exit", resolve));
  owner.kill("SIGKILL");
  await gone;
  expect(tryLock(path.join(folder, "lock"))).toHaveProperty("fd");
});

test("a wrong setting is told in one sentence that names it, with exit code 1", async () => {
  const { code, output } = await start({ HOLD_SECONDS: "0" });
  expect(code).toBe(1);
  expect(output).toMatch(/^HOLD_SECONDS is wrong \(it is "0"\): .*\n$/);
});

test("a busy port is told in one sentence that names its setting, with exit code 1", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const { code, output } = await start({ ...(await freePorts()), ADMIN_PORT: String(port) });
  server.close();
  expect(code).toBe(1);
  expect(output).toBe(
    `Port ${port} on 127.0.0.1 is taken: stop what uses it, or choose another with ADMIN_PORT.\n`,
  );
});

test("a program that a setting names and that is not there ends the start", async () => {
  const { code, output } = await start({ ...(await freePorts()), MONGOD_BINARY: "/nowhere/mongod" });
  expect(code).toBe(1);
  expect(output).toBe("MONGOD_BINARY names /nowhere/mongod, and no program is there.\n");
});

test("an unknown argument, and a reset that is not answered with yes, end the start and delete nothing", async () => {
  writeFileSync(path.join(folder, "auth-secret"), "kept");
  expect(await start({}, ["--rest"])).toMatchObject({ code: 1, output: expect.stringContaining("--rest") });
  for (const answer of ["no\n", ""]) {
    const { code, output } = await start({}, ["--reset"], answer);
    expect(code).toBe(1);
    expect(output).toContain("Nothing was deleted.");
  }
  expect(readdirSync(folder)).toContain("auth-secret");
});

async function freePorts(): Promise<Record<string, string>> {
  const { freePort } = await import("../ports.ts");
  const [storefront, admin, api] = [await freePort(), await freePort(), await freePort()];
  return { STOREFRONT_PORT: String(storefront), ADMIN_PORT: String(admin), API_PORT: String(api) };
}
