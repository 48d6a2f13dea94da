import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";
import type { WorkingCopy } from "./working-copy.ts";

const testSchema = z.object({
  status: z.string(),
  fullName: z.string(),
  failureMessages: z.array(z.string()),
});
const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  testResults: z.array(
    z.object({ name: z.string(), status: z.string(), assertionResults: z.array(testSchema) }),
  ),
});

/** A test that failed, by its full name, and the first line of why. */
export type Failure = { readonly name: string; readonly why: string };

export type Verdict = {
  readonly passed: number;
  readonly failures: readonly Failure[];
  /** Files with such tests, and those that could not be run at all; from the folder's root. */
  readonly failedFiles: readonly string[];
};

type Wanted = {
  /** Test files, from the folder's root. */
  readonly tests: readonly string[];
  /** Ends the run at the first failure: one is enough to notice a mutant. */
  readonly untilOneFails: boolean;
  /** Ends the run before its time; then `runTests` raises the signal's reason. */
  readonly signal?: AbortSignal;
};

/** Runs tests in a working copy of the repository. Raises, with what they wrote, when they gave no report. */
export async function runTests(
  { folder, temporary }: Pick<WorkingCopy, "folder" | "temporary">,
  { tests, untilOneFails, signal }: Wanted,
): Promise<Verdict> {
  signal?.throwIfAborted();
  const report = path.join(temporary, "report.json");
  rmSync(report, { force: true });
  const args = ["node_modules/vitest/vitest.mjs", "run", "--config", "tools/mutants/vitest.config.ts"];
  const reporting = ["--reporter=json", `--outputFile=${report}`, ...(untilOneFails ? ["--bail=1"] : [])];
  const child = spawn(process.execPath, [...args, ...reporting, ...tests], {
    cwd: folder,
    env: { ...process.env, TMPDIR: temporary },
  });
  const end = () => void child.kill();
  signal?.addEventListener("abort", end, { once: true });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  signal?.removeEventListener("abort", end);
  signal?.throwIfAborted();
  try {
    return verdictOf(reportSchema.parse(JSON.parse(readFileSync(report, "utf8"))), folder);
  } catch (cause) {
    throw new Error(`the tests gave no report:\n${out}${err}`, { cause });
  }
}

function verdictOf({ numPassedTests, testResults }: z.infer<typeof reportSchema>, folder: string): Verdict {
  const failures = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === "failed")
    .map(({ fullName, failureMessages: [message = ""] }) => ({ name: fullName, why: firstLine(message) }));
  const failedFiles = testResults
    .filter(({ status }) => status === "failed")
    .map(({ name }) => path.relative(folder, name));
  return { passed: numPassedTests, failures, failedFiles };
}

function firstLine(message: string): string {
  return message.split("\n", 1).join("");
}
