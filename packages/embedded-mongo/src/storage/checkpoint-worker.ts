// Runs in a thread of its own: moving committed pages from the log to the data file waits for the disk for long.
import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";

const db = new DatabaseSync(String(workerData));

parentPort?.on("message", () => {
  db.exec("PRAGMA wal_checkpoint(PASSIVE)");
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin.
  parentPort?.postMessage("done");
});
