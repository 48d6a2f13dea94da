import { setTimeout as delay } from "node:timers/promises";
import { startOf } from "./process-identity.ts";
import { type RuntimeProcess, readRuntime, removeRuntime } from "./runtime-file.ts";

const PATIENCE_MS = 10_000;

/**
 * Waits for what an earlier start on this folder left behind when it was killed. Its children end themselves, but not at once;
 * one that will not is ended here. The folder's lock is ours by now, so none of them belongs to a start that lives.
 */
export async function endOrphanProcesses(dataFolder: string, say: (line: string) => void): Promise<void> {
  const children = readRuntime(dataFolder)?.children ?? [];
  const deadline = performance.now() + PATIENCE_MS;
  if (children.some(isAlive))
    say("The last start was cut off and its processes are still ending; waiting for them ...");
  while (children.some(isAlive) && performance.now() < deadline) await delay(100);
  for (const { pid } of children.filter(isAlive)) end(pid);
  removeRuntime(dataFolder);
}

function isAlive({ pid, startedAt }: RuntimeProcess): boolean {
  return startOf(pid) === startedAt;
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // It went by itself between the look and the kill.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
