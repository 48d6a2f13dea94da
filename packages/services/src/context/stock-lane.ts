import type { Hold, Holder, OpenHold, StockDraft, StockStore } from "@scarlet/domain/inventory";
import type { Intent } from "@scarlet/domain/kernel";

/** What a command sees when it is decided: the draft as its forerunners in the group left it. */
export type LaneView<H extends Hold> = {
  readonly draft: StockDraft;
  /** The database's time. */
  readonly now: Date;
  /** An order that the command named; undefined when there is none. */
  order(id: string): H | undefined;
  /** What a holder that the command named has on hold, what its forerunners in the group did included. */
  openHoldsOf(holder: Holder): readonly OpenHold[];
};

/** What a command does to orders, and what its caller is told. Its movements are in the draft. */
export type Decision<H extends Hold, R> = {
  readonly answer: R;
  readonly orderInserts?: readonly H[];
  readonly orderUpdates?: readonly H[];
};

/** One intent that moves stock, extends a hold or ends one. */
export type StockCommand<H extends Hold, R> = {
  /** The same intent takes effect once. Null only for the shop's own housekeeping. */
  readonly intent: Intent | null;
  readonly skus: readonly string[];
  readonly orderIds: readonly string[];
  /** Whose open holds the decision counts: no other decision that counts them is committed beside it. */
  readonly holders?: readonly Holder[] | undefined;
  /** Pure: it may run several times before one run counts. What it raises is its own refusal and undoes its movements. */
  decide(view: LaneView<H>): Decision<H, R>;
  /** Makes the answer again from what was remembered as JSON. */
  revive(remembered: unknown): R;
  /** Money has moved: the command is never refused for the crowd's sake. */
  readonly urgent?: boolean | undefined;
  /** A caller who has gone: the command is dropped if it was not decided yet. */
  readonly signal?: AbortSignal | undefined;
};

/** The stock store as verbs see it: its reads, and one way to write, through the checkout lane. */
export type StockLane<H extends Hold> = Omit<StockStore<H>, "commitGroup"> & {
  /**
   * Queues a command, decides it together with its neighbours and answers when it is committed.
   * Raises what the command raises, `idempotency.key_reused`, and `service.unavailable` when too many are waiting.
   */
  submit<R>(command: StockCommand<H, R>): Promise<R>;
  /** How many commands are waiting to be decided. */
  waiting(): number;
};
