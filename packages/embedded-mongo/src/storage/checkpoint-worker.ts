// Runs in a thread of its own: moving committed pages from the log to the data file waits for the disk for long.
import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";

const db = new DatabaseSync(String(workerData));

parentPort?.on("message", () => {
  let errcode = 0;
  try {
    db.exec("PRAGMA wal_checkpoint(PASSIVE)");
  } catch (error) {
    // What was not moved stays in the log; the caller decides what the error means.
    errcode = (error as { errcode?: number }).errcode ?? 1;
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin.
  parentPort?.postMessage(errcode);
});
