import {
  type Cause,
  type GroupPlan,
  type GroupState,
  type Hold,
  netChanges,
  openDraft,
  release,
  rollBack,
} from "@scarlet/domain/inventory";
import { type IdempotencyRecord, idempotencyKeyReused, isDomainError } from "@scarlet/domain/kernel";
import type { Decision, LaneView, StockCommand } from "../context/index.ts";
import { type OpenHolds, openHoldsAt } from "./open-holds.ts";

/** What one command of a group comes to, once the group is committed. */
export type Outcome =
  | { readonly kind: "answer"; readonly answer: unknown }
  | { readonly kind: "refusal"; readonly error: unknown }
  /** Refused on figures that will be better once all ended holds are released: to be decided again then. */
  | { readonly kind: "again" };

export type GroupDecision<H extends Hold> = {
  readonly plan: GroupPlan<H>;
  /** In the order of the commands. */
  readonly outcomes: readonly Outcome[];
  /** Ended holds that could not be released: the ledger and the order disagree. */
  readonly faults: readonly ReleaseFault[];
};

export type ReleaseFault = { readonly orderId: string; readonly error: unknown };

/** Ends a hold whose time is over: the order afterwards, and what the ledger shall say. */
export type Expire<H extends Hold> = (hold: H, now: Date) => { readonly order: H; readonly cause: Cause };

/** The state of a group while it is being decided. */
type Ledger<H extends Hold> = {
  readonly view: LaneView<H>;
  readonly orders: Map<string, H>;
  readonly openHolds: OpenHolds;
  readonly inserts: H[];
  readonly updates: H[];
  readonly remembered: Map<string, IdempotencyRecord>;
  readonly remember: IdempotencyRecord[];
  readonly faults: ReleaseFault[];
};

/**
 * Decides a group in order of arrival on one draft: ended holds are released first, a refused command is undone alone,
 * a command whose intent is known gets the answer of the first. While ended holds are left no command is refused. Pure: it may run again on a fresher state.
 */
export function decideGroup<H extends Hold>(
  state: GroupState<H>,
  commands: readonly StockCommand<H, unknown>[],
  expire: Expire<H>,
): GroupDecision<H> {
  const ledger = openLedger(state);
  for (const hold of state.ended) releaseEnded(ledger, hold, expire);
  const outcomes = commands.map((command) => {
    const outcome = decideOne(ledger, command);
    const mayChange = state.endedLeft && outcome.kind === "refusal" && isDomainError(outcome.error);
    return mayChange ? ({ kind: "again" } as const) : outcome;
  });
  const { draft } = ledger.view;
  const plan = {
    changes: netChanges(draft),
    movements: draft.movements,
    orderInserts: ledger.inserts,
    orderUpdates: ledger.updates,
    remember: ledger.remember,
  };
  return { plan, outcomes, faults: ledger.faults };
}

function openLedger<H extends Hold>(state: GroupState<H>): Ledger<H> {
  const orders = new Map(state.orders);
  const openHolds = openHoldsAt(state.now, state.openHolds);
  return {
    view: {
      draft: openDraft(state.rows, state.now),
      now: state.now,
      order: (id) => orders.get(id),
      openHoldsOf: (holder) => openHolds.of(holder),
    },
    orders,
    openHolds,
    inserts: [],
    updates: [],
    remembered: new Map(state.remembered),
    remember: [],
    faults: [],
  };
}

function releaseEnded<H extends Hold>(ledger: Ledger<H>, hold: H, expire: Expire<H>): void {
  const { draft, now } = ledger.view;
  const kept = draft.movements.length;
  try {
    const { order, cause } = expire(hold, now);
    release(draft, hold.lines, cause);
    ledger.orders.set(order.id, order);
    ledger.updates.push(order);
  } catch (error) {
    rollBack(draft, kept);
    ledger.faults.push({ orderId: hold.id, error });
  }
}

function decideOne<H extends Hold>(ledger: Ledger<H>, command: StockCommand<H, unknown>): Outcome {
  const { draft } = ledger.view;
  const kept = draft.movements.length;
  try {
    command.signal?.throwIfAborted();
    const known = knownAnswer(ledger, command);
    if (known) return known;
    const decision = command.decide(ledger.view);
    write(ledger, command, decision);
    return { kind: "answer", answer: decision.answer };
  } catch (error) {
    rollBack(draft, kept);
    return { kind: "refusal", error };
  }
}

function knownAnswer<H extends Hold>(
  ledger: Ledger<H>,
  command: StockCommand<H, unknown>,
): Outcome | undefined {
  const { intent } = command;
  const record = intent === null ? undefined : ledger.remembered.get(intent.id);
  if (record === undefined) return undefined;
  if (record.requestHash !== intent?.requestHash) throw idempotencyKeyReused();
  return { kind: "answer", answer: command.revive(record.result) };
}

function write<H extends Hold>(
  ledger: Ledger<H>,
  { intent }: StockCommand<H, unknown>,
  decision: Decision<H, unknown>,
): void {
  const inserts = decision.orderInserts ?? [];
  const updates = decision.orderUpdates ?? [];
  for (const order of [...inserts, ...updates]) {
    ledger.orders.set(order.id, order);
    ledger.openHolds.put(order);
  }
  ledger.inserts.push(...inserts);
  ledger.updates.push(...updates);
  if (intent === null) return;
  const record = { ...intent, result: JSON.parse(JSON.stringify(decision.answer)) as unknown };
  ledger.remembered.set(intent.id, record);
  ledger.remember.push(record);
}
