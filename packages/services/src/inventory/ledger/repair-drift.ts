import { audit, repair, type StockRow, skuNotFound, stockRowSchema } from "@scarlet/domain/inventory";
import { actorRef, isDomainError } from "@scarlet/domain/kernel";
import { authorize } from "../../accounts/index.ts";
import type { ServiceContext } from "../../context/index.ts";

/** A busy SKU may change between the audit and the repair; the audit is then made again, this often at most. */
const MAX_ATTEMPTS = 10;

type RepairContext = Pick<ServiceContext, "actor" | "ids" | "ledger" | "clock" | "stock">;

/**
 * Sets a SKU's books right by movements that tell what was found and that it was reversed; never by an edit. Null when
 * there was nothing to set right. For those who may adjust. Raises `inventory.beyond_repair`,
 * `inventory.sku_not_found`, `inventory.version_conflict`, `service.unavailable`.
 */
export async function repairDrift(
  ctx: RepairContext,
  input: { readonly sku: string; readonly note: string },
): Promise<StockRow | null> {
  authorize(ctx.actor, "stock.adjust");
  for (let attempt = 1; ; attempt++) {
    try {
      return await repairOnce(ctx, input);
    } catch (error) {
      const movedOn = isDomainError(error) && error.code === "inventory.version_conflict";
      if (!movedOn || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

async function repairOnce(
  ctx: RepairContext,
  { sku, note }: { readonly sku: string; readonly note: string },
): Promise<StockRow | null> {
  const [account] = await ctx.ledger.accounts([sku]);
  if (account === undefined) throw skuNotFound(sku);
  if (audit(account).length === 0) {
    await ctx.ledger.note(new Map([[sku, []]]), await ctx.clock.now());
    return null;
  }
  const actor = actorRef(ctx.actor);
  const cause = { actor, note, orderId: null, causeKey: `repair:${ctx.ids.newId()}` };
  const mended = await ctx.stock.submit({
    intent: null,
    skus: [sku],
    orderIds: [],
    revive: (stored) => stockRowSchema.parse(stored),
    decide: ({ draft }) => ({ answer: repair(draft, account, cause) }),
  });
  const [after] = await ctx.ledger.accounts([sku]);
  if (after !== undefined) await ctx.ledger.note(new Map([[sku, audit(after)]]), await ctx.clock.now());
  return mended;
}
