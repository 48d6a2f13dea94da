import path from "node:path";
import { parseArgs } from "node:util";
import { choose } from "./choose.ts";
import { MUTANTS, type Mutant } from "./mutants.ts";
import { runTests } from "./run-tests.ts";
import { makeWorkingCopy } from "./working-copy.ts";

/*
 * Takes each protection away in turn and tells whether the tests notice:
 * `npm run mutants -- [words of a name or of a file]... [--from words]`.
 */
const { values, positionals } = parseArgs({ options: { from: { type: "string" } }, allowPositionals: true });
const chosen = choose(MUTANTS, { words: positionals, from: values.from });
const stopping = new AbortController();
const { signal } = stopping;
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stopping.abort());

const copy = makeWorkingCopy(path.resolve(import.meta.dirname, "../.."));
try {
  const failing = await nothingTakenAway();
  const caught = await eachTakenAway(failing);
  process.exitCode = failing.length === 0 && caught === chosen.length ? 0 : 1;
} catch (error) {
  if (!signal.aborted) throw error;
  process.exitCode = 130;
} finally {
  copy.remove();
}

/** The test files that fail with every protection there. */
async function nothingTakenAway(): Promise<readonly string[]> {
  const tests = [...new Set(chosen.flatMap((mutant) => mutant.tests))];
  const { passed, failures, failedFiles } = await runTests(copy, { tests, untilOneFails: false, signal });
  console.log(`nothing taken away: ${passed} passed, ${failures.length} failed`);
  for (const { name, why } of failures) console.log(`    ${name}: ${why}`);
  return failedFiles;
}

/** How many are caught. A test that fails anyway tells nothing of a mutant. */
async function eachTakenAway(failing: readonly string[]): Promise<number> {
  let caught = 0;
  for (const mutant of chosen) {
    if (mutant.tests.some((each) => failing.includes(each))) console.log(`NOT TRIED: ${mutant.name}`);
    else if (await isCaught(mutant)) caught += 1;
  }
  console.log(`${caught} of ${chosen.length} caught`);
  return caught;
}

async function isCaught(mutant: Mutant): Promise<boolean> {
  const begun = performance.now();
  const run = () => runTests(copy, { tests: mutant.tests, untilOneFails: true, signal });
  const { failures } = await copy.during(mutant, run);
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
  console.log(`${failures.length > 0 ? "caught" : "NOT CAUGHT"} (${seconds} s): ${mutant.name}`);
  // One that only ran out of time may have noticed nothing.
  for (const { name, why } of failures.slice(0, 1)) console.log(`    by: ${name}\n        ${why}`);
  return failures.length > 0;
}
