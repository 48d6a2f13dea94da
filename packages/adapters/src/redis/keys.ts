import { createHash } from "node:crypto";

// Every key is made in this file. The client puts `scarlet:<shop id>:` before each of them (ADR 0025), so none says
// whose it is.

/** Raise it when the shape of cached contents or lists changes, so that no process reads what another release wrote. */
const SHAPE = 4;

/** A content never changes, so this only bounds what Redis keeps of versions that nobody reads any more. */
export const CONTENT_TTL_SECONDS = 3_600;
export const SLUG_TTL_SECONDS = 3_600;
/** A list that is older than this is loaded anew; until it is there, the one of the same generation is shown. */
export const LIST_FRESH_SECONDS = 60;
export const LIST_KEPT_SECONDS = 600;

/** The keys of the catalog's cache. */
export const catalogKeys = {
  /** Words, prices and pictures of one product in one version, for `CONTENT_TTL_SECONDS`. */
  content: (id: string, contentVersion: number) => `product:content:${SHAPE}:${id}:${contentVersion}`,
  /** The id of the product that had this slug, a hint, for `SLUG_TTL_SECONDS`. */
  slug: (slug: string) => `product:slug:${slug}`,
  /** The head of a list in one generation, for `LIST_KEPT_SECONDS`. */
  list: (generation: number, filter: string) =>
    `product:list:${SHAPE}:${generation}:${createHash("sha256").update(filter).digest("base64url")}`,
  /** Which process loads this list anew, until it has or may have died. */
  listRenewal: (listKey: string) => `${listKey}:renewing`,
};
