import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Outcome, Step, Workshop } from "./step.ts";

const reportSchema = z.object({
  success: z.boolean(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  testResults: z.array(
    z.object({
      status: z.string(),
      name: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

/** One of vitest's projects. `before` brings what its tests need. */
export function vitestStep(
  name: string,
  project: string,
  before: (workshop: Workshop) => Promise<void> = async () => undefined,
): Step {
  return {
    name,
    run: async (workshop) => {
      await before(workshop);
      const file = path.join(workshop.folder, `${project}.json`);
      const reporters = ["--reporter=default", "--reporter=json", `--outputFile=${file}`];
      const { ok } = await workshop.run({
        name,
        args: ["node_modules/vitest/vitest.mjs", "run", "--project", project, ...reporters],
      });
      return existsSync(file)
        ? outcomeOf(JSON.parse(readFileSync(file, "utf8")), ok)
        : { passed: 0, failed: 1 };
    },
  };
}

/**
 * Counts tests. A file that could not be read in at all, a skipped test, and an error outside of every test are failures too: none of
 * them has proven anything.
 */
export function outcomeOf(json: unknown, ok: boolean): Outcome {
  const report = reportSchema.parse(json);
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((each) => each.status !== "failed"),
  );
  for (const { name, assertionResults } of report.testResults)
    for (const { status, fullName } of assertionResults)
      if (status === "skipped" || status === "pending")
        console.log(`skipped, which counts as failed: ${name}: ${fullName}`);
  const failed = report.numFailedTests + report.numPendingTests + brokenFiles.length;
  return { passed: report.numPassedTests, failed: failed === 0 && !(ok && report.success) ? 1 : failed };
}
