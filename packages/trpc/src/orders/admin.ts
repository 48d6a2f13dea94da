import { listOrdersSchema, orderIdSchema, orderListSchema, orderViewSchema } from "@scarlet/domain/orders";
import { fulfilOrder, listOrders } from "@scarlet/services/orders";
import { answers } from "../answers.ts";
import { knownProcedure } from "../trpc.ts";

/** Staff only: everybody's orders. */
export const ordersAdmin = {
  list: knownProcedure
    .input(listOrdersSchema)
    .output(answers(orderListSchema))
    .query(({ ctx, input }) => listOrders(ctx.shop, input)),

  fulfil: knownProcedure
    .input(orderIdSchema)
    .output(answers(orderViewSchema))
    .mutation(({ ctx, input }) => fulfilOrder(ctx.shop, input)),
};
