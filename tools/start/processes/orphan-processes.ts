import { setTimeout as delay } from "node:timers/promises";
import { type RuntimeProcess, readRuntime, removeRuntime } from "../runtime-file.ts";
import { startOf } from "./process-identity.ts";

const ORPHAN_EXIT_TIMEOUT_MS = 10_000;

/**
 * Waits for the child processes of an earlier start on this folder that was killed. They end by themselves, but not at once; those
 * that do not are killed here. This start holds the folder's lock, so none of them belongs to a running start.
 */
export async function endOrphanProcesses(dataFolder: string, say: (line: string) => void): Promise<void> {
  const children = readRuntime(dataFolder)?.children ?? [];
  const deadline = performance.now() + ORPHAN_EXIT_TIMEOUT_MS;
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
    // It ended by itself between the check and the kill.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
