import type { ProductStock, StockRow } from "@scarlet/domain/inventory";
import { z } from "zod";

/** How long a value may be kept at most. */
const TTL_MS = 10 * 60_000;
/** So many decoded values are kept, with what others made of them: some kilobytes each. */
const MAX_DECODED_VALUES = 5_000;

const rowSchema = z.tuple([z.string(), z.int(), z.int(), z.int(), z.int(), z.int()]);
const valueSchema = z.object({
  freeAt: z.int().nullable(),
  v: z.int(),
  id: z.string(),
  cv: z.int(),
  skus: z.array(rowSchema),
});

/** Writes a product's stock for the cache. `freeAt` comes first: the scripts look for it at the very beginning. */
export function encodeStock(stock: ProductStock): string {
  return JSON.stringify({
    freeAt: stock.freeAt === null ? null : stock.freeAt.getTime(),
    v: stock.version,
    id: stock.productId,
    cv: stock.contentVersion,
    skus: stock.skus.map(({ sku, onHand, reserved, available, version, lowStockAt }) => [
      sku,
      onHand,
      reserved,
      available,
      version,
      lowStockAt,
    ]),
  });
}

/** Reads cached values. */
export type StockDecoder = {
  /** Null when the text is no value, or when a hold in it has ended by `nowMs`, the database's time. */
  decode(productId: string, text: string, nowMs: number): ProductStock | null;
};

/**
 * Decodes values, each text once: what Redis says is asked at every read, only what the same words mean is remembered.
 */
export function createStockDecoder(): StockDecoder {
  const known = new Map<string, { readonly text: string; readonly stock: ProductStock }>();
  return {
    decode(productId, text, nowMs) {
      const last = known.get(productId);
      const stock = last?.text === text ? last.stock : parse(productId, text);
      if (stock === null) return null;
      if (last?.text !== text) {
        if (known.size >= MAX_DECODED_VALUES) forgetOldest(known);
        known.set(productId, { text, stock });
      }
      return stock.freeAt !== null && stock.freeAt.getTime() <= nowMs ? null : stock;
    },
  };
}

function forgetOldest(known: Map<string, unknown>): void {
  for (const id of known.keys()) {
    known.delete(id);
    return;
  }
}

function parse(productId: string, text: string): ProductStock | null {
  try {
    const { freeAt, v, id, cv, skus } = valueSchema.parse(JSON.parse(text));
    // A connection whose answers slipped by one would hand out another product's figures.
    if (id !== productId) return null;
    return {
      productId,
      version: v,
      freeAt: freeAt === null ? null : new Date(freeAt),
      contentVersion: cv,
      skus: skus.map((row) => toRow(productId, row)),
    };
  } catch {
    // Another release of the shop may write other words; what cannot be read is not there.
    return null;
  }
}

function toRow(productId: string, row: z.infer<typeof rowSchema>): StockRow {
  const [sku, onHand, reserved, available, version, lowStockAt] = row;
  return { sku, productId, onHand, reserved, available, version, lowStockAt };
}

/** How long this value may be kept: ten minutes give or take a tenth, never past the nearest end of a hold. */
export function ttlMsOf(stock: ProductStock, nowMs: number, random: () => number): number {
  const spread = TTL_MS * (0.9 + 0.2 * random());
  return Math.floor(stock.freeAt === null ? spread : Math.min(spread, stock.freeAt.getTime() - nowMs));
}
