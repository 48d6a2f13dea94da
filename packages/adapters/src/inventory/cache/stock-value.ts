import { type ProductStock, stockRowSchema } from "@scarlet/domain/inventory";
import { z } from "zod";

/** How long a value may be kept at most. */
const TTL_MS = 10 * 60_000;

const valueSchema = z.object({
  freeAt: z.int().nullable(),
  v: z.int(),
  skus: z.array(stockRowSchema),
});

/** Writes a product's stock for the cache. `freeAt` comes first: the scripts look for it at the very beginning. */
export function encodeStock(stock: ProductStock): string {
  return JSON.stringify({
    freeAt: stock.freeAt === null ? null : stock.freeAt.getTime(),
    v: stock.version,
    skus: stock.skus,
  });
}

/** Reads a cached value. Null when it is none, or when a hold in it has ended by `nowMs`, the database's time. */
export function decodeStock(productId: string, text: string, nowMs: number): ProductStock | null {
  const parsed = valueSchema.safeParse(JSON.parse(text));
  if (!parsed.success) return null;
  const { freeAt, v, skus } = parsed.data;
  if (freeAt !== null && freeAt <= nowMs) return null;
  return { productId, version: v, freeAt: freeAt === null ? null : new Date(freeAt), skus };
}

/** How long this value may be kept: ten minutes give or take a tenth, never past the nearest end of a hold. */
export function keepMs(stock: ProductStock, nowMs: number, random: () => number): number {
  const spread = TTL_MS * (0.9 + 0.2 * random());
  return Math.floor(stock.freeAt === null ? spread : Math.min(spread, stock.freeAt.getTime() - nowMs));
}
