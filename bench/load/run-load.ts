import { cpuMs } from "./cpu-time.ts";
import { HttpConnection } from "./http-connection.ts";

export type LoadOptions = {
  readonly port: number;
  /** Requests to send, one after another, from the beginning again at the end. */
  readonly requests: readonly Buffer[];
  readonly connections: number;
  readonly seconds: number;
  /** The processes whose CPU time counts. */
  readonly pids: readonly number[];
  /** Told every answer, head and body. */
  readonly onAnswer?: (answer: Buffer) => void;
};

export type LoadResult = {
  readonly requests: number;
  readonly perSecond: number;
  readonly perCoreSecond: number;
  readonly cpuMsEach: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};

const OK = Buffer.from("HTTP/1.1 200 ");

/** Sends requests as fast as the connections allow, each with one request under way. Throws at any status but 200. */
export async function runLoad({
  port,
  requests,
  connections,
  seconds,
  pids,
  onAnswer,
}: LoadOptions): Promise<LoadResult> {
  const wires = await Promise.all(Array.from({ length: connections }, () => HttpConnection.open(port)));
  const latenciesMs: number[] = [];
  let next = 0;
  const cpuBefore = cpuMs(pids);
  const startedAt = performance.now();
  const until = startedAt + seconds * 1_000;
  await Promise.all(
    wires.map(async (wire) => {
      for (let from = performance.now(); from < until; ) {
        const wanted = requests[next++ % requests.length];
        if (wanted === undefined) throw new Error("there is nothing to ask for");
        const answer = await wire.ask(wanted);
        if (OK.compare(answer, 0, OK.length) !== 0) throw new Error(answer.toString("latin1").slice(0, 400));
        onAnswer?.(answer);
        const now = performance.now();
        latenciesMs.push(now - from);
        from = now;
      }
    }),
  );
  const ms = performance.now() - startedAt;
  const cpu = cpuMs(pids) - cpuBefore;
  for (const wire of wires) wire.close();
  latenciesMs.sort((a, b) => a - b);
  const at = (share: number) => latenciesMs[Math.floor((latenciesMs.length - 1) * share)] ?? Number.NaN;
  return {
    requests: latenciesMs.length,
    perSecond: latenciesMs.length / (ms / 1_000),
    perCoreSecond: latenciesMs.length / (cpu / 1_000),
    cpuMsEach: cpu / latenciesMs.length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
}
