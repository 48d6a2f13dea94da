import { fstat } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";
import { isSyncFailure } from "./write-group.ts";

const CHECKPOINT_BYTES = 8 * 1024 * 1024;
const BLOCKING_CHECKPOINT_BYTES = 32 * 1024 * 1024;
const SYNCS_BETWEEN_CHECKS = 16;
const WORKER_MEMORY = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 2 };

/** Keeps the log short by moving what is committed to the data file, in a thread of its own. */
export class Checkpoints {
  readonly #db: DatabaseSync;
  readonly #file: string;
  readonly #wal: number;
  readonly #onFailure: (cause: Error) => void;
  #worker: Worker | undefined;
  #syncs = 0;
  #isRunning = false;
  #isClosed = false;

  /** `wal` is the open log of the data file; `onFailure` is called with a sync that failed. */
  constructor(
    db: DatabaseSync,
    { file, wal, onFailure }: { file: string; wal: number; onFailure: (cause: Error) => void },
  ) {
    this.#onFailure = onFailure;
    this.#db = db;
    this.#file = file;
    this.#wal = wal;
  }

  /** To be called after each sync: begins a checkpoint if the log has grown enough. */
  consider(): void {
    this.#syncs += 1;
    if (this.#syncs % SYNCS_BETWEEN_CHECKS !== 0 || this.#isRunning || this.#isClosed) return;
    this.#isRunning = true;
    fstat(this.#wal, (error, stats) => {
      if (this.#isClosed || error || stats.size < CHECKPOINT_BYTES) this.#isRunning = false;
      else this.#begin(stats.size);
    });
  }

  #begin(bytes: number): void {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    worker.once("message", (errcode: number) => {
      this.#isRunning = false;
      this.#judge({ errcode });
      if (bytes > BLOCKING_CHECKPOINT_BYTES && !this.#isClosed) this.#finish();
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin.
    worker.postMessage("checkpoint");
  }

  /**
   * The log starts anew only when all of it is in the data file, and under steady writes the thread never catches up.
   * What it left over is little, so it can be moved here.
   */
  #finish(): void {
    if (this.#db.isTransaction) return;
    try {
      this.#db.exec("PRAGMA wal_checkpoint(PASSIVE)");
    } catch (error) {
      this.#judge(error as { errcode?: number });
    }
  }

  /** A checkpoint that met a full disk is tried again later, all of it is in the log still; a failed sync is the end. */
  #judge(outcome: { errcode?: number }): void {
    if (isSyncFailure(outcome))
      this.#onFailure(Object.assign(new Error("a sync of the data file failed"), outcome));
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
