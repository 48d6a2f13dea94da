/** Where changes are told, and what an event's text means; undefined: it is no event. */
export type StockFeed<Change> = {
  readonly path: string;
  readonly parse: (text: string) => Change | undefined;
};

/** What a commit left of a product, as the stream of stock events tells it. */
export type StockChange = {
  readonly productId: string;
  readonly version: number;
  /** When the nearest hold ends, and these figures must be read again. */
  readonly freeAt: Date | null;
  readonly skus: ReadonlyMap<string, SkuChange>;
  /** What the commit did to get there; empty where only the figures are known. */
  readonly moves: readonly StockMove[];
};

/** `held`: whether open holds reserve pieces of it. */
export type SkuChange = { readonly available: number; readonly lowStockAt: number; readonly held: boolean };

export type StockMove = { readonly sku: string; readonly kind: string; readonly pieces: number };

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/**
 * Reads an event's text; undefined where it is none: what came over a wire is not believed. By hand, because a product
 * page would pay for a library of schemas with more bytes than it has words.
 */
export function parseStockChange(text: string): StockChange | undefined {
  const value = parseObject(text);
  if (value === undefined) return undefined;
  const { productId, version, freeAt, skus, moves } = value;
  if (typeof productId !== "string" || !isCount(version) || !Array.isArray(skus)) return undefined;
  const end = typeof freeAt === "string" ? new Date(freeAt) : null;
  if ((freeAt !== null && end === null) || Number.isNaN(end?.getTime())) return undefined;
  const entries = skus.map(readSku);
  if (entries.includes(undefined)) return undefined;
  return {
    productId,
    version,
    freeAt: end,
    skus: new Map(entries.filter((entry) => entry !== undefined)),
    moves: Array.isArray(moves) ? moves.filter(isMove) : [],
  };
}

/** Only which product changed, and to which version; undefined where the text is no event of one. */
export function parseVersion(text: string): Pick<StockChange, "productId" | "version"> | undefined {
  const { productId, version } = parseObject(text) ?? {};
  return typeof productId === "string" && isCount(version) ? { productId, version } : undefined;
}

/** The product that an event says is to be read again; undefined where it names none. */
export function parseStaleProduct(text: string): string | undefined {
  const productId = parseObject(text)?.productId;
  return typeof productId === "string" ? productId : undefined;
}

function readSku(value: unknown): [string, SkuChange] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { sku, available, lowStockAt, held } = value as Record<string, unknown>;
  if (typeof sku !== "string" || !isCount(available) || !isCount(lowStockAt)) return undefined;
  return [sku, { available, lowStockAt, held: held === true }];
}

function isMove(value: unknown): value is StockMove {
  if (typeof value !== "object" || value === null) return false;
  const { sku, kind, pieces } = value as Record<string, unknown>;
  return typeof sku === "string" && typeof kind === "string" && Number.isSafeInteger(pieces);
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** What anybody is told of stock. */
export const publicStockFeed: StockFeed<StockChange> = { path: "/api/stock/events", parse: parseStockChange };
