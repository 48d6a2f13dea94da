import { readFileSync } from "node:fs";

const TICK_MS = 10;

/** Processor time that these processes have used so far, in milliseconds, as the kernel counts it. */
export function cpuMs(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return sum + (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  }, 0);
}
