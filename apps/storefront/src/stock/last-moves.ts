import type { StockChange } from "@scarlet/web/inventory/stock-change";

/** What was last taken of a SKU while this tab listened: sold, or put on hold. `atMs`: by this browser's clock. */
export type LastMove = {
  readonly kind: "sale" | "reserve";
  readonly pieces: number;
  readonly atMs: number;
};

type Told = Pick<StockChange, "productId" | "version" | "moves">;

/** A tab that is open for days meets many products; only those on screen are asked for. */
const MAX_REMEMBERED = 200;

/** Remembers what was last taken of each SKU. */
export class LastMoves {
  readonly #versions = new Map<string, number>();
  readonly #moves = new Map<string, LastMove>();
  readonly #listeners = new Set<() => void>();

  /** Notes what a committed change did, once; what gave pieces back ends the news of what was taken. */
  note({ productId, version, moves }: Told): void {
    if (moves.length === 0 || version <= (this.#versions.get(productId) ?? -1)) return;
    putLast(this.#versions, productId, version);
    for (const { sku, kind, pieces } of moves) {
      if (kind === "sale" || kind === "reserve")
        putLast(this.#moves, sku, { kind, pieces, atMs: Date.now() });
      else this.#moves.delete(sku);
    }
    for (const listener of this.#listeners) listener();
  }

  of(sku: string): LastMove | undefined {
    return this.#moves.get(sku);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
}

/** Puts it behind all others and forgets the first where there are too many. */
function putLast<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  map.set(key, value);
  const [first] = map.keys();
  if (map.size > MAX_REMEMBERED && first !== undefined) map.delete(first);
}
