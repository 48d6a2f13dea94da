import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/**
 * When a process began, in the system's own words; undefined when there is none. With its id it names one process for good: the
 * number alone is given to somebody else after its owner's end.
 */
export function startOf(pid: number): string | undefined {
  if (existsSync("/proc/self/stat")) return startInProc(pid);
  const { status, stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

function startInProc(pid: number): string | undefined {
  try {
    // The name in brackets may hold spaces; the fields after it do not. Field 3 is the state, field 22 the start.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return fields[0] === "Z" ? undefined : fields[19];
  } catch {
    // No such process.
    return undefined;
  }
}
