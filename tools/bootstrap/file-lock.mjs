import { spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { StartError } from "./start-error.mjs";

/**
 * Locks a file with flock(2), the operating system's own lock. Node cannot take one, but the lock belongs to the open file and not
 * to the process that asked: a helper that inherits our descriptor takes it, and it lasts until the last holder of the descriptor is
 * gone, however it ends. Node closes the descriptor in every child that is not handed it on purpose.
 */
const LOCK_HELPERS = [
  { command: "flock", args: ["--nonblock", "3"] },
  { command: "perl", args: ["-e", 'open(my $f, "+>>&=", 3) or exit 2; exit(flock($f, 6) ? 0 : 1)'] },
];

/**
 * @param {string} path made when it is missing; its text names the owner
 * @returns {{ fd: number } | { owner: string }} the held lock, or who holds it
 */
export function tryLock(path) {
  const fd = openSync(path, "a+");
  for (const { command, args } of LOCK_HELPERS) {
    const { error, status } = spawnSync(command, args, { stdio: ["ignore", "ignore", "ignore", fd] });
    if (error) continue;
    if (status === 0) {
      writeFileSync(path, `${process.pid}\n`);
      return { fd };
    }
    closeSync(fd);
    if (status === 1) return { owner: readFileSync(path, "utf8").trim() };
    throw new StartError(`${path} cannot be locked: ${command} ended with ${status}.`);
  }
  closeSync(fd);
  throw new StartError(
    "Neither flock nor perl was found, and one of them is needed to lock the data folder: install util-linux.",
  );
}

/**
 * Waits for a lock that others give back soon.
 * @param {string} path
 * @param {() => void} onWait called once when somebody else holds it
 * @returns {Promise<number>} the descriptor; closing it gives the lock back
 */
export async function waitForLock(path, onWait) {
  for (let told = false; ; ) {
    const lock = tryLock(path);
    if ("fd" in lock) return lock.fd;
    if (!told) onWait();
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
