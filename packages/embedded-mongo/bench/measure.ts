import type { MeasuredServer } from "./server-process.ts";

/** What one measurement came to. */
export interface Measured {
  readonly perSecond: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  /** The server's processor time for one operation. */
  readonly cpuMs: number;
}

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}

/** Runs an operation many times from a number of clients at once. */
export async function measure(
  server: MeasuredServer,
  { count, parallel }: { count: number; parallel: number },
  operation: (i: number) => Promise<unknown>,
): Promise<Measured> {
  const times: number[] = [];
  let next = 0;
  const client = async (): Promise<void> => {
    for (let i = next++; i < count; i = next++) {
      const from = performance.now();
      await operation(i);
      times.push(performance.now() - from);
    }
  };
  const cpuBefore = await server.cpuMs();
  const from = performance.now();
  await Promise.all(Array.from({ length: parallel }, client));
  const totalMs = performance.now() - from;
  const cpuMs = ((await server.cpuMs()) - cpuBefore) / count;
  times.sort((a, b) => a - b);
  return {
    perSecond: (count / totalMs) * 1000,
    medianMs: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    cpuMs,
  };
}

/** The longest a stream of small reads had to wait while something else was going on. */
export async function longestWait(read: () => Promise<unknown>, during: Promise<unknown>): Promise<number> {
  let isOver = false;
  let longest = 0;
  const end = during.then(() => {
    isOver = true;
  });
  const probe = async (): Promise<void> => {
    const from = performance.now();
    await read();
    longest = Math.max(longest, performance.now() - from);
    if (!isOver) await probe();
  };
  await Promise.all([probe(), end]);
  return longest;
}

/** How busy the machine is with other things: a fixed piece of work, its quickest run against its median run. */
export function noise(): { bestMs: number; medianMs: number } {
  const runs = Array.from({ length: 15 }, () => {
    const from = performance.now();
    let sum = 0;
    for (let i = 0; i < 20_000_000; i += 1) sum = (sum + i * 31) % 1_000_003;
    return performance.now() - from + Math.min(sum, 0);
  }).sort((a, b) => a - b);
  return { bestMs: runs[0] ?? 0, medianMs: quantile(runs, 0.5) };
}
