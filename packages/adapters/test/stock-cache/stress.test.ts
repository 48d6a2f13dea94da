import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { ROOT } from "../process.ts";

const run = promisify(execFile);
const STRESS = path.join(ROOT, "bench/stress-cache/main.ts");

/** A short run of `npm run stress:cache`; long ones are run by command, see docs/cache.md. */
async function stress(...more: string[]): Promise<{ reads: number; stale: number; torn: number }> {
  const answer = await run(process.execPath, [STRESS, ...more], { cwd: ROOT }).catch(
    (error: unknown) => error as { stdout: string },
  );
  return JSON.parse(answer.stdout) as { reads: number; stale: number; torn: number };
}

test("no read is stale while processes die, wires break and Redis forgets", async () => {
  const { reads, stale, torn } = await stress("--seconds", "15", "--reads", "200000");
  expect({ stale, torn }).toEqual({ stale: 0, torn: 0 });
  expect(reads).toBeGreaterThanOrEqual(200_000);
}, 240_000);

test("and the same run finds what it looks for, when writes go past the fence", async () => {
  const { stale } = await stress("--seconds", "10", "--calm", "--unfenced");
  expect(stale).toBeGreaterThan(0);
}, 120_000);
