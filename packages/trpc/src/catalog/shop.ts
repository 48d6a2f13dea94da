import {
  getProductSchema,
  listProductsSchema,
  productListSchema,
  productNeighboursSchema,
  productPageSchema,
  productPageViewSchema,
  productViewSchema,
  shelfSchema,
  slugPageSchema,
} from "@scarlet/domain/catalog";
import {
  getProduct,
  listNeighbours,
  listProducts,
  listShelves,
  listSlugs,
  pageOfProducts,
} from "@scarlet/services/catalog";
import { z } from "zod";
import { noteCache } from "../context.ts";
import { outputOf } from "../output.ts";
import { publicRead } from "../rest/index.ts";
import { openProcedure } from "../trpc.ts";

/** What everybody may look at. */
export const catalogShop = {
  shelves: openProcedure.output(outputOf(z.array(shelfSchema))).query(async ({ ctx }) => {
    const { value, outcome } = await listShelves(ctx.shop);
    noteCache(ctx.notes, outcome);
    return value;
  }),

  /** All products by their slugs, in pages of `SLUG_PAGE_SIZE`: what site maps are made of. */
  slugs: openProcedure
    .input(slugPageSchema)
    .output(outputOf(z.array(z.string())))
    .query(({ ctx, input }) => listSlugs(ctx.shop, input)),

  list: openProcedure
    .meta(
      publicRead("/catalog/products", {
        summary: "Products with what is in stock now, newest first unless sorted otherwise.",
        refusals: [],
      }),
    )
    .input(listProductsSchema)
    .output(outputOf(productListSchema))
    .query(async ({ ctx, input }) => {
      const { value, outcome } = await listProducts(ctx.shop, input);
      noteCache(ctx.notes, outcome);
      return value;
    }),

  page: openProcedure
    .input(productPageSchema)
    .output(outputOf(productPageViewSchema))
    .query(async ({ ctx, input }) => {
      const { value, outcome } = await pageOfProducts(ctx.shop, input);
      noteCache(ctx.notes, outcome);
      return value;
    }),

  product: openProcedure
    .meta(
      publicRead("/catalog/products/{slug}", {
        summary: "One product with what is in stock now.",
        refusals: ["not_found"],
      }),
    )
    .input(getProductSchema)
    .output(outputOf(productViewSchema))
    .query(async ({ ctx, input }) => {
      const { value, outcome } = await getProduct(ctx.shop, input);
      noteCache(ctx.notes, outcome);
      return value;
    }),

  neighbours: openProcedure
    .input(getProductSchema)
    .output(outputOf(productNeighboursSchema))
    .query(async ({ ctx, input }) => {
      const { value, outcome } = await listNeighbours(ctx.shop, input);
      noteCache(ctx.notes, outcome);
      return value;
    }),
};
