import { mkdirSync } from "node:fs";
import path from "node:path";
import { tryLock } from "./file-lock.mjs";
import { StartError } from "./start-error.mjs";

/**
 * Makes the data folder and takes its lock, which dies with its owner.
 * @param {string} root of the repository
 * @returns {{ folder: string, fd: number }}
 */
export function takeDataFolder(root) {
  const folder = path.resolve(root, process.env.DATA_DIR || ".data");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lock = tryLock(path.join(folder, "lock"));
    if ("fd" in lock) return { folder, fd: lock.fd };
    throw new StartError(
      `The data folder ${folder} is in use by another npm start (process ${lock.owner}): stop that one, or name another folder in DATA_DIR.`,
    );
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The data folder ${folder} (DATA_DIR) cannot be used: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}
