import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { MUTANTS } from "./mutants.ts";

// Takes each protection away in turn and tells whether the tests notice: `npm run mutants [words of a name]`.
const root = path.resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(tmpdir(), "scarlet-mutants-"));
const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })) }),
  ),
});

type Verdict = { readonly passed: number; readonly failures: readonly string[] };

function judge(tests: readonly string[], mutant: string): Verdict {
  const outputFile = path.join(folder, "report.json");
  rmSync(outputFile, { force: true });
  const args = ["node_modules/vitest/vitest.mjs", "run", "--config", "tools/mutants/vitest.config.ts"];
  const run = spawnSync(
    process.execPath,
    [...args, "--reporter=json", `--outputFile=${outputFile}`, ...tests],
    {
      cwd: root,
      env: { ...process.env, SCARLET_MUTANT: mutant },
      encoding: "utf8",
    },
  );
  try {
    const report = reportSchema.parse(JSON.parse(readFileSync(outputFile, "utf8")));
    const failed = report.testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === "failed");
    return { passed: report.numPassedTests, failures: failed.map(({ fullName }) => fullName) };
  } catch (cause) {
    throw new Error(`the tests gave no report:\n${run.stdout}${run.stderr}`, { cause });
  }
}

function countIn(file: string, words: string): number {
  return readFileSync(path.join(root, file), "utf8").split(words).length - 1;
}

const wanted = process.argv.slice(2).join(" ");
const chosen = MUTANTS.filter(({ name }) => name.includes(wanted));
let bad = chosen.length === 0 ? 1 : 0;
const whole = judge([...new Set(chosen.flatMap(({ tests }) => tests))], "");
console.log(`nothing taken away: ${whole.passed} passed, ${whole.failures.length} failed`);
if (whole.failures.length > 0 || whole.passed === 0) bad += 1;
for (const { name, file, find, tests } of chosen) {
  if (countIn(file, find) !== 1) throw new Error(`"${name}" does not find its place in ${file}`);
  const { failures } = judge(tests, name);
  if (failures.length === 0) bad += 1;
  console.log(`${failures.length === 0 ? "NOT CAUGHT" : "caught"}: ${name}`);
  for (const failure of failures.slice(0, 2)) console.log(`    by: ${failure}`);
}
rmSync(folder, { recursive: true });
console.log(`${chosen.length - bad} of ${chosen.length} caught`);
process.exitCode = bad === 0 ? 0 : 1;
