import { z } from "zod";
import type { Movement, StockPair, StockRow } from "./schema.ts";

/** What the audit needs of a movement. */
export type LedgerLine = Pick<Movement, "version" | "reason" | "delta" | "before" | "after">;

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

/** The reason of the movement that writes down a change which nobody wrote down: it explains every jump before it. */
export const DRIFT_FOUND = "drift_found";

/** Everything that is wrong with a SKU's books. Empty when row, ledger and holds agree. Pure. */
export function audit(account: LedgerAccount): LedgerFault[] {
  return [...auditLines(account.lines, account.whole), ...jumpsOf(account), ...auditRow(account)];
}

/** What is wrong inside the ledger itself, missing or changed movements: no further movement can mend that. */
export function auditLines(lines: readonly LedgerLine[], whole: boolean): LedgerFault[] {
  const first = whole ? 1 : (lines[0]?.version ?? 1);
  return lines.flatMap(({ version, before, delta, after }, index) => {
    const due = index === 0 ? first : (lines[index - 1]?.version ?? 0) + 1;
    const leads = same(after, plus(before, delta));
    return [
      ...(version === due ? [] : [fault("gap", `movement ${version} stands where ${due} is due`)]),
      ...(leads
        ? []
        : [
            fault(
              "chain",
              `movement ${version} does not lead from ${describePair(before)} to ${describePair(after)}`,
            ),
          ]),
    ];
  });
}

/** What all movements come to. */
export function sumOf({ lines, whole }: LedgerAccount): StockPair {
  const open = whole ? lines : lines.slice(indexOfLastRepair(lines));
  const begins = whole ? ZERO : (open[0]?.before ?? ZERO);
  return open.reduce((total, { delta }) => plus(total, delta), begins);
}

/** Where the stock changed between two movements, and no later movement explains it. */
export function jumpsOf({ lines, whole }: LedgerAccount): LedgerFault[] {
  const from = indexOfLastRepair(lines);
  const base = lines.slice(0, from).reduce((total, { delta }) => plus(total, delta), ZERO);
  return lines.slice(from).flatMap(({ version, before }, index, open) => {
    const last = open[index - 1]?.after ?? (whole ? base : before);
    if (same(before, last)) return [];
    return [
      fault(
        "chain",
        `movement ${version} begins at ${describePair(before)}, where ${describePair(last)} were left`,
      ),
    ];
  });
}

const ZERO: StockPair = { onHand: 0, reserved: 0 };

function indexOfLastRepair(lines: readonly LedgerLine[]): number {
  return Math.max(
    0,
    lines.findLastIndex(
      ({ reason }, index) => reason === DRIFT_FOUND && lines[index - 1]?.reason !== DRIFT_FOUND,
    ),
  );
}

function auditRow(account: LedgerAccount): LedgerFault[] {
  const { row, lines, held } = account;
  const last = lines.at(-1)?.version ?? 0;
  const sum = sumOf(account);
  const checks: [boolean, LedgerFault][] = [
    [
      same(sum, row),
      fault("sum", `the ledger comes to ${describePair(sum)}, the stock row says ${describePair(row)}`),
    ],
    [
      row.version === last,
      fault("version", `the stock row has version ${row.version}, the last movement ${last}`),
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

function describePair({ onHand, reserved }: StockPair): string {
  return `${onHand} on hand and ${reserved} reserved`;
}
