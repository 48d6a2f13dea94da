import { cpuMs } from "./processor-time.ts";

/** One try of a buyer to get a piece. False: it was refused or failed, and the buyer tries again. */
export type Buy = (nth: number, buyer: number) => Promise<boolean>;

export type Measured = {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMsPerOrder: number;
  readonly failed: number;
};

export type Measuring = {
  readonly seconds: number;
  /** The processes whose time counts. */
  readonly pids: readonly number[];
};

/** Lets so many buyers buy, each one order after another, for a while. */
export async function measureCrowd(
  buyers: number,
  buy: Buy,
  { seconds, pids }: Measuring,
): Promise<Measured> {
  const took: number[] = [];
  let [nth, failed] = [0, 0];
  const cpuBefore = cpuMs(pids);
  const begun = performance.now();
  const until = begun + seconds * 1_000;
  async function shop(buyer: number): Promise<void> {
    while (performance.now() < until) {
      const from = performance.now();
      const bought = await buy(nth++, buyer);
      if (bought) took.push(performance.now() - from);
      else failed += 1;
    }
  }
  await Promise.all(Array.from({ length: buyers }, (_, buyer) => shop(buyer)));
  const ms = performance.now() - begun;
  const cpu = cpuMs(pids) - cpuBefore;
  took.sort((a, b) => a - b);
  const at = (share: number) =>
    took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;
  return {
    perSecond: took.length / (ms / 1_000),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    cpuMsPerOrder: cpu / took.length,
    failed,
  };
}
