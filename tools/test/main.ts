import { rmSync } from "node:fs";
import path from "node:path";
import { runCommand, StartError } from "../bootstrap/start-error.mjs";
import { askedToStop } from "../start/processes/stop-signals.ts";
import { endToEnd } from "./e2e-step.ts";
import { ensureRedis, ensureSpin } from "./install-tools.ts";
import { type Lane, runLanes, withEnd } from "./lanes.ts";
import { sourceSteps, typeSteps, webTypes } from "./static-steps.ts";
import { oneCheck, Workshop, whenIdle } from "./step.ts";
import { vitestStep } from "./vitest-step.ts";

const root = path.resolve(import.meta.dirname, "../..");
const unit = vitestStep("Unit tests", "unit");
/**
 * Real processes, a real Redis and faults; fails on one stale read, and when too few reads were judged. Which faults come
 * is drawn, and after two that empty Redis no more than a half were hits in twenty seconds.
 */
const stress = oneCheck({
  name: "Stress of the stock cache",
  args: ["bench/stress-cache/main.ts", "--seconds", "20", "--reads", "200000", "--hits", "0.2"],
});
const model = vitestStep("Model of the cache", "model", ensureSpin);
const quick: readonly Lane[] = [
  [...typeSteps, webTypes],
  [...sourceSteps, unit],
];
const heavy = withEnd([vitestStep("Integration tests", "integration", ensureRedis)]);
/**
 * Whatever has limits of time is in the first two lanes: the integration tests; then the browsers, whose shop is built
 * meanwhile (the types of the web apps first: Next writes those of its routes where it also builds). The rest has none,
 * and takes what these leave of the processors. The stress is last in it: it needs the Redis that the first lane
 * installed minutes before.
 */
const all: readonly Lane[] = [
  heavy.lane,
  [webTypes, endToEnd(heavy.ended)],
  whenIdle([...sourceSteps, ...typeSteps, unit, model, stress]),
];

/** Runs every step, whatever becomes of the others, and ends with one line that counts them all. */
await runCommand(async () => {
  const stopped = askedToStop();
  const folder = path.join(root, "test-results", "run");
  rmSync(folder, { recursive: true, force: true });
  const workshop = new Workshop(root, folder);
  const total = await Promise.race([
    runLanes(process.argv[2] === "quick" ? quick : all, workshop),
    stopped.asked,
  ]);
  await workshop.close();
  if (total === undefined) throw new StartError("Stopped before the end.");
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
});
// The channel to the process that started us would hold this one open.
process.exit();
