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
import type { Decision, LaneView, StockCommand } from "../../context/index.ts";
import { type OpenHolds, openHoldsAt } from "./open-holds.ts";

/** What the caller of one command gets once its group is committed. */
export type Outcome =
  | { readonly kind: "answer"; readonly answer: unknown }
  | { readonly kind: "refusal"; readonly error: unknown }
  /** Refused on figures that will be better once all ended holds are released: to be decided again then. */
  | { readonly kind: "again" };

/** What is written for a group, and what each of its callers gets. */
export type GroupDecision<H extends Hold> = {
  readonly plan: GroupPlan<H>;
  /** In the order of the commands. */
  readonly outcomes: readonly Outcome[];
  /** Ended holds that could not be released: the ledger and the order disagree. */
  readonly faults: readonly ReleaseFault[];
};

/** An ended hold whose release failed, and why. */
export type ReleaseFault = { readonly orderId: string; readonly error: unknown };

/** Ends a hold whose time is over: the order afterwards, and the cause of its release for the ledger. */
export type Expire<H extends Hold> = (hold: H, now: Date) => { readonly order: H; readonly cause: Cause };

/** Everything that is known of a group while it is being decided: what was read, and what will be written. */
type DecisionState<H extends Hold> = {
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
 * Decides a group in order of arrival on one draft. Ended holds are released first. A refused command is undone alone.
 * A command whose intent was already answered gets that answer. While ended holds are left (`endedLeft`), a refusal
 * becomes `again`. Pure: it may run again on a fresher state.
 */
export function decideGroup<H extends Hold>(
  group: GroupState<H>,
  commands: readonly StockCommand<H, unknown>[],
  expire: Expire<H>,
): GroupDecision<H> {
  const state = beginDecision(group);
  for (const hold of group.ended) releaseEnded(state, hold, expire);
  const outcomes = commands.map((command) => {
    const outcome = decideCommand(state, command);
    const mayChange = group.endedLeft && outcome.kind === "refusal" && isDomainError(outcome.error);
    return mayChange ? ({ kind: "again" } as const) : outcome;
  });
  const { draft } = state.view;
  const plan = {
    changes: netChanges(draft),
    movements: draft.movements,
    orderInserts: state.inserts,
    orderUpdates: state.updates,
    remember: state.remember,
  };
  return { plan, outcomes, faults: state.faults };
}

function beginDecision<H extends Hold>(group: GroupState<H>): DecisionState<H> {
  const orders = new Map(group.orders);
  const openHolds = openHoldsAt(group.now, group.openHolds);
  return {
    view: {
      draft: openDraft(group.rows, group.now),
      now: group.now,
      order: (id) => orders.get(id),
      openHoldsOf: (holder) => openHolds.of(holder),
    },
    orders,
    openHolds,
    inserts: [],
    updates: [],
    remembered: new Map(group.remembered),
    remember: [],
    faults: [],
  };
}

function releaseEnded<H extends Hold>(state: DecisionState<H>, hold: H, expire: Expire<H>): void {
  const { draft, now } = state.view;
  const kept = draft.movements.length;
  try {
    const { order, cause } = expire(hold, now);
    release(draft, hold.lines, cause);
    state.orders.set(order.id, order);
    state.updates.push(order);
  } catch (error) {
    rollBack(draft, kept);
    state.faults.push({ orderId: hold.id, error });
  }
}

function decideCommand<H extends Hold>(state: DecisionState<H>, command: StockCommand<H, unknown>): Outcome {
  const { draft } = state.view;
  const kept = draft.movements.length;
  try {
    command.signal?.throwIfAborted();
    const repeated = rememberedAnswer(state, command);
    if (repeated) return repeated;
    const decision = command.decide(state.view);
    recordDecision(state, command, decision);
    return { kind: "answer", answer: decision.answer };
  } catch (error) {
    rollBack(draft, kept);
    return { kind: "refusal", error };
  }
}

function rememberedAnswer<H extends Hold>(
  state: DecisionState<H>,
  command: StockCommand<H, unknown>,
): Outcome | undefined {
  const { intent } = command;
  const record = intent === null ? undefined : state.remembered.get(intent.id);
  if (record === undefined) return undefined;
  if (record.requestHash !== intent?.requestHash) throw idempotencyKeyReused();
  return { kind: "answer", answer: command.revive(record.result) };
}

function recordDecision<H extends Hold>(
  state: DecisionState<H>,
  { intent }: StockCommand<H, unknown>,
  decision: Decision<H, unknown>,
): void {
  const inserts = decision.orderInserts ?? [];
  const updates = decision.orderUpdates ?? [];
  for (const order of [...inserts, ...updates]) {
    state.orders.set(order.id, order);
    state.openHolds.put(order);
  }
  state.inserts.push(...inserts);
  state.updates.push(...updates);
  if (intent === null) return;
  const answered = { ...intent, result: JSON.parse(JSON.stringify(decision.answer)) as unknown };
  state.remembered.set(intent.id, answered);
  state.remember.push(answered);
}
