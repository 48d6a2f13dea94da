import type { Socket } from "node:net";
import type { StockEvent, StockReader } from "@scarlet/domain/inventory";
import { STREAMS_PER_ADDRESS, temporarilyUnavailable, tooManyRequests } from "@scarlet/domain/kernel";
import type { WatchedProducts } from "@scarlet/trpc";
import { createStockEventQueue, type StockEventQueue } from "./stock-event-queue.ts";
import { createStoreroomFeed, type StoreroomParts } from "./storeroom-feed.ts";
import { createStreamSlots, type StreamSlots } from "./stream-slots.ts";
import { createUntoldStock, type Looker } from "./untold-stock.ts";

/** Each keeps a socket and some fifteen kilobytes (`npm run bench:live`). */
const MAX_LISTENERS = 5_000;

export type StockListenersParts = StoreroomParts & {
  readonly services: { readonly stockReader: StockReader };
  /** How many listeners of one address there may be. */
  readonly streamsPerAddress?: number | undefined;
};

export type StockListener = {
  readonly backlog: StockEventQueue;
  /** Stops listening and gives the place back. */
  readonly leave: () => void;
};

/** Those who listen to changes of stock in this process, whatever they listen by. */
export type StockListeners = {
  /** Takes a place; returns what gives it back. Raises `request.rate_limited` and `service.unavailable`. */
  takePlace(address: string): () => void;
  /** Takes a place of those that are kept for staff, so that no crowd of shoppers keeps them out. Raises the same. */
  takeStaffPlace(address: string): () => void;
  /** Begins to listen on a place that was taken. The backlog ends with the connection. */
  listen(watched: WatchedProducts | null, on: StockPlace, also?: StockListenerOptions): StockListener;
  /** Tells listeners what was committed and never told, by one read for all of them and one of the storeroom. Raises nothing. */
  lookAgain(): Promise<void>;
};

/** A place that was taken, and the connection of whoever took it; undefined where a test has none. */
export type StockPlace = { readonly giveBack: () => void; readonly socket: Socket | undefined };

/** Whether it is also told the latest movements of the storeroom. */
export type StockListenerOptions = { readonly hearsStoreroom: boolean };

export function createStockListeners(parts: StockListenersParts): StockListeners {
  const { stockEvents, services, streamsPerAddress } = parts;
  const bounds = { atMost: MAX_LISTENERS, perAddress: streamsPerAddress ?? STREAMS_PER_ADDRESS };
  const [places, staffPlaces] = [createStreamSlots(bounds), createStreamSlots(bounds)];
  const untold = createUntoldStock(services.stockReader);
  const storeroom = createStoreroomFeed(parts);
  return {
    takePlace: (address) => take(places, address),
    takeStaffPlace: (address) => take(staffPlaces, address),
    lookAgain() {
      storeroom.lookAgain();
      return untold.lookAgain();
    },
    listen(watched, { giveBack, socket }, { hearsStoreroom } = { hearsStoreroom: false }) {
      const backlog = createStockEventQueue(watched);
      // The connection itself is watched: an answer that never began, or waits behind another one, hears nothing of its end.
      if (socket?.destroyed === true) backlog.end();
      // Listeners that share a connection are bounded by the places of its address.
      socket?.setMaxListeners(0);
      socket?.once("close", backlog.end);
      // Before anything is told, so that nothing is missed between the two; the process's first listener is told of a gap.
      const looker: Looker = { watched, backlog };
      untold.join(looker);
      const stop = stockEvents.listen((event: StockEvent) => {
        if (watched === null) untold.note(event);
        backlog.hear(event);
      });
      const leaveStoreroom = hearsStoreroom ? storeroom.join(backlog.hearMovements) : undefined;
      void tellWhatIsNewer(services.stockReader, watched, backlog);
      return {
        backlog,
        leave() {
          socket?.off("close", backlog.end);
          stop();
          leaveStoreroom?.();
          untold.leave(looker);
          giveBack();
        },
      };
    },
  };
}

function take(places: StreamSlots, address: string): () => void {
  const taken = places.take(address);
  if (taken === "address_full") throw tooManyRequests(5);
  if (taken === "full") throw temporarilyUnavailable(5);
  return () => taken.leave();
}

/**
 * Begun after listening has, so that together they miss nothing: whoever opens a stream again need not read what it
 * shows. Where it cannot be read, the listener is told to do that itself.
 */
async function tellWhatIsNewer(
  reader: StockReader,
  watched: WatchedProducts | null,
  backlog: StockEventQueue,
): Promise<void> {
  const shown = [...(watched ?? [])].filter((entry): entry is [string, number] => entry[1] !== undefined);
  if (shown.length === 0) return;
  try {
    const stocks = await reader.readStock(shown.map(([id]) => id));
    const newer = shown.flatMap(([id, version]) => {
      const stock = stocks.get(id);
      return stock !== undefined && stock.version > version ? [stock] : [];
    });
    if (newer.length > 0) backlog.hear({ kind: "changed", changes: newer });
  } catch {
    backlog.hear({ kind: "gap" });
  }
}
