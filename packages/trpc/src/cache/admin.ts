import {
  cachedProductSchema,
  cacheHealthSchema,
  cacheHistorySchema,
  cacheSpanSchema,
  processAnswersSchema,
  warmedSchema,
} from "@scarlet/domain/cache";
import { idSchema, personNote } from "@scarlet/domain/kernel";
import {
  inspectCachedProduct,
  listCachedProducts,
  purgeCachedProduct,
  queryProcesses,
  readCacheHealth,
  readCacheHistory,
  renewCacheEpoch,
  switchCacheOff,
  switchCacheOn,
  warmCache,
} from "@scarlet/services/cache";
import { z } from "zod";
import { outputOf } from "../output.ts";
import { knownProcedure } from "../trpc.ts";

const oneProduct = z.strictObject({ productId: idSchema });
const healthView = cacheHealthSchema.extend({ titles: z.record(z.string(), z.string()) });

/** Staff only: how the stock cache fares, and the few things that may be done to it at any time. */
export const cacheAdmin = {
  health: knownProcedure.output(outputOf(healthView)).query(({ ctx }) => readCacheHealth(ctx.shop)),

  history: knownProcedure
    .input(z.strictObject({ span: cacheSpanSchema }))
    .output(outputOf(cacheHistorySchema))
    .query(({ ctx, input }) => readCacheHistory(ctx.shop, input)),

  products: knownProcedure
    .input(z.strictObject({ q: z.string().trim().max(100).optional() }))
    .output(outputOf(z.array(cachedProductSchema)))
    .query(({ ctx, input }) => listCachedProducts(ctx.shop, input)),

  inspect: knownProcedure
    .input(oneProduct)
    .output(outputOf(cachedProductSchema))
    .query(({ ctx, input }) => inspectCachedProduct(ctx.shop, input)),

  ask: knownProcedure
    .input(oneProduct)
    .output(outputOf(processAnswersSchema))
    .query(({ ctx, input }) => queryProcesses(ctx.shop, input)),

  warm: knownProcedure.output(outputOf(warmedSchema)).mutation(({ ctx }) => warmCache(ctx.shop)),

  purge: knownProcedure
    .input(oneProduct)
    .output(outputOf(cachedProductSchema))
    .mutation(({ ctx, input }) => purgeCachedProduct(ctx.shop, input)),

  renewEpoch: knownProcedure.output(outputOf(z.boolean())).mutation(({ ctx }) => renewCacheEpoch(ctx.shop)),

  switchOff: knownProcedure
    .input(z.strictObject({ why: personNote(200).optional() }))
    .output(outputOf(z.void()))
    .mutation(({ ctx, input }) => switchCacheOff(ctx.shop, input)),

  switchOn: knownProcedure.output(outputOf(z.boolean())).mutation(({ ctx }) => switchCacheOn(ctx.shop)),
};
