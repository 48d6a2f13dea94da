import type { Warmed } from "@scarlet/domain/cache";
import type { Popularity } from "@scarlet/domain/catalog";
import type { ProductStock, StockReader } from "@scarlet/domain/inventory";
import type { Log } from "@scarlet/domain/kernel";
import type { CacheControl } from "../control/cache-control.ts";
import type { WarmingLease } from "./warming-lease.ts";

/** How many products are warmed, and how many at a time, with a pause between batches to keep the load low. */
const MAX_WARMED_PRODUCTS = 500;
const BATCH_SIZE = 50;
const BATCH_DELAY_MS = 100;
/** How often it is checked whether the cache has come into use and must be warmed. */
const CHECK_INTERVAL_MS = 1_000;

export type WarmerParts = {
  readonly control: CacheControl;
  /** Reads and fills as any reader does, and tells how many it filled. */
  readonly createReader: (filled: (count: number) => void) => StockReader;
  readonly right: WarmingLease;
  readonly popularity: Pick<Popularity, "top">;
  /** What else is worth warming where too few products were counted: the newest ones. */
  readonly newest: (limit: number) => Promise<readonly string[]>;
  /** Warms the words that go with this stock. */
  readonly words: (stock: ReadonlyMap<string, ProductStock>) => Promise<unknown>;
  readonly log: Log;
  readonly onWarmed: (did: Warmed) => void;
  readonly sleep?: (ms: number) => Promise<void>;
};

/**
 * Warms the cache once in every epoch, which is when the shop starts and when the cache comes back: by one process of
 * all, and by reading as a shopper does. So warming can do nothing that a read could not.
 */
export function createWarmer(parts: WarmerParts) {
  const { control } = parts;
  const sleep = parts.sleep ?? ((ms: number) => new Promise((resolve) => setTimeout(resolve, ms)));
  let tried: number | null = null;
  const ending = new AbortController();

  async function ids(): Promise<string[]> {
    const counted = (await parts.popularity.top(MAX_WARMED_PRODUCTS)).map(({ productId }) => productId);
    const more = counted.length < MAX_WARMED_PRODUCTS ? await parts.newest(MAX_WARMED_PRODUCTS) : [];
    return [...new Set([...counted, ...more])].slice(0, MAX_WARMED_PRODUCTS);
  }

  async function warm(epoch: number): Promise<Warmed> {
    let [filled, products] = [0, 0];
    const reader = parts.createReader((count) => {
      filled += count;
    });
    const all = await ids();
    for (let at = 0; at < all.length && !ending.signal.aborted; at += BATCH_SIZE) {
      if (at > 0) await sleep(BATCH_DELAY_MS);
      if (control.readable()?.epoch !== epoch) break;
      const batch = all.slice(at, at + BATCH_SIZE);
      await parts.words(await reader.readStock(batch));
      products += batch.length;
    }
    return { products, filled };
  }

  async function warmAndTell(epoch: number): Promise<Warmed> {
    try {
      const did = await warm(epoch);
      parts.onWarmed(did);
      return did;
    } finally {
      await parts.right
        .end(epoch)
        .catch((error: unknown) =>
          parts.log.warn({ err: error }, "the right to warm the cache ends by itself in a minute"),
        );
    }
  }

  return {
    /** Ends a warming that is under way after its present batch. */
    end() {
      ending.abort();
    },
    /** Warms when the cache came into use since the last look. Null: there was nothing to do. */
    async look(): Promise<Warmed | null> {
      const epoch = control.readable()?.epoch ?? null;
      if (epoch === null || epoch === tried) return null;
      tried = epoch;
      return (await parts.right.first(epoch)) ? warmAndTell(epoch) : null;
    },
    /** Warms once more, on request. off: the cache is not in use. busy: a warming is under way. */
    async again(): Promise<Warmed | "off" | "busy"> {
      const epoch = control.readable()?.epoch ?? null;
      if (epoch === null) return "off";
      tried = epoch;
      return (await parts.right.again(epoch)) ? warmAndTell(epoch) : "busy";
    },
  };
}

/** Warms by itself, and when it is wished. */
export type RunningWarmer = {
  readonly again: () => Promise<Warmed | "off" | "busy">;
  stop(): Promise<void>;
};

/** Looks every second until it is stopped. A warming that fails costs nothing but the warmth. */
export function startWarmer(parts: WarmerParts): RunningWarmer {
  const warmer = createWarmer(parts);
  let running: Promise<unknown> | null = null;
  let wished: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running ??= warmer
      .look()
      .catch((error: unknown) => parts.log.warn({ err: error }, "the cache could not be onWarmed"))
      .finally(() => {
        running = null;
      });
  }, CHECK_INTERVAL_MS);
  return {
    again() {
      const doing = warmer.again();
      wished = Promise.allSettled([wished, doing]);
      return doing;
    },
    async stop() {
      clearInterval(timer);
      warmer.end();
      await Promise.all([running, wished]);
    },
  };
}
