import type { ProcessAnswer } from "@scarlet/domain/cache";
import type { CacheOutcome } from "@scarlet/domain/catalog";
import { createCachedStockReader } from "../reading/cached-stock-reader.ts";
import type { CachedReaderParts, StockReadEvent } from "../reading/stock-read.ts";
import { figuresOf } from "./stock-totals.ts";

/** How a read was answered, with the reason why a process that may use Redis did not. */
export function outcomeOf(
  outcome: CacheOutcome,
  events: ReadonlySet<StockReadEvent>,
): ProcessAnswer["outcome"] {
  return outcome === "bypass" && events.has("fenced") ? "fenced" : outcome;
}

/**
 * What this process would tell a shopper of a product now: the same reader over the same Redis and the same reading, so
 * it fills what is missing as a shopper's read does. It does not count as a read.
 */
export async function probeProcess(
  parts: Omit<CachedReaderParts, "onRead" | "onRefusedFill" | "onShared">,
  productId: string,
): Promise<ProcessAnswer> {
  const monotonicMs = parts.monotonicMs ?? (() => performance.now());
  const events = new Set<StockReadEvent>();
  let outcome: CacheOutcome = "bypass";
  const reader = createCachedStockReader({ ...parts, onRead: (event) => events.add(event) });
  const reading = parts.control.reading();
  const beganMs = monotonicMs();
  const stock = await reader.readStock([productId], {
    onOutcome: (how) => {
      outcome = how;
    },
  });
  const found = stock.get(productId);
  return {
    outcome: outcomeOf(outcome, events),
    tookMs: Math.round(10 * (monotonicMs() - beganMs)) / 10,
    mode: reading?.mode ?? null,
    epoch: reading?.epoch ?? 0,
    viewAgeMs: parts.control.viewAgeMs(),
    figures: found ? figuresOf(found) : null,
  };
}
