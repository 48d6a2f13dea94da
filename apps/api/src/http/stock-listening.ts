import type { ListenToStock, StockListening } from "@scarlet/trpc";
import { type ApiHonoContext, incomingOf } from "./exchange.ts";
import type { StockListener, StockListeners } from "./stock-listeners.ts";
import type { StreamTimes } from "./stream-times.ts";

/** The connection that a subscription is told by. */
export type ListeningConnection = {
  /** Waits until what was written is on its way, for connections that do not hold their writer back themselves. */
  readonly drained?: () => Promise<void>;
  /** Ends the connection of whoever takes nothing. */
  readonly cut: () => void;
};

export type SubscriptionParts = {
  readonly listeners: StockListeners;
  readonly times: StreamTimes;
  /** Takes what it costs to open a stream. Raises `request.rate_limited`. */
  readonly charge: (address: string) => void;
};

/** How the subscriptions of one HTTP request listen: under the limits of the plain stream of events. */
export function listenByHttp(
  c: ApiHonoContext,
  { listeners, times, charge }: SubscriptionParts,
): ListenToStock {
  return (watched) => {
    const { callerAddress } = c.get("exchange");
    charge(callerAddress);
    const giveBack = listeners.takePlace(callerAddress);
    const socket = incomingOf(c)?.socket;
    const listener = listeners.listen(watched, { giveBack, socket });
    const over = setTimeout(listener.backlog.end, times.lastsMs);
    const leave = () => {
      clearTimeout(over);
      listener.leave();
    };
    return listeningOf({ ...listener, leave }, { cut: () => socket?.destroy() }, times);
  };
}

/** What a procedure sees of a listener. Who does not take in time what was told is cut off. */
export function listeningOf(
  { backlog, leave }: StockListener,
  { drained, cut }: ListeningConnection,
  { quietMs, takesWithinMs }: StreamTimes,
): StockListening {
  let untaken: NodeJS.Timeout | undefined;
  return {
    async next() {
      await drained?.();
      clearTimeout(untaken);
      const update = await backlog.next(quietMs);
      untaken = setTimeout(cut, takesWithinMs);
      return update;
    },
    end: backlog.end,
    leave() {
      clearTimeout(untaken);
      leave();
    },
  };
}
