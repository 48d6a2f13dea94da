import { StartError } from "../bootstrap/start-error.mjs";
import type { Outcome, Step, Workshop } from "./step.ts";

/** Steps that run one after the other. */
export type Lane = readonly Step[];

type Ended = Outcome & { readonly name: string; readonly seconds: number };

/**
 * Runs lanes beside each other, since a step that waits for a disk, a browser or one long test leaves a core idle. Every
 * step is run, whatever becomes of the others. Each tells its outcome when it has ended, and all are told once more at
 * the end, because by then they stand among what other steps said.
 */
export async function runLanes(lanes: readonly Lane[], workshop: Workshop): Promise<Outcome> {
  const ended = (await Promise.all(lanes.map((lane) => runLane(lane, workshop)))).flat();
  console.log("All steps:");
  for (const step of ended) console.log(`  ${lineOf(step)}, ${step.seconds} s`);
  return ended.reduce<Outcome>(
    (total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }),
    { passed: 0, failed: 0 },
  );
}

async function runLane(lane: Lane, workshop: Workshop): Promise<readonly Ended[]> {
  const ended: Ended[] = [];
  for (const step of lane) {
    const began = performance.now();
    const outcome = await attempt(step, workshop);
    const seconds = Math.round((performance.now() - began) / 1000);
    const one = { name: step.name, seconds, ...outcome };
    console.log(`  ${lineOf(one)}\n`);
    ended.push(one);
  }
  return ended;
}

/** The same steps, and a promise that is fulfilled when the last of them has ended, whatever became of it. */
export function withEnd(lane: Lane): { readonly lane: Lane; readonly ended: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const last = lane.at(-1);
  if (last === undefined) throw new TypeError("a lane without steps has no end");
  const run: Step["run"] = async (workshop) => {
    try {
      return await last.run(workshop);
    } finally {
      resolve();
    }
  };
  return { lane: [...lane.slice(0, -1), { ...last, run }], ended: promise };
}

async function attempt(step: Step, workshop: Workshop): Promise<Outcome> {
  try {
    return await step.run(workshop);
  } catch (error) {
    console.log(error instanceof StartError ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

function lineOf({ name, passed, failed }: Omit<Ended, "seconds">): string {
  return `${name.toLowerCase()}: ${passed} passed, ${failed} failed`;
}
