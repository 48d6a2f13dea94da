import {
  holdersSchema,
  issueIdSchema,
  issueListSchema,
  issueSchema,
  listIssuesSchema,
  listOrdersSchema,
  orderIdSchema,
  orderListSchema,
  orderViewSchema,
  returnLinesSchema,
} from "@scarlet/domain/orders";
import {
  closeIssue,
  fulfilOrder,
  listHolders,
  listIssues,
  listOrders,
  retryIssue,
  takeBack,
} from "@scarlet/services/orders";
import { outputOf } from "../output.ts";
import { bearerWrite } from "../rest/index.ts";
import { knownProcedure } from "../trpc.ts";

/** Staff only: everybody's orders. */
export const ordersAdmin = {
  /** Everybody's orders, newest first. */
  list: knownProcedure
    .input(listOrdersSchema)
    .output(outputOf(orderListSchema))
    .query(({ ctx, input }) => listOrders(ctx.shop, input)),

  /** Who holds most pieces now, by owner and by address. */
  holders: knownProcedure.output(outputOf(holdersSchema)).query(({ ctx }) => listHolders(ctx.shop)),

  /** Marks a paid order as sent. */
  fulfil: knownProcedure
    .input(orderIdSchema)
    .output(outputOf(orderViewSchema))
    .mutation(({ ctx, input }) => fulfilOrder(ctx.shop, input)),

  /** What of money and mail staff must look at, newest first. */
  issues: knownProcedure
    .input(listIssuesSchema)
    .output(outputOf(issueListSchema))
    .query(({ ctx, input }) => listIssues(ctx.shop, input)),

  /** Needs no key: an issue is closed once, however often it is asked for. */
  closeIssue: knownProcedure
    .input(issueIdSchema)
    .output(outputOf(issueSchema))
    .mutation(({ ctx, input }) => closeIssue(ctx.shop, input)),

  /** Needs no key: money goes by the key of what is still due. */
  retryIssue: knownProcedure
    .input(issueIdSchema)
    .output(outputOf(issueSchema))
    .mutation(({ ctx, input }) => retryIssue(ctx.shop, input)),

  /** Takes back pieces that were sent; their money goes back. */
  takeBack: knownProcedure
    .meta(
      bearerWrite("/orders/{id}/return", {
        summary: "Take back pieces that were sent, for staff: refunded, and with restock on the shelf again.",
        refusals: ["forbidden", "not_found", "conflict", "unprocessable", "unavailable"],
      }),
    )
    .input(returnLinesSchema)
    .output(outputOf(orderViewSchema))
    .mutation(({ ctx, input }) => takeBack(ctx.shop, input, ctx.idempotencyKey)),
};
