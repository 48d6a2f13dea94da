import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Names the folder that all files of one run share. */
const SETTING = "SCARLET_SHARED_FOLDER";

/**
 * Vitest's global setup: one folder for the run, gone at its end. Processes of the run keep there what they compiled:
 * most of a start from source is that, and a run starts a hundred.
 */
export default function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), "scarlet-run-"));
  process.env[SETTING] = folder;
  process.env.NODE_COMPILE_CACHE = path.join(folder, "compiled");
  return () => rmSync(folder, { recursive: true, force: true });
}

/** The run's folder. Where nobody set one up, as in a bench, one of this process, gone when it ends. */
export function runFolder(): string {
  const given = process.env[SETTING];
  if (given !== undefined) return given;
  const remove = setup();
  process.once("exit", remove);
  return runFolder();
}
