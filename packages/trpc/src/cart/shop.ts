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
  get: visitorProcedure.output(cartAnswer).query(({ ctx }) => getCart(ctx.shop)),
  add: buyerProcedure
    .input(addToCartSchema)
    .output(cartAnswer)
    .mutation(({ ctx, input }) => addToCart(ctx.shop, input, ctx.idempotencyKey)),
  changeQuantity: buyerProcedure
    .input(changeQuantitySchema)
    .output(cartAnswer)
    .mutation(({ ctx, input }) => changeQuantity(ctx.shop, input)),
  bringOver: knownProcedure.output(cartAnswer).mutation(({ ctx }) => retryCartMerge(ctx.shop)),
  remove: buyerProcedure
    .input(removeLineSchema)
    .output(cartAnswer)
    .mutation(({ ctx, input }) => removeLine(ctx.shop, input)),
};
