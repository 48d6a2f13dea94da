import { waitingQuerySchema, waitingSchema } from "@scarlet/domain/back-in-stock";
import { countWaiting } from "@scarlet/services/back-in-stock";
import { outputOf } from "../output.ts";
import { knownProcedure } from "../trpc.ts";

/** Staff only: how many wait, and never who. */
export const backInStockAdmin = {
  /** How many people wait for a SKU. */
  waiting: knownProcedure
    .input(waitingQuerySchema)
    .output(outputOf(waitingSchema))
    .query(({ ctx, input }) => countWaiting(ctx.shop, input)),
};
