import { Timestamp } from "bson";

const MAX_CLOCK_SKEW_S = 365 * 24 * 3600;

/** The cluster time: seconds and a counter, growing with every write and with what clients have seen elsewhere. */
export class ClusterClock {
  /** A second ahead, so that every time of this run is later than those of a run that ended just now. */
  #seconds = Math.trunc(Date.now() / 1000) + 1;
  #counter = 1;
  #newestWrite = new Timestamp({ t: this.#seconds, i: this.#counter });

  #toPresent(): void {
    const now = Math.trunc(Date.now() / 1000);
    if (now > this.#seconds) {
      this.#seconds = now;
      this.#counter = 1;
    }
  }

  /** The time of the newest operation. */
  now(): Timestamp {
    this.#toPresent();
    return new Timestamp({ t: this.#seconds, i: this.#counter });
  }

  /** The time of a new write, later than every one before. */
  next(): Timestamp {
    this.#toPresent();
    this.#counter += 1;
    this.#newestWrite = new Timestamp({ t: this.#seconds, i: this.#counter });
    return this.#newestWrite;
  }

  /** The time of the newest write. */
  get newestWrite(): Timestamp {
    return this.#newestWrite;
  }

  /** Takes over a later time that a client has seen; one that lies absurdly far ahead is not believed. */
  advance(seen: Timestamp): void {
    if (seen.t > Date.now() / 1000 + MAX_CLOCK_SKEW_S) return;
    if (seen.t < this.#seconds || (seen.t === this.#seconds && seen.i <= this.#counter)) return;
    this.#seconds = seen.t;
    this.#counter = seen.i;
    // There is no other member, so an earlier run told it: what it had written by then cannot be told apart any more.
    this.next();
  }
}
