import type { RateLimiter } from "@scarlet/domain/kernel";
import type { ShopServices } from "@scarlet/trpc";
import type { Logger } from "pino";
import type { CallerAddressOf } from "../http/caller-address.ts";
import type { StockListeners } from "../http/stock-listeners.ts";
import type { StreamTimes } from "../http/stream-times.ts";

/** What serving subscriptions by WebSocket needs. */
export type SocketParts = {
  readonly services: ShopServices;
  readonly listeners: StockListeners;
  readonly limiter: RateLimiter;
  readonly callerAddressOf: CallerAddressOf;
  readonly log: Logger;
  /** Browsers may open sockets from pages of these alone. */
  readonly origins: readonly string[];
  readonly https: boolean;
  readonly times: StreamTimes;
};
