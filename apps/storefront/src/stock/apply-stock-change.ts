import type { StockChange } from "@scarlet/web/inventory/stock-change";

type Fields = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** `isComplete` is false where more than the figures follows from the change: the answer has to be read again. */
export type Applied = { readonly value: unknown; readonly isComplete: boolean };

/**
 * Puts a committed change into an answer, wherever its product stands in it as a card, as a product or as a cart line.
 * What shows the same or a newer version stays as it is, with the same identity where nothing changed.
 */
export function applyStockChange(value: unknown, change: StockChange): Applied {
  let isComplete = true;
  const visit = (part: unknown): unknown => {
    if (Array.isArray(part)) return shared(part, part.map(visit));
    if (!isRecord(part)) return part;
    if (typeof part.stockVersion !== "number") {
      const entries = Object.entries(part);
      const parts = entries.map(([, each]) => visit(each));
      return parts.every((each, index) => each === entries[index]?.[1])
        ? part
        : Object.fromEntries(entries.map(([key], index) => [key, parts[index]]));
    }
    if (productOf(part) !== change.productId || part.stockVersion >= change.version) return part;
    const next = "sku" in part ? lineAfter(part, change) : productAfter(part, change);
    if (next === undefined || isCountedAnew(next)) isComplete = false;
    return next ?? part;
  };
  return { value: visit(value), isComplete };
}

const productOf = (stocked: Fields): unknown => stocked.productId ?? stocked.id;

const shared = (before: readonly unknown[], next: readonly unknown[]): readonly unknown[] =>
  next.every((each, index) => each === before[index]) ? before : next;

function lineAfter(line: Fields, { version, skus }: StockChange): Fields | undefined {
  const sku = skus.get(String(line.sku));
  if (sku === undefined) return undefined;
  return { ...line, stockVersion: version, availableStock: sku.available, lowStockAt: sku.lowStockAt };
}

/** Totals follow from the quantity, and the shop decides it: how many of a line can be bought was, or is now, in question. */
function isCountedAnew({ quantity, askedQuantity, availableStock }: Fields): boolean {
  if (typeof quantity !== "number" || typeof availableStock !== "number") return false;
  return availableStock < quantity || askedQuantity !== quantity;
}

function productAfter(product: Fields, { version, freeAt, skus }: StockChange): Fields | undefined {
  if (!Array.isArray(product.skus)) return undefined;
  const rows = product.skus.filter(isRecord);
  if (rows.length !== skus.size || !rows.every(({ sku }) => skus.has(String(sku)))) return undefined;
  const next = rows.map((row) => {
    const sku = skus.get(String(row.sku));
    return { ...row, availableStock: sku?.available, lowStockAt: sku?.lowStockAt, held: sku?.held };
  });
  const availableStock = [...skus.values()].reduce((sum, { available }) => sum + available, 0);
  return { ...product, stockVersion: version, freeAt, availableStock, skus: next };
}
