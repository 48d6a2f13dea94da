import { MongoError } from "../errors.ts";
import type { Store } from "../storage/index.ts";
import { Outcomes } from "./outcomes.ts";
import { readSessionRecord, type SessionRecord, saveSessionRecord } from "./session-record.ts";
import { noSuchTransaction, Transaction, type TransactionDependencies } from "./transaction.ts";

/** A driver's session: its newest transaction or retryable write. */
export class Session {
  readonly id: string;
  readonly #deps: TransactionDependencies;
  #remembered: SessionRecord | undefined;
  transaction: Transaction | undefined;
  lastUseMs = Date.now();
  #tail: Promise<void> = Promise.resolve();

  constructor(id: string, deps: TransactionDependencies) {
    this.id = id;
    this.#deps = deps;
    this.#remembered = readSessionRecord(deps.store, id);
  }

  get #store(): Store {
    return this.#deps.store;
  }

  /** The highest number a transaction or retryable write of this session had. */
  get newest(): bigint {
    const remembered = this.#remembered?.number ?? -1n;
    const open = this.transaction?.number ?? -1n;
    return open > remembered ? open : remembered;
  }

  /** Waits for the session's other numbered command to end; call the result when done. */
  async checkOut(): Promise<() => void> {
    const before = this.#tail;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#tail = promise;
    await before;
    return resolve;
  }

  /** Forgets what was remembered in memory only, after writes were lost; a commit may be among them. */
  reload(): void {
    this.#remembered = readSessionRecord(this.#store, this.id);
    if (this.transaction?.state === "committed") this.transaction = undefined;
  }

  #assertNotOld(number: bigint): void {
    if (number < this.newest) {
      throw new MongoError(
        225,
        `Cannot start transaction ${number} on session ${this.id} because a newer transaction with txnNumber ${this.newest} has already started.`,
      );
    }
  }

  /** Begins a transaction; an older one of this session that is still open is aborted. */
  begin(number: bigint): Transaction {
    this.#assertNotOld(number);
    if (number === this.newest)
      throw new MongoError(
        50911,
        `Cannot start a transaction with given transaction number ${number}, it has been used already.`,
      );
    this.transaction?.abort();
    this.transaction = new Transaction(number, this.#deps);
    return this.transaction;
  }

  /** The open transaction of this number (251 if there is none, 225 if a newer one has begun). */
  continue(number: bigint): Transaction {
    this.#assertNotOld(number);
    const { transaction } = this;
    if (transaction?.number !== number)
      throw noSuchTransaction(number, "does not match any in-progress transactions.");
    if (transaction.state === "aborted") throw noSuchTransaction(number, "has been aborted.");
    if (transaction.state === "committed")
      throw new MongoError(256, `Transaction with { txnNumber: ${number} } has been committed.`);
    return transaction;
  }

  /** Whether the transaction of this number was committed, also before a restart. */
  wasCommitted(number: bigint): boolean {
    if (this.transaction?.number === number) return this.transaction.state === "committed";
    return this.#remembered?.kind === "transaction" && this.#remembered.number === number;
  }

  /** Applies a transaction and remembers it in the same commit. */
  commit(transaction: Transaction): void {
    const remembered: SessionRecord = {
      number: transaction.number,
      kind: "transaction",
      outcomes: new Outcomes(),
    };
    if (!transaction.hasChanges) transaction.commit(() => undefined);
    else transaction.commit(() => saveSessionRecord(this.#store, this.id, remembered));
    this.#remembered = remembered;
  }

  /** The statements of a retryable write of this number that were executed already. */
  outcomesOf(number: bigint): Outcomes {
    this.#assertNotOld(number);
    if (this.transaction && this.transaction.number < number) this.transaction.abort();
    const known = this.#remembered;
    if ((known?.number === number && known.kind === "transaction") || this.transaction?.number === number)
      throw new MongoError(251, `Transaction number ${number} was used by a multi-document transaction.`);
    if (known?.number === number) return known.outcomes;
    this.#remembered = { number, kind: "writes", outcomes: new Outcomes() };
    return this.#remembered.outcomes;
  }

  /** Writes down the outcomes of the newest retryable write, in the same commit as the writes themselves. */
  saveOutcomesOf(outcomes: Outcomes | undefined): void {
    const remembered = this.#remembered;
    if (!outcomes || remembered?.outcomes !== outcomes || outcomes.isEmpty) return;
    saveSessionRecord(this.#store, this.id, remembered);
  }
}
