import {
  type StockEvent,
  type StockEvents,
  type StockNews,
  stockMoveSchema,
} from "@scarlet/domain/inventory";
import type { Log } from "@scarlet/domain/kernel";
import type { Redis } from "ioredis";
import { z } from "zod";
import { type RedisLink, STOCK_EVENTS_CHANNEL } from "../../redis/index.ts";

const figure = z.int().nonnegative();
/** As the cache keeps a product's stock; here the text is another process's, so nothing of it is taken on trust. */
const newsSchema = z.object({
  changes: z.array(
    z.object({
      productId: z.string(),
      version: figure,
      freeAt: z.iso.datetime().pipe(z.coerce.date()).nullable(),
      skus: z.array(
        z.object({
          sku: z.string(),
          productId: z.string(),
          onHand: figure,
          reserved: figure,
          available: figure,
          version: figure,
          lowStockAt: z.int(),
        }),
      ),
      moves: z.array(stockMoveSchema).exactOptional(),
    }),
  ),
  stale: z.array(z.string()),
});

export type OpenStockEvents = StockEvents & { readonly close: () => void };

/** Stock events over Redis, to all processes; without one (null) to the listeners of this process alone. */
export function createStockEvents(redis: RedisLink | null, log: Log): OpenStockEvents {
  const listeners = new Set<(event: StockEvent) => void>();
  const spread = (event: StockEvent): void => {
    for (const onEvent of listeners) onEvent(event);
  };
  let subscriber: Redis | null = null;
  let hears = redis === null;
  let isClosed = false;
  const onHearing = (now: boolean): void => {
    if (!now && !hears) return;
    hears = now;
    spread({ kind: now ? "gap" : "interrupted" });
  };
  return {
    publish(news) {
      if (news.changes.length + news.stale.length === 0) return;
      if (redis === null) return tell(news, spread);
      redis.client
        .publish(redis.channel(STOCK_EVENTS_CHANNEL), JSON.stringify(news))
        .catch((error: unknown) => {
          log.info({ err: error }, "a change of stock could not be told to the other processes");
          tell(news, spread);
        });
    },
    listen(onEvent) {
      if (isClosed) onEvent({ kind: "end" });
      if (isClosed) return () => undefined;
      if (redis !== null) subscriber ??= openSubscriber(redis, { spread, onHearing }, log);
      listeners.add(onEvent);
      if (!hears) onEvent({ kind: "interrupted" });
      return () => void listeners.delete(onEvent);
    },
    close() {
      isClosed = true;
      spread({ kind: "end" });
      listeners.clear();
      subscriber?.disconnect();
    },
  };
}

type Hearing = {
  readonly spread: (event: StockEvent) => void;
  /** Whether this process hears the others from now on. */
  readonly onHearing: (now: boolean) => void;
};

/** Listens; what was published before it did, or while its connection was lost, is a gap. */
function openSubscriber(link: RedisLink, { spread, onHearing }: Hearing, log: Log): Redis {
  const subscriber = link.openSubscriber();
  subscriber.on("ready", () => {
    subscriber.subscribe(link.channel(STOCK_EVENTS_CHANNEL)).then(
      () => onHearing(true),
      (error: unknown) => log.warn({ err: error }, "changes of stock are not heard"),
    );
  });
  subscriber.on("close", () => onHearing(false));
  subscriber.on("message", (_, text) => {
    const news = read(text);
    if (news === null) log.warn({ text: text.slice(0, 200) }, "a change of stock was not understood");
    else tell(news, spread);
  });
  return subscriber;
}

function tell({ changes, stale }: StockNews, spread: (event: StockEvent) => void): void {
  if (changes.length > 0) spread({ kind: "changed", changes });
  if (stale.length > 0) spread({ kind: "stale", productIds: stale });
}

/** Null: nothing that this release understands. */
function read(text: string): StockNews | null {
  try {
    return newsSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
