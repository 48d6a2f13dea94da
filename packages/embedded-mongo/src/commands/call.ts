import { type Collation, type Doc, isDoc, parseCollation } from "../bson/index.ts";
import type { Collection } from "../catalog/index.ts";
import { MongoError } from "../errors.ts";
import { evaluateLet } from "../expression/index.ts";
import type { Env } from "../query/index.ts";
import { type Reading, Slice } from "../read/index.ts";
import { interruptedByStepDown } from "../replica-set/index.ts";
import type { KeptSnapshot } from "../server/snapshots.ts";
import type { ServerState } from "../server/state.ts";
import type { Outcomes, Session, Transaction } from "../sessions/index.ts";
import type { StorageError } from "../storage/index.ts";
import { DocumentWriter } from "../write/index.ts";
import type { Client } from "./client.ts";
import { Options } from "./options.ts";

/** How a call stands to its session. */
export interface SessionBinding {
  readonly session: Session | undefined;
  readonly transaction: Transaction | undefined;
  /** What statements of this retryable write were executed before; undefined if it is none. */
  readonly outcomes: Outcomes | undefined;
  /** The state of the past that is read, for snapshot reads outside of transactions. */
  readonly at: KeptSnapshot | undefined;
}

/** What came over the wire, and from whom. */
export interface Incoming {
  readonly server: ServerState;
  readonly connection: Client;
  readonly name: string;
  readonly body: Doc;
  readonly db: string;
  readonly sequences: ReadonlyMap<string, readonly Uint8Array[]>;
}

/** A state to read; it must be closed by the caller. */
export interface OpenState {
  readonly view: Reading["view"];
  readonly moment: number;
  readonly close: () => void;
}

/** One command while it runs: its options, its session, and what it may use to answer. */
export class Call {
  readonly server: ServerState;
  readonly connection: Client;
  readonly name: string;
  readonly db: string;
  readonly sequences: ReadonlyMap<string, readonly Uint8Array[]>;
  readonly options: Options;
  readonly session: Session | undefined;
  readonly transaction: Transaction | undefined;
  readonly outcomes: Outcomes | undefined;
  readonly at: KeptSnapshot | undefined;
  readonly slice = new Slice();
  /** The command's one instant: `$$NOW`. */
  readonly now = new Date();
  readonly #maxTimeMs: number;
  readonly #deadlineMs: number;
  /** How often the server had stepped down when the command began; undefined if it may go on on a secondary. */
  #stepDowns: number | undefined;
  readonly #lossBefore: StorageError | undefined;

  constructor(incoming: Incoming, binding: SessionBinding, maxTimeMs: number | undefined) {
    this.server = incoming.server;
    this.connection = incoming.connection;
    this.name = incoming.name;
    this.db = incoming.db;
    this.sequences = incoming.sequences;
    this.options = new Options(incoming.name, incoming.body);
    this.session = binding.session;
    this.transaction = binding.transaction;
    this.outcomes = binding.outcomes;
    this.at = binding.at;
    this.#lossBefore = incoming.server.store.lastLoss;
    this.#maxTimeMs = maxTimeMs ?? Infinity;
    this.#deadlineMs = maxTimeMs === undefined ? Infinity : performance.now() + maxTimeMs;
  }

  /** The collection the command names (73 for a name that is none). */
  get collectionName(): string {
    const name = this.options.get(this.name);
    if (typeof name !== "string") throw new MongoError(73, `collection name has invalid type ${typeof name}`);
    if (name === "" || name.includes("\0"))
      throw new MongoError(73, `Invalid namespace specified '${this.db}.${name}'`);
    return name;
  }

  /** A collection as this call sees it. */
  findCollection(name: string, db = this.db): Collection | undefined {
    if (this.at) return this.at.find(db, name);
    return this.transaction ? this.transaction.find(db, name) : this.server.catalog.find(db, name);
  }

