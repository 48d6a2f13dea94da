import { type ForgetRequestsInput, type Forgotten, unknownForgetKey } from "@scarlet/domain/back-in-stock";
import type { ServiceContext } from "../context/index.ts";

/**
 * Takes back what a key is for: one request, or all of an address. For whoever has the key. What is gone already is
 * forgotten too. Raises `back_in_stock.unknown_key`.
 */
export async function forgetRequests(
  ctx: Pick<ServiceContext, "backInStock" | "forgetKeys">,
  { key }: ForgetRequestsInput,
): Promise<Forgotten> {
  const what = ctx.forgetKeys.open(key);
  if (what === null) throw unknownForgetKey();
  if (what.kind === "request") await ctx.backInStock.remove(what.id);
  else await ctx.backInStock.forget(what.address);
  return { forgotten: true };
}
