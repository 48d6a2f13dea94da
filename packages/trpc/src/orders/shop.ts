import {
  cancelLinesSchema,
  cancelOrderSchema,
  checkoutSchema,
  describeOrderSchema,
  heldOrdersSchema,
  listOrdersSchema,
  orderIdSchema,
  orderListSchema,
  orderViewSchema,
  payOrderSchema,
  placeOrderSchema,
} from "@scarlet/domain/orders";
import {
  cancelLines,
  cancelOrder,
  checkOut,
  describeOrder,
  extendHold,
  getOrder,
  holdAgain,
  listHeld,
  listMyOrders,
  payOrder,
  placeOrder,
} from "@scarlet/services/orders";
import { outputOf } from "../output.ts";
import { bearerRead, bearerWrite } from "../rest/index.ts";
import { buyerProcedure, knownProcedure, visitorProcedure } from "../trpc.ts";

const orderAnswer = outputOf(orderViewSchema);

/** What people and guests do with their own orders; the verbs let staff do what the matrix allows. */
export const ordersShop = {
  /** Holds items under a new order, beside any cart. */
  place: buyerProcedure
    .meta(
      bearerWrite(
        "/orders",
        {
          summary:
            "Hold and order: one product (productId, quantity) or several SKUs (items). Held until holdExpiresAt.",
          refusals: ["not_found", "conflict", "unprocessable", "rate_limited", "unavailable"],
        },
        201,
      ),
    )
    .input(placeOrderSchema)
    .output(orderAnswer)
    .mutation(({ ctx, input }) => placeOrder(ctx.shop, input, ctx.idempotencyKey)),

  /** Holds the lines of the cart under a new order and takes them out of the cart. The state of the cart is the key. */
  checkout: buyerProcedure
    .input(checkoutSchema)
    .output(orderAnswer)
    .mutation(({ ctx, input }) => checkOut(ctx.shop, input)),

  /** Holds once more what is left of an order whose hold has ended. The ended order is the key. */
  holdAgain: knownProcedure
    .input(orderIdSchema)
    .output(orderAnswer)
    .mutation(({ ctx, input }) => holdAgain(ctx.shop, input)),

  /** The caller's open holds, newest first. */
  held: visitorProcedure.output(outputOf(heldOrdersSchema)).query(({ ctx }) => listHeld(ctx.shop)),

  /** One order. */
  get: knownProcedure
    .meta(
      bearerRead("/orders/{id}", {
        summary: "One order: the owner's, or any for staff.",
        refusals: ["not_found"],
      }),
    )
    .input(orderIdSchema)
    .output(orderAnswer)
    .query(({ ctx, input }) => getOrder(ctx.shop, input)),

  /** The caller's own orders, newest first. */
  mine: knownProcedure
    .input(listOrdersSchema)
    .output(outputOf(orderListSchema))
    .query(({ ctx, input }) => listMyOrders(ctx.shop, input)),

  /** Writes down where a held order goes, where its receipt goes and how; the total follows. */
  describe: knownProcedure
    .input(describeOrderSchema)
    .output(orderAnswer)
    .mutation(({ ctx, input }) => describeOrder(ctx.shop, input)),

  /** Pays a held order, or answers what the buyer must confirm at the bank. */
  pay: knownProcedure
    .meta(
      bearerWrite("/orders/{id}/pay", {
        summary: "Pay a held order. Without a card the test gateway approves.",
        refusals: ["payment_required", "forbidden", "not_found", "conflict", "unprocessable", "unavailable"],
      }),
    )
    .input(payOrderSchema)
    .output(orderAnswer)
    .mutation(({ ctx, input }) => payOrder(ctx.shop, input, ctx.idempotencyKey)),

  /** Cancels a whole order: stock is free again and money goes back. */
  cancel: knownProcedure
    .meta(
      bearerWrite("/orders/{id}/cancel", {
        summary: "Cancel a held or paid order: what is held becomes free, what was paid goes back.",
        refusals: ["forbidden", "not_found", "conflict", "unprocessable", "unavailable"],
      }),
    )
    .input(cancelOrderSchema)
    .output(orderAnswer)
    .mutation(({ ctx, input }) => cancelOrder(ctx.shop, input, ctx.idempotencyKey)),

  /** Cancels some pieces of an order. */
  cancelLines: knownProcedure
    .meta(
      bearerWrite("/orders/{id}/cancel-lines", {
        summary: "Cancel some pieces of a held or paid order; all that is left cancels the order.",
        refusals: ["forbidden", "not_found", "conflict", "unprocessable", "unavailable"],
      }),
    )
    .input(cancelLinesSchema)
    .output(orderAnswer)
    .mutation(({ ctx, input }) => cancelLines(ctx.shop, input, ctx.idempotencyKey)),

  /** Extends a hold by its own length. */
  extendHold: knownProcedure
    .meta(
      bearerWrite("/orders/{id}/extend-hold", {
        summary: "Extend a hold by its own length: ten times at most, twice as a guest.",
        refusals: ["forbidden", "not_found", "conflict", "unprocessable", "unavailable"],
      }),
    )
    .input(orderIdSchema)
    .output(orderAnswer)
    .mutation(({ ctx, input }) => extendHold(ctx.shop, input, ctx.idempotencyKey)),
};
