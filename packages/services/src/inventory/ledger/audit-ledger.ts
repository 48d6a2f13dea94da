import { audit, type Drift, type LedgerFault, rowMissing } from "@scarlet/domain/inventory";
import type { ServiceContext } from "../../context/index.ts";

/** How many SKUs one step reads in one snapshot. */
const SKUS_PER_STEP = 20;
/** How many of the last movements of a SKU a quick audit reads; the command reads the whole ledger. */
const QUICK_AUDIT_MOVEMENTS = 200;

type AuditContext = Pick<ServiceContext, "ledger" | "clock">;

/** How many SKUs were audited, and all drifts that stand now. */
export type AuditResult = { readonly checked: number; readonly drifts: readonly Drift[] };

/**
 * Reads every SKU's whole ledger against its row and the open holds, and writes down what does not agree.
 * `onStep` is changed after each step how many SKUs were read.
 */
export async function auditLedger(
  ctx: AuditContext,
  onStep: (checked: number) => void = () => {},
): Promise<AuditResult> {
  let checked = 0;
  for (let skus = await ctx.ledger.skusAfter(null, SKUS_PER_STEP); skus.length > 0; ) {
    await auditSkus(ctx, skus);
    checked += skus.length;
    onStep(checked);
    skus = await ctx.ledger.skusAfter(skus.at(-1) ?? null, SKUS_PER_STEP);
  }
  const orphans = await ctx.ledger.withoutRow();
  await ctx.ledger.note(new Map(orphans.map((sku) => [sku, [rowMissing()]])), await ctx.clock.now());
  return { checked, drifts: await ctx.ledger.drifts() };
}

/**
 * One step of the background audit: a quick audit of the SKUs after `after` and at those already found wrong, which may
 * have been set right. Answers where the next step begins: null, from the first SKU again.
 */
export async function reconcileLedger(
  ctx: AuditContext & Pick<ServiceContext, "log">,
  after: string | null,
): Promise<string | null> {
  const skus = await ctx.ledger.skusAfter(after, SKUS_PER_STEP);
  const known = await ctx.ledger.drifts();
  const found = await auditSkus(ctx, skus, QUICK_AUDIT_MOVEMENTS);
  // A fault deep in a ledger is seen by a whole audit only, so only that may take an entry away.
  const open = known.map((drift) => drift.sku);
  for (const [sku, faults] of await auditSkus(ctx, open)) found.set(sku, faults);
  for (const [sku, faults] of found) {
    if (faults.length > 0 && !open.includes(sku))
      ctx.log.error({ sku, faults }, "the books of a SKU do not agree: run `npm run ledger:verify`");
  }
  return skus.length < SKUS_PER_STEP ? null : (skus.at(-1) ?? null);
}

/** Audits these SKUs and writes down what was found; a quick audit never takes an entry away. */
async function auditSkus(
  ctx: AuditContext,
  skus: readonly string[],
  tail?: number,
): Promise<Map<string, LedgerFault[]>> {
  if (skus.length === 0) return new Map();
  const accounts = await ctx.ledger.accounts(skus, tail);
  const found = new Map(accounts.map((account) => [account.row.sku, audit(account)]));
  const changed = [...found].filter(([, faults]) => tail === undefined || faults.length > 0);
  if (changed.length > 0) await ctx.ledger.note(new Map(changed), await ctx.clock.now());
  return found;
}
