import {
  type Cached,
  getProductSchema,
  listProductsSchema,
  type PageReadProcedure,
  parsePageRead,
  productPageSchema,
} from "@scarlet/domain/catalog";
import {
  getProduct,
  listNeighbours,
  listProducts,
  listShelves,
  pageOfProducts,
} from "@scarlet/services/catalog";
import { storeroom } from "@scarlet/services/inventory";
import type { ShopServices } from "@scarlet/trpc";
import { LRUCache } from "lru-cache";
import type { z } from "zod";

/** What the reads of pages need. */
export type PageReadServices = Pick<
  ShopServices,
  "products" | "catalogCache" | "stockReader" | "popularity" | "ledger" | "clock"
>;

/** Reads again what a page was made of. */
export type PageRead = (services: PageReadServices) => Promise<Cached<object>>;

/** So many different reads are remembered with what they mean; each has some hundred bytes. */
const MAX_KNOWN_READS = 5_000;
const MAX_NAME_LENGTH = 2_048;

const PLANS: Readonly<Record<PageReadProcedure, (input: unknown) => PageRead | null>> = {
  "catalog.shelves": () => listShelves,
  "catalog.list": planWith(listProductsSchema, (input) => (services) => listProducts(services, input)),
  "catalog.page": planWith(productPageSchema, (input) => (services) => pageOfProducts(services, input)),
  // Nothing of it comes from the stock cache, so nothing of it is in doubt.
  "inventory.storeroom": () => async (services) => ({ value: await storeroom(services), outcome: "hit" }),
  "catalog.product": planWith(getProductSchema, (input) => (services) => getProduct(services, input)),
  "catalog.neighbours": planWith(getProductSchema, (input) => (services) => listNeighbours(services, input)),
};

function planWith<T>(schema: z.ZodType<T>, make: (input: T) => PageRead) {
  return (input: unknown): PageRead | null => {
    const parsed = schema.safeParse(input);
    return parsed.success ? make(parsed.data) : null;
  };
}

/** Finds what the name of a read means. Null: there is no such read, or its input is not valid. */
export function createPageReads(): (name: string) => PageRead | null {
  const known = new LRUCache<string, PageRead>({ max: MAX_KNOWN_READS });
  return (name) => {
    const told = known.get(name);
    if (told !== undefined || name.length > MAX_NAME_LENGTH) return told ?? null;
    const parsed = parsePageRead(name);
    const read = parsed === null ? null : PLANS[parsed.procedure](parsed.input);
    if (read !== null) known.set(name, read);
    return read;
  };
}
