import { LATEST_MOVEMENTS, type LatestMovement, type PublicMovement } from "@scarlet/domain/inventory";
import { type CatalogContext, readTogether } from "../../catalog/index.ts";
import type { ServiceContext } from "../../context/index.ts";

/** Read so many, because a sale moves what was reserved and changes nothing that anybody can buy. */
const READ_AT_ONCE = 60;
/** Who asks again within this time is told the same, so that the stores are asked as often however many screens ask. */
const KEPT_MS = 2_000;

type Context = CatalogContext & Pick<ServiceContext, "ledger" | "clock">;
type Kept = { readonly untilMs: number; readonly movements: Promise<readonly LatestMovement[]> };

const kept = new WeakMap<ServiceContext["ledger"], Kept>();

/**
 * The last movements of the last hour that changed how many can be bought, newest first, of products that are on sale. Two
 * seconds old at most.
 */
export function latestMovements(ctx: Context): Promise<readonly LatestMovement[]> {
  const known = kept.get(ctx.ledger);
  if (known !== undefined && known.untilMs > performance.now()) return known.movements;
  return latestMovementsNow(ctx);
}

/** As `latestMovements`, but read now; whoever asks after that is told the same for two seconds. */
export function latestMovementsNow(ctx: Context): Promise<readonly LatestMovement[]> {
  const movements = readMovements(ctx);
  const now: Kept = { untilMs: performance.now() + KEPT_MS, movements };
  kept.set(ctx.ledger, now);
  // What failed is asked for again by the next one.
  movements.catch(() => {
    if (kept.get(ctx.ledger) === now) kept.delete(ctx.ledger);
  });
  return movements;
}

const HOUR_MS = 3_600_000;

async function readMovements(ctx: Context): Promise<readonly LatestMovement[]> {
  const [latest, now] = await Promise.all([ctx.ledger.latestMovements(READ_AT_ONCE), ctx.clock.now()]);
  const shown = latest
    .filter(({ at }) => now.getTime() - at.getTime() < HOUR_MS)
    .filter((movement) => availableIn(movement.before) !== availableIn(movement.after))
    .slice(0, LATEST_MOVEMENTS);
  if (shown.length === 0) return [];
  // Not what the caller has seen: the answer is for everybody.
  const ids = [...new Set(shown.map(({ productId }) => productId))];
  const { products } = await readTogether({ ...ctx, seen: undefined }, ids);
  const byId = new Map(products.map((product) => [product.id, product]));
  return shown.flatMap((movement) => {
    const product = byId.get(movement.productId);
    const sku = product?.skus.find((each) => each.sku === movement.sku);
    if (product?.status !== "published" || sku === undefined) return [];
    const { slug, title } = product;
    return [{ ...figuresOf(movement), slug, title, options: sku.options }];
  });
}

const availableIn = ({ onHand, reserved }: PublicMovement["before"]): number => onHand - reserved;

function figuresOf({ sku, version, kind, before, after, at }: PublicMovement) {
  return { id: `${sku} ${version}`, kind, from: availableIn(before), to: availableIn(after), at };
}
