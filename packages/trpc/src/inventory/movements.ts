import { lastSaleQuerySchema, lastSaleSchema, latestMovementSchema } from "@scarlet/domain/inventory";
import { lastSale, latestMovements } from "@scarlet/services/inventory";
import { z } from "zod";
import { outputOf } from "../output.ts";
import { openProcedure } from "../trpc.ts";

/** What anybody may know of how stock moves. */
export const movementsShop = {
  /** The last movements of the last hour that changed how many can be bought, newest first; they name nobody. */
  latestMovements: openProcedure
    .output(outputOf(z.array(latestMovementSchema)))
    .query(async ({ ctx }) => [...(await latestMovements(ctx.shop))]),

  /** When a piece of a SKU was last sold; null: not lately, or there is no such SKU. */
  lastSale: openProcedure
    .input(lastSaleQuerySchema)
    .output(outputOf(lastSaleSchema))
    .query(({ ctx, input }) => lastSale(ctx.shop, input)),
};