  /** What filters, expressions and updates of this command may use. */
  env(collation?: unknown): Env {
    const definitions = this.options.doc("let");
    const order = collationOf(collation);
    const base: Env = { now: this.now, ...(order ? { collation: order } : {}) };
    return definitions ? { ...base, variables: evaluateLet(definitions, base) } : base;
  }

  /** The transaction's state, or a snapshot of what is durable. */
  openState(): OpenState {
    const { transaction, at } = this;
    if (at) return { view: at.view, moment: at.moment, close: at.use() };
    if (transaction) return { view: transaction.view, moment: transaction.moment, close: () => undefined };
    const moment = this.server.catalog.moment();
    const snapshot = this.server.store.snapshot();
    return { view: snapshot, moment, close: () => snapshot.close() };
  }

  writer(): DocumentWriter {
    return new DocumentWriter(this.server, this.transaction);
  }

  /** From now on the command ends when the server steps down. */
  interruptOnStepDown(): void {
    this.#stepDowns ??= this.server.member.stepDowns;
  }

  /** Whether the server stepped down since a command began that must not outlive that. */
  get hasSteppedDown(): boolean {
    return this.#stepDowns !== undefined && this.#stepDowns !== this.server.member.stepDowns;
  }

  /** Raises when the command's time is over (50), its client is gone or the server stops (11601, 11600). */
  assertNotInterrupted(): void {
    if (performance.now() > this.#deadlineMs) throw new MongoError(50, "operation exceeded time limit");
    this.assertClientWaiting();
  }

  /** The same at the end of the work, and by the clock on the wall too: a machine that is suspended counts no time of its own. */
  assertInTime(): void {
    if (Date.now() - this.now.getTime() > this.#maxTimeMs)
      throw new MongoError(50, "operation exceeded time limit");
    this.assertNotInterrupted();
  }

  /** Raises when the answer is of no use any more: the client is gone, the server stops or steps down (11601, 11600, 11602). */
  assertClientWaiting(): void {
    if (this.connection.isClosed)
      throw new MongoError(11601, "operation was interrupted because the client disconnected");
    if (this.server.isStopping) throw new MongoError(11600, "interrupted at shutdown");
    if (this.hasSteppedDown) throw interruptedByStepDown();
    if (this.transaction && this.transaction.state !== "open")
      throw new MongoError(11601, "operation was interrupted because its transaction ended");
  }

  /** Lets others run, then goes on if it still should. */
  async pause(): Promise<void> {
    await this.slice.renew();
    this.assertNotInterrupted();
  }

  /** Waits for an event that other work causes, but raises when this command should end. */
  async waitFor(event: Promise<unknown>, meanwhile: () => void = () => undefined): Promise<void> {
    const over = event.then(() => true);
    for (let isOver = false; !isOver; ) {
      isOver = await Promise.race([over, tick()]);
      meanwhile();
      this.assertNotInterrupted();
    }
  }

  /** Runs work that pauses between slices to its end. */
  async finish<T>(work: Generator<null, T>): Promise<T> {
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      await this.pause();
    }
  }

  /** Waits until everything this command wrote or read is durable; raises `StorageError` if any of it may be lost. */
  async durable(): Promise<void> {
    const { store } = this.server;
    await store.flushed();
    // A command that paused may have written in a group that failed before this wait began.
    if (store.lastLoss && store.lastLoss !== this.#lossBefore) throw store.lastLoss;
  }
}

/** The order of strings that a `collation` asks for; undefined for the simple one. */
export function collationOf(collation: unknown): Collation | undefined {
  if (collation === undefined) return undefined;
  if (!isDoc(collation))
    throw new MongoError(14, "BSON field 'collation' is the wrong type, expected type 'object'");
  return Object.keys(collation).length === 0 ? undefined : parseCollation(collation);
}

const TICK_MS = 20;

function tick(): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, TICK_MS, false));
}
