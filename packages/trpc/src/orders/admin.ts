import {
  holdersSchema,
  listOrdersSchema,
  orderIdSchema,
  orderListSchema,
  orderViewSchema,
  returnLinesSchema,
} from "@scarlet/domain/orders";
import { fulfilOrder, listHolders, listOrders, takeBack } from "@scarlet/services/orders";
import { answers } from "../answers.ts";
import { bearerWrite } from "../rest/index.ts";
import { knownProcedure } from "../trpc.ts";

/** Staff only: everybody's orders. */
export const ordersAdmin = {
  list: knownProcedure
    .input(listOrdersSchema)
    .output(answers(orderListSchema))
    .query(({ ctx, input }) => listOrders(ctx.shop, input)),

  holders: knownProcedure.output(answers(holdersSchema)).query(({ ctx }) => listHolders(ctx.shop)),

  fulfil: knownProcedure
    .input(orderIdSchema)
    .output(answers(orderViewSchema))
    .mutation(({ ctx, input }) => fulfilOrder(ctx.shop, input)),

  takeBack: knownProcedure
    .meta(
      bearerWrite("/orders/{id}/return", {
        summary: "Take back pieces that were sent, for staff: refunded, and with restock on the shelf again.",
        refusals: ["forbidden", "not_found", "conflict", "unprocessable", "unavailable"],
      }),
    )
    .input(returnLinesSchema)
    .output(answers(orderViewSchema))
    .mutation(({ ctx, input }) => takeBack(ctx.shop, input, ctx.idempotencyKey)),
};
