import { readFileSync } from "node:fs";

/** The kernel counts CPU time in ticks of this length. */
const TICK_MS = 10;

/** The CPU time that these processes have used so far, user and system, in milliseconds. Linux only. */
export function cpuMs(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return sum + (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  }, 0);
}
