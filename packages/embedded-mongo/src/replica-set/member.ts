import { ObjectId } from "bson";
import type { Doc } from "../bson/index.ts";
import { MongoError } from "../errors.ts";

/** The longest delay a timer takes; a member that may not stand for longer looks again then. */
const MAX_TIMER_MS = 2_147_483_647;

/** A member that is not the primary does not take this command (10107). */
export function notWritablePrimary(): MongoError {
  return new MongoError(10107, "not primary");
}

/** A secondary reads only for those who say that they may be sent there (13435). */
export function notPrimaryNoSecondaryOk(): MongoError {
  return new MongoError(13435, "not primary and secondaryOk=false");
}

/** The member stepped down while the command was at work (11602). */
export function interruptedByStepDown(): MongoError {
  return new MongoError(11602, "operation was interrupted");
}

/** Later than the terms of every earlier run, also on another data folder: clients do not follow a primary of an older term. */
function termAfter(last: number): number {
  return Math.max(last + 1, Date.now());
}

/** The id of an election as MongoDB makes it, so that ids sort like the terms. */
function electionIdOf(term: number): ObjectId {
  return new ObjectId(`7fffffff${term.toString(16).padStart(16, "0")}`);
}

/**
 * This server as the only member of its replica set. It is the primary unless it was made to step down; then it is a secondary
 * until it may stand again, and elects itself.
 */
export class Member {
  readonly #processId = new ObjectId();
  readonly #onStepDown: () => void;
  readonly #listeners = new Set<() => void>();
  #counter = 1;
  #term = termAfter(0);
  #isPrimary = true;
  /** When it may stand for election again. */
  #standsAtMs = 0;
  #timer: NodeJS.Timeout | undefined;
  /** How often it stepped down: a command that saw another number was interrupted. */
  stepDowns = 0;

  /** `onStepDown` ends what only a primary may do. */
  constructor(onStepDown: () => void) {
    this.#onStepDown = onStepDown;
  }

  get isPrimary(): boolean {
    return this.#isPrimary;
  }

  get term(): number {
    return this.#term;
  }

  get electionId(): ObjectId {
    return electionIdOf(this.#term);
  }

  /** The topology version in `hello`: its counter grows with each change of state, its process id is new in each process. */
  get topologyVersion(): Doc & { readonly processId: ObjectId; readonly counter: bigint } {
    return { processId: this.#processId, counter: BigInt(this.#counter) };
  }

  /** Becomes a secondary and does not stand for election for a while (10107 if it is one already). */
  stepDown(seconds: number): void {
    if (!this.#isPrimary) throw new MongoError(10107, "not primary so can't step down");
    this.#isPrimary = false;
    this.stepDowns += 1;
    this.#onStepDown();
    this.#standAfter(seconds);
    this.#changed();
  }

  /** Keeps a secondary from standing for election; 0 lets it stand at once (95 NotSecondary on a primary). */
  freeze(seconds: number): void {
    if (this.#isPrimary)
      throw new MongoError(95, "Cannot freeze node when primary or running for election, state: Primary");
    if (seconds === 0) this.#elect();
    else this.#standAfter(seconds);
  }

  /** Stands for election now; false if it may not. A primary stays one. */
  stepUp(): boolean {
    if (!this.#isPrimary && Date.now() >= this.#standsAtMs) this.#elect();
    return this.#isPrimary;
  }

  #standAfter(seconds: number): void {
    this.#standsAtMs = Math.max(this.#standsAtMs, Date.now() + seconds * 1000);
    this.#await(this.#standsAtMs - Date.now());
  }

  #await(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        if (ms > MAX_TIMER_MS) this.#await(ms - MAX_TIMER_MS);
        else this.#elect();
      },
      Math.min(ms, MAX_TIMER_MS),
    );
  }

  #elect(): void {
    clearTimeout(this.#timer);
    this.#standsAtMs = 0;
    this.#term = termAfter(this.#term);
    this.#isPrimary = true;
    this.#changed();
  }

  #changed(): void {
    this.#counter += 1;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Calls back at each change and at the server's end; call the result to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The server is stopping: no election is held any more, and each awaited `hello` returns. */
  close(): void {
    clearTimeout(this.#timer);
    this.#tell();
  }
}
