import { writeFileSync } from "node:fs";
import { Redis } from "ioredis";

/*
 * Loaded into the API process before its own code. It notes the moment in which the process hands a commit's news to
 * Redis, in milliseconds of CLOCK_MONOTONIC, which all processes of one machine share, and writes what it noted into the
 * file BENCH_STAMPS when the process ends. On SIGUSR2 it collects garbage and says how much memory is in use.
 */
export type Stamp = readonly [productId: string, version: number, atMs: number];

const stamps: Stamp[] = [];
const now = (): number => Number(process.hrtime.bigint()) / 1e6;
type Publish = (this: Redis, ...args: unknown[]) => Promise<number>;
const publish = Reflect.get(Redis.prototype, "publish") as Publish;

Reflect.set(Redis.prototype, "publish", function (this: Redis, ...args: unknown[]) {
  note(String(args[1]), now());
  return publish.apply(this, args);
});

/** Other messages than news of stock have no changes. */
function note(message: string, atMs: number): void {
  if (!message.startsWith('{"changes"')) return;
  const { changes } = JSON.parse(message) as { changes: { productId: string; version: number }[] };
  for (const { productId, version } of changes) stamps.push([productId, version, atMs]);
}

process.on("SIGUSR2", () => {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  console.log(`memory: ${rss} ${heapUsed}`);
});
process.on("exit", () => {
  if (process.env.BENCH_STAMPS !== undefined) writeFileSync(process.env.BENCH_STAMPS, JSON.stringify(stamps));
});
