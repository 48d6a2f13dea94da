import { closeSync, constants, existsSync, fdatasyncSync, openSync, readSync, writeSync } from "node:fs";

const CHUNK_BYTES = 1024 * 1024;

/**
 * Writes a log that was left by a server which did not end in order once more, in place, and syncs it. After a failed sync the
 * system may show pages that are not on the disk and will never be written: commits that were appended behind such a gap
 * would be lost with it in a power cut. What this reads is what the recovery reads, and afterwards also what the disk has.
 */
export function settleLog(path: string): void {
  if (!existsSync(path)) return;
  const log = openSync(path, constants.O_RDWR);
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (let at = 0; ; ) {
      const length = readSync(log, chunk, 0, CHUNK_BYTES, at);
      if (length === 0) break;
      for (let done = 0; done < length; ) done += writeSync(log, chunk, done, length - done, at + done);
      at += length;
    }
    fdatasyncSync(log);
  } finally {
    closeSync(log);
  }
}
