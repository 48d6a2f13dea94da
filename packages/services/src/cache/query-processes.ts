import type { ProcessAnswers } from "@scarlet/domain/cache";
import { productNotFound } from "@scarlet/domain/catalog";
import { authorize } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";

/** What every process would tell a shopper of one product now. For staff. Raises `catalog.product_not_found`. */
export async function queryProcesses(
  ctx: Pick<ServiceContext, "actor" | "cacheAdmin" | "products">,
  input: { readonly productId: string },
): Promise<ProcessAnswers> {
  authorize(ctx.actor, "stock.read");
  const [product] = await ctx.products.findByIds([input.productId]);
  if (product === undefined) throw productNotFound(input.productId);
  return ctx.cacheAdmin.ask(product.id);
}
