import { randomBytes } from "node:crypto";
import type { Timestamp } from "bson";
import { MongoError } from "../errors.ts";
import type { ClusterClock } from "../server/clock.ts";
import type { Store } from "../storage/index.ts";
import type { Change, LoggedChange } from "./types.ts";

const MAX_LOG_BYTES = 16 * 1024 * 1024;
/** What a change takes besides its documents. */
const ENTRY_BYTES = 500;
const RETENTION_MS = 10 * 60_000;

function hex(value: number): string {
  return value.toString(16).padStart(8, "0");
}

/**
 * The newest changes, kept in memory for change streams: while a stream is open, and ten minutes longer for those that
 * resume. Changes are shown in the order of their commits and only when they are durable.
 */
export class ChangeLog {
  readonly #store: Store;
  readonly #clock: ClusterClock;
  /** Tokens of an earlier run say nothing about this one. */
  readonly #run = randomBytes(8).toString("hex");
  #changes: LoggedChange[] = [];
  #bytes = 0;
  #streams = 0;
  #recordsUntil = 0;
  #oldest = "";
  #counter = 0;

  constructor(store: Store, clock: ClusterClock) {
    this.#store = store;
    this.#clock = clock;
  }

  get isRecording(): boolean {
    return this.#streams > 0 || this.#recordsUntil > Date.now();
  }

  /** A token after everything that has happened. */
  now(): string {
    return this.#token(this.#clock.now());
  }

  #token(time: Timestamp): string {
    this.#counter += 1;
    return `${hex(time.t)}${hex(time.i)}${hex(this.#counter)}${this.#run}`;
  }

  /** Takes note of changes that were just written; they are shown once they are durable. */
  append(changes: readonly Change[], bytes = 0): void {
    if (!this.isRecording || changes.length === 0) return;
    const time = this.#clock.next();
    const each = Math.ceil(bytes / changes.length);
    const logged = changes.map((change) => ({
      change,
      time,
      at: new Date(),
      token: this.#token(time),
      bytes: each,
    }));
    // What could not be made durable is not reported; its writer gets the error.
    void this.#store.flushed().then(
      () => this.#publish(logged),
      () => undefined,
    );
  }

  #publish(changes: readonly LoggedChange[]): void {
    for (const change of changes) {
      this.#changes.push(change);
      this.#bytes += change.bytes + ENTRY_BYTES;
    }
    while (this.#bytes > MAX_LOG_BYTES) {
      const dropped = this.#changes.shift();
      if (!dropped) return;
      this.#bytes -= dropped.bytes + ENTRY_BYTES;
      this.#oldest = dropped.token;
    }
  }

  /** A stream was opened: from now on changes are recorded. */
  open(): void {
    if (!this.isRecording) {
      this.#changes = [];
      this.#bytes = 0;
      this.#oldest = this.now();
    }
    this.#streams += 1;
  }

  close(): void {
    this.#streams -= 1;
    this.#recordsUntil = Date.now() + RETENTION_MS;
  }

  /** The position of a resume token (286 if the changes after it were discarded, 260 if it is malformed). */
  resume(token: string): string {
    const run = /^[0-9a-f]{24}(?<run>[0-9a-f]{16})(?:01)?$/.exec(token)?.groups?.run;
    if (run === undefined) throw new MongoError(260, "the resume token is not one of this server");
    if (run !== this.#run || token < this.#oldest) throw lost();
    return token;
  }

  /** The change of a token, if it is one's and still known. */
  at(token: string): LoggedChange | undefined {
    const change = this.#changes[this.#indexAfter(token) - 1];
    return change?.token === token ? change : undefined;
  }

  /** The place before a time (286 if what came after it is not known any more). */
  before(time: Timestamp): string {
    const place = `${hex(time.t)}${hex(time.i)}${hex(0)}${this.#run}`;
    if (place < this.#oldest) throw lost();
    return place;
  }

  /** Where the changes after a place begin. */
  #indexAfter(place: string): number {
    let [low, high] = [0, this.#changes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#changes[middle]?.token ?? "") <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first change after a place that meets a condition, and the place reached in looking for it. */
  next(
    after: string,
    meets: (change: LoggedChange) => boolean,
  ): { found: LoggedChange | undefined; place: string } {
    if (after < this.#oldest) throw lost();
    let place = after;
    for (let i = this.#indexAfter(after); i < this.#changes.length; i += 1) {
      const change = this.#changes[i];
      if (!change) break;
      place = change.token;
      if (meets(change)) return { found: change, place };
    }
    return { found: undefined, place };
  }
}

function lost(): MongoError {
  return new MongoError(
    286,
    "Resume of change stream was not possible, as the resume point may no longer be in the log of changes.",
    {
      labels: ["NonResumableChangeStreamError"],
    },
  );
}
