import type { ProductStock, ReadStockOptions, StockReader } from "@scarlet/domain/inventory";
import type { Log } from "@scarlet/domain/kernel";
import type { CacheControl, ControlReading } from "../control/cache-control.ts";
import type { FillResult, StockScripts } from "../protocol/stock-cache.port.ts";
import type { StockDecoder } from "../protocol/stock-value.ts";
import type { MinVersionCheck } from "./min-version-check.ts";

/** A fill under way. Null: it has no result that other callers may use. */
export type Flight = Promise<ProductStock | null>;

/**
 * Why a fill stored nothing: the answer of Redis, no_answer, or hold_ended when a hold in the stock that was read had
 * ended before it could be stored.
 */
export type FillRefusal = Exclude<FillResult, "set"> | "no_answer" | "hold_ended";

/**
 * What became of one product's read: see `docs/cache.md`. `below_floor`: the caller had seen a newer version than the
 * cache knew, which must not happen.
 */
export type StockReadEvent =
  | "hit"
  | "fill"
  | "joined"
  | "waited"
  | "fenced"
  | "refused_fill"
  | "bypass"
  | "below_floor";

export type CachedReaderParts = {
  readonly source: StockReader;
  /** Reads what is to be kept; it must not lag behind any commit. `source` unless told. */
  readonly fillSource?: StockReader;
  readonly scripts: StockScripts;
  readonly control: CacheControl;
  readonly log?: Log;
  readonly leaseMs?: number;
  readonly sleep?: (ms: number) => Promise<void>;
  readonly random?: () => number;
  readonly monotonicMs?: () => number;
  readonly onRead?: (event: StockReadEvent, count: number) => void;
  readonly onRefusedFill?: (reason: FillRefusal) => void;
  /** Reads of products that waited for a database read which had not begun, and shared it. */
  readonly onShared?: (count: number) => void;
};

/** What one read knows on its way. */
export type Read = {
  readonly parts: CachedReaderParts;
  readonly reading: ControlReading;
  readonly flights: Map<string, Flight>;
  readonly answer: Map<string, ProductStock>;
  readonly decoder: StockDecoder;
  readonly asked: ReadStockOptions;
  /** Told when Redis did not answer. */
  readonly failed: (error: unknown) => void;
  /** What callers say that they have seen, held against the database. */
  readonly claims: MinVersionCheck;
  /** What was tallied for this read. */
  readonly tally: (event: StockReadEvent, count: number) => void;
};

export type Next = { readonly bypass: string[]; readonly again: string[] };
