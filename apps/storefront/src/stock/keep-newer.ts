/** Anything that carries a product's stock: a card, a product, a line of the cart. */
type Stocked = Readonly<Record<string, unknown>> & { readonly stockVersion: number };

/** What a stock version speaks for. Words and pictures of a product have their own life. */
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

/** A cart line speaks for one SKU, a card for a product. */
function nameOf(stocked: Stocked): string {
  return "sku" in stocked ? `sku ${String(stocked.sku)}` : `product ${String(stocked.id)}`;
}

/** Everything stocked inside a value, by name. */
export function stockedIn(value: unknown, found = new Map<string, Stocked>()): Map<string, Stocked> {
  if (isStocked(value)) found.set(nameOf(value), value);
  else if (Array.isArray(value)) for (const each of value) stockedIn(each, found);
  else if (isRecord(value)) for (const each of Object.values(value)) stockedIn(each, found);
  return found;
}

function withStockOf(next: Stocked, known: Stocked): Stocked {
  const kept = STOCK_FIELDS.filter((field) => field in known && field in next);
  return { ...next, ...Object.fromEntries(kept.map((field) => [field, known[field]])) };
}

/** The value with every stock figure that is older than a known one replaced by the known one. */
export function withNewestStock<T>(value: T, known: ReadonlyMap<string, Stocked>): T {
  if (isStocked(value)) {
    const newer = known.get(nameOf(value));
    return newer !== undefined && newer.stockVersion > value.stockVersion
      ? (withStockOf(value, newer) as unknown as T)
      : value;
  }
  if (Array.isArray(value)) return value.map((each: unknown) => withNewestStock(each, known)) as T;
  if (isRecord(value)) {
    const entries = Object.entries(value).map(([key, each]) => [key, withNewestStock(each, known)]);
    return Object.fromEntries(entries) as T;
  }
  return value;
}

/** The next value, with every part that says the same as before being the very part from before. */
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
 * How an answer replaces the one before it: a lower stock version never replaces a higher one, whatever order answers
 * come in. The same version may bring other figures, because a hold that ends raises none; then the later answer holds.
 */
export function keepNewer(before: unknown, next: unknown): unknown {
  if (before === undefined) return next;
  const known = stockedIn(before);
  return reuse(before, known.size === 0 ? next : withNewestStock(next, known));
}
