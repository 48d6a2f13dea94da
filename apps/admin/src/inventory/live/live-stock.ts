import type { StockRow } from "@scarlet/domain/inventory";
import { listenWhileLookedAt } from "@scarlet/web/browser/listen-while-looked-at";
import { createPatientState } from "@scarlet/web/inventory/patient-state";
import { createSharedStockStream } from "@scarlet/web/inventory/shared-stock-stream";
import type { StreamState } from "@scarlet/web/inventory/stock-stream";
import { rarely } from "../../lists/rarely.ts";
import { gatherRows } from "./gather-rows.ts";
import { staffStockFeed } from "./staff-stock-feed.ts";

/** A busy shop commits more often than a screen can be read. */
const GATHER_MS = 50;
/** What no event has the figures of is read again so often at most. */
const READ_AGAIN_MS = 2_000;
/** While nothing is heard, what is on screen is read again so often. */
const POLL_INTERVAL_MS = 20_000;

type LiveStockParts = {
  readonly onRows: (rows: readonly StockRow[]) => void;
  /** Something changed that events do not say: orders, ledgers, counts. `rows`: those that changed. */
  readonly onChanged: (rows: readonly StockRow[]) => void;
  /** All that is shown is to be read again; rejects when that failed. */
  readonly readAgain: () => Promise<void>;
  readonly openSource?: (url: string) => EventSource;
};

/** What this tab is told of stock. */
export type LiveStock = {
  /** Undefined: not known yet. */
  readonly state: () => StreamState | undefined;
  readonly subscribe: (onChange: () => void) => () => void;
  /** Listens while the page is looked at, until the returned function is called. */
  readonly start: () => () => void;
};

/**
 * Hears of all stock, because orders of any product may be on screen. No version can be named for that, so whenever the
 * stream has begun, everything shown is read again.
 */
export function createLiveStock({ onRows, onChanged, readAgain, openSource }: LiveStockParts): LiveStock {
  const state = createPatientState();
  const reading = rarely(() => void readAgain().catch(() => undefined), READ_AGAIN_MS);
  const showing = gatherRows(onRows, GATHER_MS);
  const following = gatherRows(onChanged, READ_AGAIN_MS);
  let isHearing = false;
  const stream = createSharedStockStream({
    ...(openSource && { openSource }),
    feed: staffStockFeed,
    watched: () => null,
    onChange(rows) {
      showing.add(rows);
      following.add(rows);
    },
    onStale: () => reading.ask(),
    onGap: () => reading.ask(),
    onState(next) {
      if (next.kind === "live" && !isHearing) reading.ask();
      isHearing = next.kind === "live";
      state.hear(next);
    },
  });
  const pause = (): void => {
    isHearing = false;
    state.forgive();
    stream.pause();
  };
  const poll = async (): Promise<void> => {
    if (state.current()?.kind !== "lost") return;
    const begunAtMs = Date.now();
    await readAgain();
    state.readAt(begunAtMs);
  };
  return {
    state: state.current,
    subscribe: state.subscribe,
    start() {
      const polls = setInterval(() => void poll().catch(() => undefined), POLL_INTERVAL_MS);
      const stop = listenWhileLookedAt({ open: () => stream.open(), pause });
      return () => {
        clearInterval(polls);
        stop();
        for (const each of [reading, showing, following]) each.cancel();
      };
    },
  };
}
