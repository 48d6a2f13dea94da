import { cpuMs } from "../checkout/processor-time.ts";
import { Wire } from "./wire.ts";

export type Drive = {
  readonly port: number;
  /** Requests to send, in turn. */
  readonly requests: readonly Buffer[];
  readonly connections: number;
  readonly seconds: number;
  /** The processes whose time counts. */
  readonly pids: readonly number[];
};

export type Driven = {
  readonly requests: number;
  readonly perSecond: number;
  readonly perCoreSecond: number;
  readonly cpuMsEach: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};

const OK = Buffer.from("HTTP/1.1 200 ");

/** Drives a server as hard as so many connections can, each with one request under way. Raises at any answer but 200. */
export async function drive({ port, requests, connections, seconds, pids }: Drive): Promise<Driven> {
  const wires = await Promise.all(Array.from({ length: connections }, () => Wire.open(port)));
  const took: number[] = [];
  let next = 0;
  const cpuBefore = cpuMs(pids);
  const begun = performance.now();
  const until = begun + seconds * 1_000;
  await Promise.all(
    wires.map(async (wire) => {
      for (let from = performance.now(); from < until; ) {
        const wanted = requests[next++ % requests.length];
        if (wanted === undefined) throw new Error("there is nothing to ask for");
        const answer = await wire.ask(wanted);
        if (OK.compare(answer, 0, OK.length) !== 0) throw new Error(answer.toString("latin1").slice(0, 400));
        const now = performance.now();
        took.push(now - from);
        from = now;
      }
    }),
  );
  const ms = performance.now() - begun;
  const cpu = cpuMs(pids) - cpuBefore;
  for (const wire of wires) wire.close();
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor((took.length - 1) * share)] ?? Number.NaN;
  return {
    requests: took.length,
    perSecond: took.length / (ms / 1_000),
    perCoreSecond: took.length / (cpu / 1_000),
    cpuMsEach: cpu / took.length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
}
