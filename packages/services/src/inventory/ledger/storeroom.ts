import { STRIP_SHOWN_FROM, type Storeroom } from "@scarlet/domain/inventory";
import { latestMovements } from "./latest-movements.ts";

/** Whether much moves changes slowly, and pages that show the strip or leave it out are kept while it does not. */
const KEPT_MS = 5_000;

type Context = Parameters<typeof latestMovements>[0];
type Kept = { untilMs: number; storeroom: Storeroom };

const kept = new WeakMap<Context["ledger"], Kept>();

/**
 * Whether so much moved within the hour that pages show it: five seconds old at most, save where nobody asked for longer,
 * who is told what was known then while it is read anew. Nothing of stock depends on it. Raises what the first reading
 * raises.
 */
export async function storeroom(ctx: Context): Promise<Storeroom> {
  const known = kept.get(ctx.ledger);
  if (known === undefined) return readAgain(ctx);
  if (known.untilMs <= performance.now()) {
    known.untilMs = performance.now() + KEPT_MS;
    // What cannot be read now is asked for again by and by; the answer of before does no harm.
    readAgain(ctx).catch(() => undefined);
  }
  return known.storeroom;
}

async function readAgain(ctx: Context): Promise<Storeroom> {
  const movements = await latestMovements(ctx);
  const now = { isBusy: movements.length >= STRIP_SHOWN_FROM };
  const known = kept.get(ctx.ledger)?.storeroom;
  // The same answer is the same object, so that it is compared once.
  const answer = known?.isBusy === now.isBusy ? known : now;
  kept.set(ctx.ledger, { untilMs: performance.now() + KEPT_MS, storeroom: answer });
  return answer;
}
