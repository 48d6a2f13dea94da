import {
  addToCartSchema,
  cartViewSchema,
  changeQuantitySchema,
  removeLineSchema,
} from "@scarlet/domain/cart";
import { addToCart, changeQuantity, getCart, removeLine, retryCartMerge } from "@scarlet/services/cart";
import { outputOf } from "../output.ts";
import { buyerProcedure, knownProcedure, visitorProcedure } from "../trpc.ts";

const cartAnswer = outputOf(cartViewSchema);

/** A visitor's own cart. It holds nothing on the shelf. */
export const cartShop = {
  /** The caller's cart with prices and stock as they are now; empty for whoever has none. */
  get: visitorProcedure.output(cartAnswer).query(({ ctx }) => getCart(ctx.shop)),
  /** Adds pieces of a SKU; with an idempotency key the same add counts once. */
  add: buyerProcedure
    .input(addToCartSchema)
    .output(cartAnswer)
    .mutation(({ ctx, input }) => addToCart(ctx.shop, input, ctx.idempotencyKey)),
  /** Sets the quantity of a line, or what is left when that is less. */
  changeQuantity: buyerProcedure
    .input(changeQuantitySchema)
    .output(cartAnswer)
    .mutation(({ ctx, input }) => changeQuantity(ctx.shop, input)),
  /** Tries again to merge what of the guest's cart did not fit at sign-in. */
  bringOver: knownProcedure.output(cartAnswer).mutation(({ ctx }) => retryCartMerge(ctx.shop)),
  /** Removes a line. */
  remove: buyerProcedure
    .input(removeLineSchema)
    .output(cartAnswer)
    .mutation(({ ctx, input }) => removeLine(ctx.shop, input)),
};
