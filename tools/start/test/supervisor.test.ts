import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WATCHED } from "../apps.ts";
import type { ChildSpec } from "../processes/child.ts";
import { startOf } from "../processes/process-identity.ts";
import { Supervisor, type Tier } from "../processes/supervisor.ts";

let folder: string;
let said: string[];
let supervisor: Supervisor;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "scarlet-supervisor-"));
  said = [];
  supervisor = new Supervisor({
    logFolder: folder,
    say: (line) => said.push(line),
    onChange: () => undefined,
  });
});
afterEach(async () => {
  await supervisor.stopAll();
  rmSync(folder, { recursive: true, force: true });
});

const mark = (name: string) => path.join(folder, name);
const order = () => readFileSync(mark("order"), "utf8").trim().split("\n");
const pidOf = (name: string) => supervisor.children.find((child) => child.name === name)?.pid;

/** A child in shell words: says under which id it runs, waits, and notes when it is asked to end. */
function fake(
  name: string,
  script = `echo $$ > ${mark(name)}; trap 'echo ${name} >> ${mark("order")}; exit 0' TERM; while :; do sleep 0.02; done`,
): ChildSpec {
  return {
    name,
    command: "sh",
    args: ["-c", script],
    env: process.env,
    isReady: async () =>
      existsSync(mark(name)) && readFileSync(mark(name), "utf8").trim() === String(pidOf(name)),
    readyWithinMs: 5000,
    stopWithinMs: 2000,
  };
}

test("a child that had been ready is started again within a second, more often than five times, and its neighbour is left alone", async () => {
  await supervisor.keep("database", fake("neighbour"));
  await supervisor.keep("api", fake("api"));
  const neighbour = pidOf("neighbour");
  const tookMs: number[] = [];
  for (let death = 0; death < 7; death++) {
    const before = pidOf("api");
    process.kill(before ?? 0, "SIGKILL");
    const began = performance.now();
    await vi.waitFor(() => expect([undefined, before]).not.toContain(pidOf("api")), {
      timeout: 20_000,
      interval: 5,
    });
    tookMs.push(performance.now() - began);
  }
  // The best of the later ones: a busy machine may delay some, a pause that grows would delay all of them.
  expect(Math.min(...tookMs.slice(3))).toBeLessThan(1000);
  expect(pidOf("neighbour")).toBe(neighbour);
  expect(said).toHaveLength(7);
});

test("a child that ends five times before it is ready ends the start with its cause", async () => {
  const keep = supervisor.keep(
    "api",
    fake("api", `echo x >> ${mark("tries")}; echo 'Error: no such table' >&2; exit 3`),
  );
  await expect(keep).rejects.toThrow(
    /^api ended 5 times before it was ready: exit code 3: Error: no such table/,
  );
  await expect(supervisor.failed).rejects.toThrow("api ended 5 times");
  expect(readFileSync(mark("tries"), "utf8")).toBe("x\n".repeat(5));
});

test("one that Node watches waits for its fault to be mended, and is then ready", async () => {
  const file = mark("program.ts");
  writeFileSync(file, "const = 1;");
  const watched = { ...fake("watched"), command: process.execPath, args: [...WATCHED, file] };
  const kept = supervisor.keep("api", { ...watched, isReady: async () => existsSync(mark("answers")) });
  const output = () => readFileSync(path.join(folder, "watched.log"), "utf8");
  await vi.waitFor(() => expect(output()).toContain("Waiting for file changes"), { timeout: 30_000 });
  expect(output()).toContain("SyntaxError");
  const mended = `require("node:fs").writeFileSync(${JSON.stringify(mark("answers"))}, ""); setInterval(() => 0, 1000);`;
  writeFileSync(file, mended);
  await kept;
  expect(output().match(/Failed running/g)).toHaveLength(1);
  expect(said).toEqual([]);
});

test("a child that never answers is ended and counted as one that died", async () => {
  const deaf = { ...fake("deaf", "exec sleep 60"), isReady: async () => false, readyWithinMs: 50 };
  await expect(supervisor.keep("api", deaf)).rejects.toThrow(
    /^deaf ended 5 times before it was ready: killed by/,
  );
});

test("stopping goes web, API, cache, database, each only after the one before is gone", async () => {
  const tiers: readonly Tier[] = ["database", "cache", "api", "web"];
  for (const tier of tiers) await supervisor.keep(tier, fake(tier));
  await supervisor.stopAll();
  expect(order()).toEqual(["web", "api", "cache", "database"]);
  expect(supervisor.children).toEqual([]);
});

test("stopping ends a child that will not, and what it has started itself", async () => {
  const stubborn = `trap '' TERM; sleep 60 & echo $! > ${mark("grandchild")}; echo $$ > ${mark("stubborn")}; while :; do sleep 0.02; done`;
  await supervisor.keep("api", { ...fake("stubborn", stubborn), stopWithinMs: 100 });
  const grandchild = Number(readFileSync(mark("grandchild"), "utf8"));
  expect(startOf(grandchild)).toBeDefined();
  await supervisor.stopAll();
  await vi.waitFor(() => expect(startOf(grandchild)).toBeUndefined());
});

test("nothing is started any more once stopping has begun, and a task that runs is cut off", async () => {
  const task = supervisor.run({ name: "task", command: "sleep", args: ["60"], env: process.env });
  const cutOff = expect(task).rejects.toThrow("Stopped.");
  await supervisor.stopAll();
  await cutOff;
  await expect(supervisor.keep("api", fake("late"))).rejects.toThrow("Stopped.");
  expect(existsSync(mark("late"))).toBe(false);
});

test("a task that fails tells its last words, without passwords", async () => {
  const script = "echo 'Error: cannot reach mongodb://me:hush@db/scarlet'; exit 1";
  const task = supervisor.run({ name: "preparing", command: "sh", args: ["-c", script], env: process.env });
  await expect(task).rejects.toThrow(
    "preparing failed (exit code 1: Error: cannot reach mongodb://***@db/scarlet",
  );
});

test("children end themselves when the supervisor is killed outright", async () => {
  const script = `
    import { startWatchedProcess } from ${JSON.stringify(path.join(import.meta.dirname, "../processes/child-watchdog.ts"))};
    import { openLog } from ${JSON.stringify(path.join(import.meta.dirname, "../processes/log-file.ts"))};
    const what = { name: "orphan", command: "sleep", args: ["60"], env: process.env };
    console.log(startWatchedProcess(what, openLog(${JSON.stringify(folder)}, "orphan")).pid);
    setInterval(() => undefined, 1000);`;
  const owner = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const orphan = await new Promise<number>((resolve) =>
    owner.stdout.once("data", (data) => resolve(Number(data))),
  );
  expect(startOf(orphan)).toBeDefined();
  owner.kill("SIGKILL");
  await vi.waitFor(() => expect(startOf(orphan)).toBeUndefined(), { timeout: 5000 });
});
