import { fstat } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";

const START_BYTES = 8 * 1024 * 1024;
const FINISH_BYTES = 32 * 1024 * 1024;
const SYNCS_BETWEEN_LOOKS = 16;
const WORKER_MEMORY = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 2 };

/** Keeps the log short by moving what is committed to the data file, in a thread of its own. */
export class Checkpoints {
  readonly #db: DatabaseSync;
  readonly #file: string;
  readonly #wal: number;
  #worker: Worker | undefined;
  #syncs = 0;
  #isRunning = false;
  #isClosed = false;

  /** `wal` is the open log of the data file. */
  constructor(db: DatabaseSync, file: string, wal: number) {
    this.#db = db;
    this.#file = file;
    this.#wal = wal;
  }

  /** To be called after each sync: begins a checkpoint if the log has grown enough. */
  consider(): void {
    this.#syncs += 1;
    if (this.#syncs % SYNCS_BETWEEN_LOOKS !== 0 || this.#isRunning || this.#isClosed) return;
    this.#isRunning = true;
    fstat(this.#wal, (error, stats) => {
      if (this.#isClosed || error || stats.size < START_BYTES) this.#isRunning = false;
      else this.#begin(stats.size);
    });
  }

  #begin(bytes: number): void {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    worker.once("message", () => {
      this.#isRunning = false;
      if (bytes > FINISH_BYTES && !this.#isClosed) this.#finish();
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin.
    worker.postMessage("checkpoint");
  }

  /**
   * The log starts anew only when all of it is in the data file, and under steady writes the thread never catches up.
   * What it left over is little, so it can be moved here.
   */
  #finish(): void {
    if (!this.#db.isTransaction) this.#db.exec("PRAGMA wal_checkpoint(PASSIVE)");
  }

  #start(): Worker {
    const worker = new Worker(new URL("checkpoint-worker.ts", import.meta.url), {
      workerData: this.#file,
      resourceLimits: WORKER_MEMORY,
    });
    // Without the thread the log only grows; the next one that is started takes over, and closing shortens it.
    worker.on("error", () => {
      this.#worker = undefined;
      this.#isRunning = false;
    });
    worker.unref();
    return worker;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#worker?.terminate();
  }
}
