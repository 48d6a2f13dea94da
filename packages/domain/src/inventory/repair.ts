import type { Cause, StockDraft } from "./decide.ts";
import { rowOf } from "./decide.ts";
import { beyondRepair, versionConflict } from "./errors.ts";
import { auditLines, DRIFT_FOUND, jumpsOf, type LedgerAccount, sumOf } from "./ledger.ts";
import type { MovementKind, StockPair, StockRow } from "./schema.ts";

const DRIFT_REVERSED = "drift_reversed";

type Step = StockPair & { readonly kind: MovementKind; readonly reason: string };

/**
 * Makes a SKU's row agree with its ledger, and what it reserves with the open holds, by movements only: what nobody
 * wrote down is recorded as found and then reversed, so the ledger shows both.
 * Raises `inventory.version_conflict` when the row moved on since `account` was read, and `inventory.beyond_repair`
 * when the ledger itself is broken or fewer are on hand than are held.
 */
export function repair(draft: StockDraft, account: LedgerAccount, cause: Omit<Cause, "reason">): StockRow {
  const row = rowOf(draft, account.row.sku);
  if (!unchanged(row, account.row)) throw versionConflict(row);
  const last = account.lines.at(-1);
  const ledger = sumOf(account);
  const broken = last === undefined || auditLines(account.lines, account.whole).length > 0;
  if (broken || ledger.onHand < account.held) throw beyondRepair(row.sku);
  const steps = [...reversals(account, ledger), ...holdCorrection(ledger, account.held)];
  const mended = write(draft, { row, from: ledger, version: last.version }, steps, cause);
  draft.rows.set(row.sku, mended);
  return mended;
}

/** The unexplained change as it was found, and its reversal. */
function reversals(account: LedgerAccount, ledger: StockPair): Step[] {
  const onHand = account.row.onHand - ledger.onHand;
  const reserved = account.row.reserved - ledger.reserved;
  const found: Step[] = [];
  if (onHand !== 0) found.push({ kind: "adjust", onHand, reserved: 0, reason: DRIFT_FOUND });
  if (reserved !== 0) found.push({ kind: kindOf(reserved), onHand: 0, reserved, reason: DRIFT_FOUND });
  const jumped = jumpsOf(account).length > 0 || account.row.reserved === account.held;
  // Also a row that was edited back, or whose version alone is wrong: versions only change by movements.
  if (found.length === 0 && jumped) return [{ kind: "adjust", onHand: 0, reserved: 0, reason: DRIFT_FOUND }];
  const back = found.toReversed().map(reversed);
  return [...found, ...back];
}

function reversed(step: Step): Step {
  const [onHand, reserved] = [0 - step.onHand, 0 - step.reserved];
  return { kind: reserved === 0 ? "adjust" : kindOf(reserved), onHand, reserved, reason: DRIFT_REVERSED };
}

/** Pieces that no hold reserves become free; pieces that a hold reserves are put aside again. */
function holdCorrection(ledger: StockPair, held: number): Step[] {
  const reserved = held - ledger.reserved;
  return reserved === 0 ? [] : [{ kind: kindOf(reserved), onHand: 0, reserved, reason: DRIFT_REVERSED }];
}

function kindOf(reserved: number): MovementKind {
  return reserved > 0 ? "reserve" : "release";
}

type Beginning = { readonly row: StockRow; readonly from: StockPair; readonly version: number };

function write(
  draft: StockDraft,
  { row, from, version }: Beginning,
  steps: readonly Step[],
  { actor, note, orderId, causeKey }: Omit<Cause, "reason">,
): StockRow {
  let before = from;
  for (const [index, { kind, reason, ...delta }] of steps.entries()) {
    const after = { onHand: before.onHand + delta.onHand, reserved: before.reserved + delta.reserved };
    const { sku, productId } = row;
    const told = {
      actor,
      reason,
      note,
      orderId,
      at: draft.now,
      causeKey: `${causeKey}:${index}:${kind}:${sku}`,
    };
    draft.movements.push({
      sku,
      productId,
      version: version + index + 1,
      kind,
      delta,
      before,
      after,
      ...told,
    });
    before = after;
  }
  const available = before.onHand - before.reserved;
  return { ...row, ...before, available, version: version + steps.length };
}

function unchanged(now: StockRow, then: StockRow): boolean {
  return (
    now.version === then.version &&
    now.onHand === then.onHand &&
    now.reserved === then.reserved &&
    now.available === then.available
  );
}
