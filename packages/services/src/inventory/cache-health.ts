import type { CacheHealth, CacheInspection, WarmProduct } from "@scarlet/domain/inventory";
import { authorize } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";

type DeskContext = Pick<ServiceContext, "actor" | "cacheDesk">;

/** How the stock cache fares, over all processes. For staff. */
export async function readCacheHealth(ctx: DeskContext): Promise<CacheHealth> {
  authorize(ctx.actor, "stock.read");
  return ctx.cacheDesk.health();
}

/** One product as Redis has it and as the database has it. For staff. */
export async function inspectCached(
  ctx: DeskContext,
  input: { readonly productId: string },
): Promise<CacheInspection> {
  authorize(ctx.actor, "stock.read");
  return ctx.cacheDesk.inspect(input.productId);
}

/** The products that are read most, and whether the cache has them. For staff. */
export async function readWarmList(ctx: DeskContext): Promise<WarmProduct[]> {
  authorize(ctx.actor, "stock.read");
  return ctx.cacheDesk.warmList();
}

/** Takes one product out of the cache. Changes no answer, only what it costs. */
export async function purgeCached(
  ctx: Pick<ServiceContext, "actor" | "cacheDesk" | "catalogCache">,
  input: { readonly productId: string },
): Promise<CacheInspection> {
  authorize(ctx.actor, "cache.purge");
  await Promise.all([
    ctx.cacheDesk.purge(input.productId),
    ctx.catalogCache.invalidateProduct(input.productId, "content"),
  ]);
  return ctx.cacheDesk.inspect(input.productId);
}

/** Switches the stock cache off for all; it comes back by itself, in a new epoch. False: it was not on. */
export async function renewCacheEpoch(ctx: DeskContext): Promise<boolean> {
  authorize(ctx.actor, "cache.switch");
  return ctx.cacheDesk.renewEpoch();
}
