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

/** The keys of the stock cache. The braces put a bucket's keys into one hash slot. */
export const stockKeys = {
  /** Which epoch a bucket is in, and whether it drains; has no end. */
  guard: (bucket: number) => `product:guard:{${bucket}}`,
  /** The stock of one product in one epoch. */
  value: (bucket: number, epoch: number, id: string) => `product:stock:{${bucket}}:${epoch}:${id}`,
  /** Fences and leases of one product in one epoch, and the highest version released. */
  fence: (bucket: number, epoch: number, id: string) => `product:fence:{${bucket}}:${epoch}:${id}`,
  /** What every key of a fence begins with. */
  fencePrefix: "product:fence:",
  /** The epoch of the key of a fence. */
  epochOfFence: (key: string): number => Number(key.split(":")[3]),
  /** Which process warms the cache in this epoch. */
  warming: (epoch: number) => `product:warming:${epoch}`,
  /** The newest entry of the database's lineage. */
  lineage: "lineage",
};

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

/** What addresses have asked and how often sign-in failed; each is kept until it says nothing any more. */
export const limiterKeys = {
  /** When a caller may ask all again. Callers are addresses, so only a digest of them is kept. */
  limit: (name: string, caller: string) =>
    `limit:${name}:${createHash("sha256").update(caller).digest("base64url").slice(0, 22)}`,
  /** Wrong sign-ins in a row. */
  failedSignIns: (counter: string) => `tries:${counter}`,
  /** A pause in which no sign-in is tried. */
  signInPause: (counter: string) => `tries:paused:${counter}`,
};

/** How often products are read. The braces keep both keys in one hash slot. */
export const POPULARITY_KEYS = {
  reads: "product:popular:{reads}",
  /** When all counts were halved last. */
  halvedAt: "product:popular:{reads}:halved",
};

/** The channel of stock events. The client completes keys by itself, channels by `RedisLink.channel`. */
export const STOCK_EVENTS_CHANNEL = "product:stock:events";
