import type { StockChanged, StockEvent, StockEvents } from "@scarlet/domain/inventory";
import type { Log } from "@scarlet/domain/kernel";
import type { Redis } from "ioredis";
import { z } from "zod";
import { type RedisLink, STOCK_CHANGED_CHANNEL } from "../../redis/index.ts";

const changesSchema = z.array(z.object({ productId: z.string(), version: z.int() }));

export type OpenStockEvents = StockEvents & { readonly close: () => void };

/** Stock events over Redis, to all processes; without one (null) to the listeners of this process alone. */
export function createStockEvents(redis: RedisLink | null, log: Log): OpenStockEvents {
  const listeners = new Set<(event: StockEvent) => void>();
  const spread = (event: StockEvent): void => {
    for (const onEvent of listeners) onEvent(event);
  };
  let subscriber: Redis | null = null;
  let isClosed = false;
  return {
    publish(changes) {
      if (changes.length === 0) return;
      if (redis === null) return spread({ kind: "changed", changes });
      redis.client
        .publish(redis.channel(STOCK_CHANGED_CHANNEL), JSON.stringify(changes))
        .catch((error: unknown) => {
          log.info({ err: error }, "a change of stock could not be told to the other processes");
          spread({ kind: "changed", changes });
        });
    },
    listen(onEvent) {
      if (isClosed) onEvent({ kind: "end" });
      if (isClosed) return () => undefined;
      if (redis !== null) subscriber ??= openSubscriber(redis, spread, log);
      listeners.add(onEvent);
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

/** Listens; what was published before it did, or while its connection was lost, is a gap. */
function openSubscriber(link: RedisLink, spread: (event: StockEvent) => void, log: Log): Redis {
  const subscriber = link.openSubscriber();
  subscriber.on("ready", () => {
    subscriber.subscribe(link.channel(STOCK_CHANGED_CHANNEL)).then(
      () => spread({ kind: "gap" }),
      (error: unknown) => log.warn({ err: error }, "changes of stock are not heard"),
    );
  });
  subscriber.on("message", (_, text) => {
    const changes = read(text);
    if (changes === null) log.warn({ text: text.slice(0, 200) }, "a change of stock was not understood");
    else spread({ kind: "changed", changes });
  });
  return subscriber;
}

/** Null: nothing that this release understands. */
function read(text: string): readonly StockChanged[] | null {
  try {
    return changesSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
