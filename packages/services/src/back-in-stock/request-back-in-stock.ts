import { createHash } from "node:crypto";
import {
  addressNeeded,
  foldedAddress,
  type RequestBackInStockInput,
  type Requested,
  stillInStock,
} from "@scarlet/domain/back-in-stock";
import { skuNotFound } from "@scarlet/domain/inventory";
import type { ServiceContext } from "../context/index.ts";

type Asking = Pick<
  ServiceContext,
  "actor" | "clock" | "ids" | "products" | "stockReader" | "backInStock" | "forgetKeys" | "seen"
>;

/**
 * Keeps somebody's wish to be told when a SKU that is sold out is back; whoever is signed in need not say the address.
 * Asking again changes nothing, and the answer does not tell whether it was again; with the same idempotency key it is
 * the very same request, whose key takes it back although the first answer was lost. For anybody. Raises
 * `back_in_stock.address_needed`, `back_in_stock.still_in_stock`, `back_in_stock.too_many_waiting` and
 * `inventory.sku_not_found`.
 */
export async function requestBackInStock(
  ctx: Asking,
  input: RequestBackInStockInput,
  key?: string,
): Promise<Requested> {
  const { sku } = input;
  const email = input.email ?? (ctx.actor.kind === "user" ? ctx.actor.email : undefined);
  if (email === undefined) throw addressNeeded();
  const available = await availableOf(ctx, sku);
  if (available > 0) throw stillInStock(sku, available);
  const address = foldedAddress(email);
  const id = key === undefined ? ctx.ids.newId() : idOf(key, sku, address);
  const request = { id, sku, email, address, at: await ctx.clock.now() };
  await ctx.backInStock.add(request);
  // For this very request: whoever only knows the address cannot take back what its owner asked for before.
  return { sku, email, forgetKey: ctx.forgetKeys.seal({ kind: "request", id: request.id }) };
}

/** The same for the same intent. Nobody guesses it: keys are made up by whoever asks. */
function idOf(...intent: readonly string[]): string {
  return createHash("sha256").update(intent.join("\n")).digest("hex").slice(0, 24);
}

async function availableOf(
  ctx: Pick<Asking, "products" | "stockReader" | "seen">,
  sku: string,
): Promise<number> {
  const [product] = await ctx.products.findBySkus([sku]);
  if (product?.status !== "published") throw skuNotFound(sku);
  const stocks = await ctx.stockReader.readStock([product.id], {
    ...(ctx.seen && { minVersions: ctx.seen }),
  });
  const row = stocks.get(product.id)?.skus.find((each) => each.sku === sku);
  if (row === undefined) throw skuNotFound(sku);
  return row.available;
}
