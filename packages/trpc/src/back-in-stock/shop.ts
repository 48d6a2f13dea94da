import {
  forgetRequestsSchema,
  forgottenSchema,
  requestBackInStockSchema,
  requestedSchema,
} from "@scarlet/domain/back-in-stock";
import { forgetRequests, requestBackInStock } from "@scarlet/services/back-in-stock";
import { outputOf } from "../output.ts";
import { openProcedure, visitorProcedure } from "../trpc.ts";

/** For anybody: to be told when a SKU is back, and to be forgotten. Asking twice is asking once, so neither needs a key. */
export const backInStockShop = {
  /** Asks for one mail when a SKU that is sold out is back; whoever is signed in need not say the address. */
  request: visitorProcedure
    .input(requestBackInStockSchema)
    .output(outputOf(requestedSchema))
    .mutation(({ ctx, input }) => requestBackInStock(ctx.shop, input, ctx.idempotencyKey)),

  /** Takes back what a key is for: one request, or all of an address. */
  forget: openProcedure
    .input(forgetRequestsSchema)
    .output(outputOf(forgottenSchema))
    .mutation(({ ctx, input }) => forgetRequests(ctx.shop, input)),
};
