/** Anything with a product's stock in it: a card, a product, a cart line. */
type Stocked = Readonly<Record<string, unknown>> & { readonly stockVersion: number };

/** Fields that belong to a stock version. The texts and pictures of a product are versioned apart. */
const STOCK_FIELDS = [
  "stockVersion",
  "availableStock",
  "freeAt",
  "skus",
  "priceMinor",
  "lowStockAt",
] as const;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function isStocked(value: unknown): value is Stocked {
  return isRecord(value) && typeof value.stockVersion === "number";
}

/** The key under which two values are about the same stock: a cart line is about a SKU, a card about a product. */
function stockKey(stocked: Stocked): string {
  return "sku" in stocked ? `sku:${String(stocked.sku)}` : `product:${String(stocked.id)}`;
}

/** Everything with stock inside a value, by its stock key. */
export function collectStock(value: unknown, found = new Map<string, Stocked>()): Map<string, Stocked> {
  if (isStocked(value)) found.set(stockKey(value), value);
  else if (Array.isArray(value)) for (const each of value) collectStock(each, found);
  else if (isRecord(value)) for (const each of Object.values(value)) collectStock(each, found);
  return found;
}

function withStockOf(next: Stocked, known: Stocked): Stocked {
  const kept = STOCK_FIELDS.filter((field) => field in known && field in next);
  return { ...next, ...Object.fromEntries(kept.map((field) => [field, known[field]])) };
}

/** The value, with stock fields replaced by known ones of a higher version. */
export function withNewerStock<T>(value: T, known: ReadonlyMap<string, Stocked>): T {
  if (isStocked(value)) {
    const newer = known.get(stockKey(value));
    return newer !== undefined && newer.stockVersion > value.stockVersion
      ? (withStockOf(value, newer) as unknown as T)
      : value;
  }
  if (Array.isArray(value)) return value.map((each: unknown) => withNewerStock(each, known)) as T;
  if (isRecord(value)) {
    const entries = Object.entries(value).map(([key, each]) => [key, withNewerStock(each, known)]);
    return Object.fromEntries(entries) as T;
  }
  return value;
}

/** Structural sharing: `next`, with parts that are equal to those of `before` replaced by them (same identity). */
function reuse(before: unknown, next: unknown): unknown {
  if (Object.is(before, next)) return before;
  if (before instanceof Date && next instanceof Date) return +before === +next ? before : next;
  if (Array.isArray(before) && Array.isArray(next)) {
    const parts = next.map((each, index) => reuse(before[index], each));
    const same = parts.length === before.length && parts.every((part, index) => part === before[index]);
    return same ? before : parts;
  }
  if (!isRecord(before) || !isRecord(next)) return next;
  const keys = Object.keys(next);
  const parts = Object.fromEntries(keys.map((key) => [key, reuse(before[key], next[key])]));
  const same =
    keys.length === Object.keys(before).length &&
    keys.every((key) => key in before && parts[key] === before[key]);
  return same ? before : parts;
}

/**
 * For React Query's `structuralSharing`: a lower stock version never replaces a higher one, in whatever order answers
 * arrive. Within one version the later answer wins, because a hold that ends changes figures without a new version.
 */
export function mergeByStockVersion(before: unknown, next: unknown): unknown {
  if (before === undefined) return next;
  const known = collectStock(before);
  return reuse(before, known.size === 0 ? next : withNewerStock(next, known));
}
