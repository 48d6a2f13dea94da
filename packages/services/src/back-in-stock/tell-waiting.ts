import { backInStockMail, TOLD_AT_ONCE, type WriteMail } from "@scarlet/domain/back-in-stock";
import type { Product, ProductSku } from "@scarlet/domain/catalog";
import type { ServiceContext } from "../context/index.ts";

/** So many of the SKUs that somebody waits for are looked at in one step. */
const SKUS_PER_STEP = 200;

/** Where the mails lead. */
export type BackInStockLinks = {
  product(slug: string, sku: string): string;
  forget(key: string): string;
};

type Telling = Pick<ServiceContext, "products" | "backInStock" | "forgetKeys" | "log">;

/**
 * Tells those who wait for these SKUs, as many as there are pieces and the first first; tells how many were told. What
 * cannot be told of now is logged, keeps nobody else waiting and is tried again when it is looked at again.
 */
export async function tellWaiting(
  ctx: Telling,
  skus: readonly string[],
  links: BackInStockLinks,
): Promise<number> {
  const buyable = await ctx.backInStock.buyable(skus);
  if (buyable.length === 0) return 0;
  const products = await ctx.products.findBySkus(buyable);
  let told = 0;
  for (const code of buyable) {
    const product = products.find(({ skus: forms }) => forms.some(({ sku }) => sku === code));
    const form = product?.skus.find(({ sku }) => sku === code);
    // Not on show any more: whoever follows the link would find nothing.
    if (product?.status !== "published" || form === undefined) continue;
    try {
      told += await tellAll(ctx, code, letterOf(ctx, product, form, links));
    } catch (error) {
      ctx.log.warn({ err: error, sku: code }, "those who wait for a SKU could not be told");
    }
  }
  return told;
}

/**
 * Looks at the next SKUs that somebody waits for, whether or not anybody has told that they are back, and tells where
 * to go on; null: that was the last. So nobody is forgotten whose news got lost.
 */
export async function lookAtWaiting(
  ctx: Telling,
  after: string | null,
  links: BackInStockLinks,
): Promise<string | null> {
  const skus = await ctx.backInStock.skusAfter(after, SKUS_PER_STEP);
  await tellWaiting(ctx, skus, links);
  return skus.length < SKUS_PER_STEP ? null : (skus.at(-1) ?? null);
}

async function tellAll(ctx: Telling, sku: string, write: WriteMail): Promise<number> {
  let told = 0;
  for (;;) {
    const count = await ctx.backInStock.tellNext(sku, write);
    told += count;
    if (count < TOLD_AT_ONCE) return told;
  }
}

function letterOf(
  { forgetKeys }: Pick<Telling, "forgetKeys">,
  product: Product,
  { sku, options }: ProductSku,
  links: BackInStockLinks,
): WriteMail {
  const news = {
    title: product.title,
    choice: Object.values(options).join(", "),
    productUrl: links.product(product.slug, sku),
  };
  const forgetUrlOf = (address: string) => links.forget(forgetKeys.seal({ kind: "address", address }));
  return (request, waitsForMore) =>
    backInStockMail(request, { ...news, forgetUrl: waitsForMore ? forgetUrlOf(request.address) : null });
}
