import type { Lease } from "@scarlet/adapters/mongo";
import type { StockEvent, StockEvents } from "@scarlet/domain/inventory";
import { type Log, SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import { type BackInStockLinks, lookAtWaiting, tellWaiting } from "@scarlet/services/back-in-stock";
import type { ShopServices } from "@scarlet/trpc";
import { repeat } from "./repeat.ts";

const INTERVAL_MS = 1_000;
/** How soon those are told whose news got lost, with the process that should have told or on the way to this one. */
const LOOK_AGAIN_MS = 10_000;
/** More SKUs than this are not kept in mind: all that somebody waits for are looked at instead. */
const MAX_WOKEN = 500;

export type TellWaitingParts = {
  readonly services: ShopServices;
  readonly events: Pick<StockEvents, "listen">;
  /** Held by one process at a time, which tells. It spares double work: two at once would tell nobody twice. */
  readonly lease: Pick<Lease, "hold">;
  readonly log: Log;
  readonly links: BackInStockLinks;
  readonly monotonicMs?: () => number;
};

/** Where the mails lead. */
export function backInStockLinks(storefrontUrl: string): BackInStockLinks {
  return {
    product: (slug, sku) => `${storefrontUrl}/products/${slug}?sku=${encodeURIComponent(sku)}`,
    forget: (key) => `${storefrontUrl}/back-in-stock/forget?key=${key}`,
  };
}

/**
 * Tells people that what they wait for is back: woken by changes of stock, and by itself every ten seconds. A change costs
 * its sale nothing: it is noted, and looked at within a second.
 */
export function startTellingWaiting(parts: TellWaitingParts): { stop(): Promise<void> } {
  const { services, events, lease, log, links, monotonicMs = () => performance.now() } = parts;
  const shop = { ...services, log, actor: SYSTEM_ACTOR };
  const woken = new Set<string>();
  /** Where the present walk through all SKUs goes on; null: at the first. */
  let after: string | null = null;
  let lookAt = 0;

  const onEvent = (event: StockEvent): void => {
    if (event.kind === "changed")
      for (const { sku, available } of event.changes.flatMap(({ skus }) => skus))
        if (available > 0) woken.add(sku);
    if (event.kind === "stale" || event.kind === "gap" || woken.size > MAX_WOKEN) lookAt = 0;
    if (woken.size > MAX_WOKEN) woken.clear();
  };
  const step = async (): Promise<boolean> => {
    const isTime = after !== null || monotonicMs() >= lookAt;
    if ((woken.size === 0 && !isTime) || !(await lease.hold())) {
      woken.clear();
      return false;
    }
    const skus = [...woken];
    woken.clear();
    if (skus.length > 0) await tellWaiting(shop, skus, links);
    if (!isTime) return false;
    if (after === null) lookAt = monotonicMs() + LOOK_AGAIN_MS;
    after = await lookAtWaiting(shop, after, links);
    return after !== null;
  };
  const stopListening = events.listen(onEvent);
  const job = repeat({ name: "tell-waiting", everyMs: INTERVAL_MS, step }, log);
  return {
    stop() {
      stopListening();
      return job.stop();
    },
  };
}
