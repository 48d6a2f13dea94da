import { z } from "zod";
import type { Movement, StockPair, StockRow } from "./schema.ts";

/** What the audit needs of a movement. */
export type LedgerLine = Pick<Movement, "version" | "delta" | "before" | "after">;

/** One SKU's row, its ledger and what open holds reserve of it, read as one state. */
export type LedgerAccount = {
  readonly row: StockRow;
  /** By rising version: all movements, or the last ones. */
  readonly lines: readonly LedgerLine[];
  /** Whether `lines` begins with the SKU's first movement. */
  readonly whole: boolean;
  /** Pieces that open holds reserve; a hold past its end counts until its release is written. */
  readonly held: number;
};

/** What can be wrong with a SKU's books. */
export const FAULT_CODES = ["sum", "version", "gap", "chain", "reserved", "available", "no_row"] as const;
export const ledgerFaultSchema = z.object({ code: z.enum(FAULT_CODES), sentence: z.string() });
export type LedgerFault = z.infer<typeof ledgerFaultSchema>;

/** A SKU whose books do not agree. `since` is when that was first seen. */
export const driftSchema = z.object({
  sku: z.string(),
  faults: z.array(ledgerFaultSchema),
  since: z.coerce.date(),
  seenAt: z.coerce.date(),
});
export type Drift = z.infer<typeof driftSchema>;

/** Everything that is wrong with a SKU's books. Empty when row, ledger and holds agree. Pure. */
export function audit(account: LedgerAccount): LedgerFault[] {
  return [...auditChain(account), ...auditRow(account)];
}

/** What is wrong inside the ledger itself: such faults no movement can mend. */
export function auditChain({ lines, whole }: LedgerAccount): LedgerFault[] {
  const faults: LedgerFault[] = [];
  let last: Pick<LedgerLine, "version" | "after"> | undefined = whole
    ? { version: 0, after: { onHand: 0, reserved: 0 } }
    : undefined;
  for (const line of lines) {
    if (last !== undefined && line.version !== last.version + 1)
      faults.push(fault("gap", `movement ${last.version} is followed by movement ${line.version}`));
    if (last !== undefined && !same(line.before, last.after))
      faults.push(
        fault(
          "chain",
          `movement ${line.version} begins at ${told(line.before)}, the one before it ends at ${told(last.after)}`,
        ),
      );
    if (!same(line.after, plus(line.before, line.delta)))
      faults.push(
        fault(
          "chain",
          `movement ${line.version} does not lead from ${told(line.before)} to ${told(line.after)}`,
        ),
      );
    last = line;
  }
  return faults;
}

function auditRow({ row, lines, whole, held }: LedgerAccount): LedgerFault[] {
  const last = lines.at(-1);
  const begins = whole ? { onHand: 0, reserved: 0 } : (lines[0]?.before ?? { onHand: 0, reserved: 0 });
  const sum = lines.reduce((total, { delta }) => plus(total, delta), begins);
  const checks: [boolean, LedgerFault][] = [
    [same(sum, row), fault("sum", `the ledger comes to ${told(sum)}, the stock row says ${told(row)}`)],
    [
      row.version === (last?.version ?? 0),
      fault("version", `the stock row has version ${row.version}, the last movement ${last?.version ?? 0}`),
    ],
    [
      row.reserved === held,
      fault("reserved", `open holds reserve ${held}, the stock row says ${row.reserved}`),
    ],
    [
      row.available === row.onHand - row.reserved && row.available >= 0,
      fault("available", `available is ${row.available}, on hand ${row.onHand}, reserved ${row.reserved}`),
    ],
  ];
  return checks.flatMap(([well, found]) => (well ? [] : [found]));
}

/** The fault of a SKU that the ledger or a hold speaks of and that has no stock row. */
export function rowMissing(): LedgerFault {
  return fault("no_row", "movements or open holds speak of it, but it has no stock row");
}

function fault(code: LedgerFault["code"], sentence: string): LedgerFault {
  return { code, sentence };
}

function plus(a: StockPair, b: StockPair): StockPair {
  return { onHand: a.onHand + b.onHand, reserved: a.reserved + b.reserved };
}

function same(a: StockPair, b: StockPair): boolean {
  return a.onHand === b.onHand && a.reserved === b.reserved;
}

function told({ onHand, reserved }: StockPair): string {
  return `${onHand} on hand and ${reserved} reserved`;
}
