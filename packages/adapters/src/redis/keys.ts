import { createHash } from "node:crypto";

/** What may be in one cache of content: entries of another epoch, or of another Redis process, are never read. */
export type CatalogSpace = { readonly epoch: number; readonly runId: string };

/** Raise it when the shape of cached products or lists changes, so that no process reads what another one wrote. */
const SHAPE = 3;

/** Content of products, and the way from a slug to its id. */
export const CONTENT_TTL_SECONDS = 3_600;
/** Stamps outlive what they stamp; a stamp that is gone makes its entries misses. */
export const STAMP_TTL_SECONDS = 2 * CONTENT_TTL_SECONDS;
/** A list that is older than this is loaded anew; until it is there, the one of the same generation is shown. */
export const LIST_FRESH_SECONDS = 60;
export const LIST_KEPT_SECONDS = 600;

/** The keys of the catalog cache. Every key of it is made here. */
export function catalogKeys({ epoch, runId }: CatalogSpace) {
  const prefix = `scarlet:catalog:${SHAPE}:${epoch}:${runId.slice(0, 12)}`;
  return {
    /** A product's content, `{stamp, value}`, for `CONTENT_TTL_SECONDS`. */
    product: (id: string) => `${prefix}:product:${id}`,
    /** Changes with the product's content, for `STAMP_TTL_SECONDS`. */
    productStamp: (id: string) => `${prefix}:product:${id}:stamp`,
    /** Changes with the content of any product, for `STAMP_TTL_SECONDS`. */
    changeStamp: () => `${prefix}:products:stamp`,
    /** The id of the product that had this slug, a hint, for `CONTENT_TTL_SECONDS`. */
    slug: (slug: string) => `${prefix}:slug:${slug}`,
    /** The head of a list in one generation, for `LIST_KEPT_SECONDS`. */
    list: (generation: number, filter: string) =>
      `${prefix}:list:${generation}:${createHash("sha256").update(filter).digest("base64url")}`,
  };
}
