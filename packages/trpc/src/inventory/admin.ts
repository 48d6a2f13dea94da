import {
  adjustStockSchema,
  driftSchema,
  listMovementsSchema,
  listStockSchema,
  stockRowSchema,
} from "@scarlet/domain/inventory";
import { adjustStock, countStock, listDrift, listMovements, listStock } from "@scarlet/services/inventory";
import { z } from "zod";
import { outputOf } from "../output.ts";
import { bearerRead, bearerWrite } from "../rest/index.ts";
import { knownProcedure } from "../trpc.ts";
import { movementListSchema, stockCountsSchema, stockListSchema } from "./output-schemas.ts";

/** Staff only: stock and its ledger. The other three verbs of stock run inside orders, never by themselves. */
export const inventoryAdmin = {
  /** Stock rows by SKU. */
  list: knownProcedure
    .meta(
      bearerRead("/inventory", {
        summary: "Stock rows, for staff: on hand, reserved and available of each SKU.",
        refusals: ["forbidden"],
      }),
    )
    .input(listStockSchema)
    .output(outputOf(stockListSchema))
    .query(({ ctx, input }) => listStock(ctx.shop, input)),

  /** How many SKUs each of the staff's views has. */
  counts: knownProcedure.output(outputOf(stockCountsSchema)).query(({ ctx }) => countStock(ctx.shop)),

  /** SKUs whose row, ledger and holds do not agree; empty in a sound shop. */
  drift: knownProcedure.output(outputOf(z.array(driftSchema))).query(({ ctx }) => listDrift(ctx.shop)),

  /** The ledger of one SKU, newest first. */
  movements: knownProcedure
    .meta(
      bearerRead("/inventory/{sku}/movements", {
        summary: "The ledger of a SKU, newest first, for staff.",
        refusals: ["forbidden", "not_found"],
      }),
    )
    .input(listMovementsSchema)
    .output(outputOf(movementListSchema))
    .query(({ ctx, input }) => listMovements(ctx.shop, input)),

  /** Changes on hand by hand. */
  adjust: knownProcedure
    .meta(
      bearerWrite("/inventory/{sku}/adjust", {
        summary: "Change on hand by a difference, or count and set it against the version that was seen.",
        refusals: ["forbidden", "not_found", "conflict", "unprocessable", "unavailable"],
      }),
    )
    .input(adjustStockSchema)
    .output(outputOf(stockRowSchema))
    .mutation(({ ctx, input }) => adjustStock(ctx.shop, input, ctx.idempotencyKey)),
};
