import { cacheHealthSchema, cacheInspectionSchema, warmProductSchema } from "@scarlet/domain/inventory";
import { idSchema } from "@scarlet/domain/kernel";
import {
  inspectCached,
  purgeCached,
  readCacheHealth,
  readWarmList,
  renewCacheEpoch,
} from "@scarlet/services/inventory";
import { z } from "zod";
import { answers } from "../answers.ts";
import { knownProcedure } from "../trpc.ts";

const oneProduct = z.strictObject({ productId: idSchema });

/** Staff only: how the stock cache fares, and the few things that may be done to it at any time. */
export const cacheAdmin = {
  health: knownProcedure.output(answers(cacheHealthSchema)).query(({ ctx }) => readCacheHealth(ctx.shop)),

  inspect: knownProcedure
    .input(oneProduct)
    .output(answers(cacheInspectionSchema))
    .query(({ ctx, input }) => inspectCached(ctx.shop, input)),

  warmList: knownProcedure
    .output(answers(z.array(warmProductSchema)))
    .query(({ ctx }) => readWarmList(ctx.shop)),

  purge: knownProcedure
    .input(oneProduct)
    .output(answers(cacheInspectionSchema))
    .mutation(({ ctx, input }) => purgeCached(ctx.shop, input)),

  renewEpoch: knownProcedure.output(answers(z.boolean())).mutation(({ ctx }) => renewCacheEpoch(ctx.shop)),
};
