import { productNotFound } from "@scarlet/domain/catalog";
import {
  type CacheHealth,
  type CacheHistory,
  type CacheSpan,
  cacheNotInUse,
  cacheWarming,
  type DeskAnswers,
  type DeskProduct,
  type Warmed,
} from "@scarlet/domain/inventory";
import { actorRef } from "@scarlet/domain/kernel";
import { authorize } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";

type DeskContext = Pick<ServiceContext, "actor" | "cacheDesk">;
type ShelfContext = DeskContext & Pick<ServiceContext, "products">;

/** So many products are told at once. */
const TOLD = 20;

/** How the stock cache fares, over all processes, with the titles of the products that are being written. For staff. */
export async function readCacheHealth(
  ctx: ShelfContext,
): Promise<CacheHealth & { titles: Record<string, string> }> {
  authorize(ctx.actor, "stock.read");
  const health = await ctx.cacheDesk.health();
  const ids = [...new Set(health.fences.flatMap(({ productIds }) => productIds))];
  const products = ids.length === 0 ? [] : await ctx.products.findByIds(ids);
  return { ...health, titles: Object.fromEntries(products.map(({ id, title }) => [id, title])) };
}

/** What was read from where over a span. For staff. */
export async function readCacheHistory(
  ctx: DeskContext,
  input: { readonly span: CacheSpan },
): Promise<CacheHistory> {
  authorize(ctx.actor, "stock.read");
  return ctx.cacheDesk.history(input.span);
}

/** The products that are read most, or those that `q` finds, each as Redis and the database have it. For staff. */
export async function listCachedProducts(
  ctx: ShelfContext & Pick<ServiceContext, "popularity">,
  input: { readonly q?: string | undefined },
): Promise<DeskProduct[]> {
  authorize(ctx.actor, "stock.read");
  const warm = await ctx.popularity.top(TOLD);
  const reads = new Map(warm.map((each) => [each.productId, each.reads]));
  if (input.q === undefined || input.q === "") return describe(ctx, [...reads.keys()], reads);
  const { entries } = await ctx.products.listHead({ q: input.q, sort: "title" });
  return describe(
    ctx,
    entries.slice(0, TOLD).map(({ id }) => id),
    reads,
  );
}

/** One product as Redis has it and as the database has it. For staff. Raises `catalog.product_not_found`. */
export async function inspectCached(
  ctx: ShelfContext,
  input: { readonly productId: string },
): Promise<DeskProduct> {
  authorize(ctx.actor, "stock.read");
  return describeOne(ctx, input.productId);
}

/** What every process would tell a shopper of one product now. For staff. Raises `catalog.product_not_found`. */
export async function askProcesses(
  ctx: ShelfContext,
  input: { readonly productId: string },
): Promise<DeskAnswers> {
  authorize(ctx.actor, "stock.read");
  const [product] = await ctx.products.findByIds([input.productId]);
  if (product === undefined) throw productNotFound(input.productId);
  return ctx.cacheDesk.ask(product.id);
}

/**
 * Warms the most read products once more, as a shopper's reads would. For admins. Raises `inventory.cache_not_in_use`
 * and `inventory.cache_warming`.
 */
export async function warmCache(ctx: DeskContext): Promise<Warmed> {
  authorize(ctx.actor, "cache.switch");
  const did = await ctx.cacheDesk.warm();
  if (did === "off") throw cacheNotInUse();
  if (did === "busy") throw cacheWarming();
  return did;
}

/**
 * Takes one product out of every cache, its words and prices too: whatever was edited by hand in the database is shown
 * from then on. Raises `catalog.product_not_found` and `service.unavailable`.
 */
export async function purgeCached(
  ctx: ShelfContext & Pick<ServiceContext, "catalogCache">,
  input: { readonly productId: string },
): Promise<DeskProduct> {
  authorize(ctx.actor, "cache.purge");
  await describeOne(ctx, input.productId);
  await ctx.catalogCache.invalidateProduct(input.productId);
  await ctx.cacheDesk.purge(input.productId);
  return describeOne(ctx, input.productId);
}

/** Switches the stock cache off for all; it comes back by itself, in a new epoch. False: it was not on. */
export async function renewCacheEpoch(ctx: DeskContext): Promise<boolean> {
  authorize(ctx.actor, "cache.switch");
  return ctx.cacheDesk.renewEpoch();
}

/** Switches the stock cache off for all until somebody switches it on. Done twice, it is done once. For admins. */
export async function switchCacheOff(
  ctx: DeskContext,
  input: { readonly why?: string | undefined },
): Promise<void> {
  authorize(ctx.actor, "cache.switch");
  await ctx.cacheDesk.switchOff({ by: actorRef(ctx.actor).name, why: input.why || null });
}

/** Lets the stock cache come back, through a drain. False: nobody had switched it off. For admins. */
export async function switchCacheOn(ctx: DeskContext): Promise<boolean> {
  authorize(ctx.actor, "cache.switch");
  return ctx.cacheDesk.switchOn();
}

async function describe(
  ctx: ShelfContext,
  ids: readonly string[],
  reads: ReadonlyMap<string, number>,
): Promise<DeskProduct[]> {
  if (ids.length === 0) return [];
  const [inspections, products] = await Promise.all([
    ctx.cacheDesk.inspect(ids),
    ctx.products.findByIds(ids),
  ]);
  const known = new Map(products.map((product) => [product.id, product]));
  return inspections.flatMap((inspection) => {
    const product = known.get(inspection.productId);
    if (product === undefined) return [];
    const { slug, title, art } = product;
    return [{ ...inspection, slug, title, art, reads: reads.get(inspection.productId) ?? null }];
  });
}

async function describeOne(ctx: ShelfContext, productId: string): Promise<DeskProduct> {
  const [found] = await describe(ctx, [productId], new Map());
  if (found === undefined) throw productNotFound(productId);
  return found;
}
