import { execFileSync } from "node:child_process";
import { cpus, loadavg } from "node:os";

/** Whether processes can be bound to cores: there must be two cores and `taskset`. */
export const CAN_PIN = cpus().length > 1 && hasTaskset();

function hasTaskset(): boolean {
  try {
    execFileSync("taskset", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Binds processes with all their threads to one core, if that is possible. */
export function pin(pids: readonly number[], core: number): void {
  if (!CAN_PIN) return;
  for (const pid of pids) execFileSync("taskset", ["-acp", String(core), String(pid)], { stdio: "ignore" });
}

/** The machine and its load, for the header of a table. */
export function machine(): string {
  return `${unboundMachine()}, ${CAN_PIN ? "servers on core 0, load on core 1" : "not bound to cores"}`;
}

/** The same where nothing is bound to a core. */
export function unboundMachine(): string {
  const model = cpus()[0]?.model ?? "unknown processor";
  const load = loadavg().map((each) => each.toFixed(1));
  return `${cpus().length} cores, ${model}, load ${load.join(" ")}, Node ${process.version}`;
}
