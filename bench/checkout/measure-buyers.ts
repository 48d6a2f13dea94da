import { cpuMs } from "../load/cpu-time.ts";

/** One attempt of a buyer to order a piece. False when it was refused or failed; the buyer tries again. */
export type Buy = (nth: number, buyer: number) => Promise<boolean>;

export type Measurement = {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMsPerOrder: number;
  readonly failed: number;
};

export type MeasureOptions = {
  readonly seconds: number;
  /** The processes whose CPU time counts. */
  readonly pids: readonly number[];
};

/** Lets this many buyers order at the same time, each one order after another, and measures throughput and latency. */
export async function measureBuyers(
  buyers: number,
  buy: Buy,
  { seconds, pids }: MeasureOptions,
): Promise<Measurement> {
  const latenciesMs: number[] = [];
  let [nth, failed] = [0, 0];
  const cpuBefore = cpuMs(pids);
  const startedAt = performance.now();
  const until = startedAt + seconds * 1_000;
  async function shop(buyer: number): Promise<void> {
    while (performance.now() < until) {
      const from = performance.now();
      const bought = await buy(nth++, buyer);
      if (bought) latenciesMs.push(performance.now() - from);
      else failed += 1;
    }
  }
  await Promise.all(Array.from({ length: buyers }, (_, buyer) => shop(buyer)));
  const ms = performance.now() - startedAt;
  const cpu = cpuMs(pids) - cpuBefore;
  latenciesMs.sort((a, b) => a - b);
  const at = (share: number) =>
    latenciesMs[Math.min(latenciesMs.length - 1, Math.floor(latenciesMs.length * share))] ?? Number.NaN;
  return {
    perSecond: latenciesMs.length / (ms / 1_000),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    cpuMsPerOrder: cpu / latenciesMs.length,
    failed,
  };
}
