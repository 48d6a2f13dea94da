import { rmSync } from "node:fs";
import path from "node:path";
import { runCommand, StartError } from "../bootstrap/start-error.mjs";
import { askedToStop } from "../start/stop-signals.ts";
import { endToEnd } from "./e2e-step.ts";
import { ensureRedis, ensureSpin } from "./install-tools.ts";
import { staticSteps } from "./static-steps.ts";
import { type Outcome, oneCheck, type Step, Workshop } from "./step.ts";
import { vitestStep } from "./vitest-step.ts";

const root = path.resolve(import.meta.dirname, "../..");
const needAll = async (workshop: Workshop): Promise<void> => {
  await ensureRedis(workshop);
  await ensureSpin(workshop);
};
const quick = [...staticSteps, vitestStep("Unit tests", "unit")];
/** Real processes, a real Redis and faults; fails on one stale read, and when too few reads were judged. */
const stress = oneCheck({
  name: "Stress of the stock cache",
  args: ["bench/stress-cache/main.ts", "--seconds", "20", "--reads", "200000", "--hits", "0.5"],
});
const all = [...quick, vitestStep("Integration tests", "integration", needAll), stress, endToEnd];

/** Runs every step, whatever becomes of the others, and ends with one line that counts them all. */
await runCommand(async () => {
  const stopped = askedToStop();
  const folder = path.join(root, "test-results", "run");
  rmSync(folder, { recursive: true, force: true });
  const workshop = new Workshop(root, folder);
  const total = await Promise.race([
    runAll(process.argv[2] === "quick" ? quick : all, workshop),
    stopped.asked,
  ]);
  await workshop.close();
  if (total === undefined) throw new StartError("Stopped before the end.");
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
});
// The channel to the process that started us would hold this one open.
process.exit();

async function runAll(steps: readonly Step[], workshop: Workshop): Promise<Outcome> {
  let [passed, failed] = [0, 0];
  for (const step of steps) {
    const outcome = await attempt(step, workshop);
    console.log(`  ${step.name.toLowerCase()}: ${outcome.passed} passed, ${outcome.failed} failed\n`);
    passed += outcome.passed;
    failed += outcome.failed;
  }
  return { passed, failed };
}

async function attempt(step: Step, workshop: Workshop): Promise<Outcome> {
  try {
    return await step.run(workshop);
  } catch (error) {
    console.log(error instanceof StartError ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}
