import { z } from "zod";
import { MOVEMENT_KINDS, type Movement } from "./schema.ts";

/**
 * What a commit did to one SKU, by kind of movement, as anybody may hear it: so many pieces and nobody's name. Pieces of
 * an adjust have the sign of its change; those of the other kinds are positive.
 */
export const stockMoveSchema = z.object({ sku: z.string(), kind: z.enum(MOVEMENT_KINDS), pieces: z.int() });
export type StockMove = z.infer<typeof stockMoveSchema>;

/** The movements of a commit by product, those of one SKU and kind added up. */
export function stockMoves(movements: readonly Movement[]): ReadonlyMap<string, readonly StockMove[]> {
  const byProduct = Map.groupBy(movements, ({ productId }) => productId);
  return new Map([...byProduct].map(([productId, moved]) => [productId, addUp(moved)]));
}

function addUp(movements: readonly Movement[]): StockMove[] {
  const same = Map.groupBy(movements, ({ sku, kind }) => `${kind} ${sku}`);
  return [...same.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const pieces = group.reduce((sum, movement) => sum + piecesOf(movement), 0);
    return [{ sku: first.sku, kind: first.kind, pieces }];
  });
}

function piecesOf({ kind, delta }: Movement): number {
  if (kind === "reserve") return delta.reserved;
  if (kind === "release") return -delta.reserved;
  return kind === "sale" ? -delta.onHand : delta.onHand;
}
