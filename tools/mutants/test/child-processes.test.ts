import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MUTANTS } from "../mutants.ts";
import { runTests } from "../run-tests.ts";
import { makeWorkingCopy, type WorkingCopy } from "../working-copy.ts";

const PROGRAM = `
import { localPath } from "@scarlet/domain/kernel";
console.log(localPath("//elsewhere.example/orders"));
`;

/** Sees the protection only in processes of its own: one from source, and one from a single file as the API has it. */
const PROBE = `
import { execFileSync } from "node:child_process";
import path from "node:path";
import { build } from "vite";
import { expect, test } from "vitest";

const said = (file: string) => execFileSync(process.execPath, [file], { encoding: "utf8" }).trim();
const source = path.join(import.meta.dirname, "probe.ts");

test("from source", () => expect(said(source)).toBe("null"));

test("from one file", async () => {
  const outDir = path.join(import.meta.dirname, "built");
  await build({ configFile: false, logLevel: "error", ssr: { noExternal: true }, build: { ssr: source, outDir } });
  expect(said(path.join(outDir, "probe.js"))).toBe("null");
});
`;

let copy: WorkingCopy;

beforeAll(() => {
  copy = makeWorkingCopy(path.resolve(import.meta.dirname, "../../.."));
  writeFileSync(path.join(copy.folder, "apps/api/test/probe.ts"), PROGRAM);
  writeFileSync(path.join(copy.folder, "apps/api/test/probe.test.ts"), PROBE);
});

afterAll(() => copy.remove());

test("a protection that is taken away is missing in the processes that tests start, and there again after it", async () => {
  const mutant = MUTANTS.find(({ file }) => file === "packages/domain/src/kernel/text/local-path.ts");
  if (mutant === undefined) throw new Error("no mutant takes the check of local paths away");
  const run = () => runTests(copy, { tests: ["apps/api/test/probe.test.ts"], untilOneFails: false });
  const without = await copy.during(mutant, run);
  expect(without.failures.map(({ name }) => name)).toEqual(["from source", "from one file"]);
  expect(without.failedFiles).toEqual(["apps/api/test/probe.test.ts"]);
  expect(await run()).toEqual({ passed: 2, failures: [], failedFiles: [] });
}, 120_000);

test("a run may end at its first failure, and may be called off", async () => {
  const probe = { tests: ["apps/api/test/probe.test.ts"], untilOneFails: true };
  const change = { file: "apps/api/test/probe.ts", find: "//elsewhere.example", replace: "" };
  const { failures } = await copy.during(change, () => runTests(copy, probe));
  expect(failures).toEqual([{ name: "from source", why: expect.stringContaining("expected '/orders'") }]);

  const built = path.join(copy.folder, "apps/api/test/built");
  rmSync(built, { recursive: true });
  for (const signal of [AbortSignal.abort(), AbortSignal.timeout(1)])
    await expect(runTests(copy, { ...probe, signal })).rejects.toThrow("aborted");
  expect(existsSync(built)).toBe(false);
}, 120_000);
