import type { Cause, StockDraft } from "./decide.ts";
import { rowOf } from "./decide.ts";
import { beyondRepair, versionConflict } from "./errors.ts";
import { auditChain, type LedgerAccount } from "./ledger.ts";
import type { MovementKind, StockPair, StockRow } from "./schema.ts";

type Step = StockPair & { readonly kind: MovementKind; readonly reason: string };

/**
 * Makes a SKU's row agree with its ledger, and what it reserves with the open holds, by movements only: what nobody
 * wrote down is written down as found (`drift_found`) and then reversed (`drift_reversed`), so the ledger tells both.
 * Raises `inventory.version_conflict` when the row moved on since `account` was read, and `inventory.beyond_repair`
 * when the ledger itself is broken or fewer are on hand than are held.
 */
export function repair(draft: StockDraft, account: LedgerAccount, cause: Omit<Cause, "reason">): StockRow {
  const row = rowOf(draft, account.row.sku);
  if (!unchanged(row, account.row)) throw versionConflict(row);
  const last = account.lines.at(-1);
  if (last === undefined || auditChain(account).length > 0) throw beyondRepair(row.sku);
  const ledger = last.after;
  if (ledger.onHand < account.held || ledger.onHand < 0) throw beyondRepair(row.sku);
  const steps = [...reversals(ledger, row), ...holdCorrection(ledger, account.held)];
  // Figures that agree under a wrong number still need a movement: a version is moved by movements only.
  if (steps.length === 0) steps.push({ kind: "adjust", onHand: 0, reserved: 0, reason: "drift_reversed" });
  let state = { before: ledger, version: last.version };
  for (const [place, { kind, reason, onHand, reserved }] of steps.entries()) {
    const { before, version } = state;
    const after = { onHand: before.onHand + onHand, reserved: before.reserved + reserved };
    const { actor, note, orderId } = cause;
    draft.movements.push({
      sku: row.sku,
      productId: row.productId,
      version: version + 1,
      kind,
      delta: { onHand, reserved },
      before,
      after,
      actor,
      reason,
      note,
      orderId,
      at: draft.now,
      causeKey: `${cause.causeKey}:${place}:${kind}:${row.sku}`,
    });
    state = { before: after, version: version + 1 };
  }
  const { onHand, reserved } = state.before;
  const mended = { ...row, onHand, reserved, available: onHand - reserved, version: state.version };
  draft.rows.set(row.sku, mended);
  return mended;
}

/** The unexplained change as it was found, and its reversal. */
function reversals(ledger: StockPair, row: StockPair): Step[] {
  const onHand = row.onHand - ledger.onHand;
  const reserved = row.reserved - ledger.reserved;
  const pair = (step: StockPair, there: MovementKind, back: MovementKind): Step[] => [
    { ...step, kind: there, reason: "drift_found" },
    { onHand: -step.onHand, reserved: -step.reserved, kind: back, reason: "drift_reversed" },
  ];
  const [there, back]: [MovementKind, MovementKind] =
    reserved > 0 ? ["reserve", "release"] : ["release", "reserve"];
  return [
    ...(onHand === 0 ? [] : pair({ onHand, reserved: 0 }, "adjust", "adjust")),
    ...(reserved === 0 ? [] : pair({ onHand: 0, reserved }, there, back)),
  ].map((step) => ({ ...step, onHand: step.onHand || 0, reserved: step.reserved || 0 }));
}

/** Pieces that no hold reserves become free; pieces that a hold reserves are put aside again. */
function holdCorrection(ledger: StockPair, held: number): Step[] {
  const reserved = held - ledger.reserved;
  if (reserved === 0) return [];
  return [{ kind: reserved > 0 ? "reserve" : "release", onHand: 0, reserved, reason: "drift_reversed" }];
}

function unchanged(now: StockRow, then: StockRow): boolean {
  return (
    now.version === then.version &&
    now.onHand === then.onHand &&
    now.reserved === then.reserved &&
    now.available === then.available
  );
}
