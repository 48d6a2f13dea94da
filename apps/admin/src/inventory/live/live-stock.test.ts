import type { StockRow } from "@scarlet/domain/inventory";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createLiveStock } from "./live-stock.ts";

/** What a browser would open: the test plays the server. */
class Source extends EventTarget {
  isClosed = false;
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
  }
  close(): void {
    this.isClosed = true;
  }
  say(kind: string, data = "{}"): void {
    this.dispatchEvent(new MessageEvent(kind, { data }));
  }
  sell(sku: string, version: number, onHand: number): void {
    const row = { sku, version, onHand, reserved: 0, available: onHand, lowStockAt: 2 };
    this.say("changed", JSON.stringify({ productId: "mug", version, skus: [row] }));
  }
}

let page: EventTarget & { visibilityState: string };
let opened: Source[];
const rows: (readonly StockRow[])[] = [];
const onChanged = vi.fn();
const readAgain = vi.fn(() => Promise.resolve());
const source = (): Source => {
  const last = opened.at(-1);
  if (last === undefined) throw new Error("nothing was opened");
  return last;
};

function start() {
  const live = createLiveStock({
    onRows: (told) => rows.push(told),
    onChanged,
    readAgain,
    openSource(url) {
      opened.push(new Source(url));
      return source() as unknown as EventSource;
    },
  });
  return { live, stop: live.start() };
}

beforeEach(() => {
  vi.useFakeTimers();
  opened = [];
  rows.length = 0;
  onChanged.mockClear();
  readAgain.mockClear();
  page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  vi.stubGlobal("document", page);
  // One tab that has no others beside it.
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("window", new EventTarget());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("whenever the stream has begun, what is shown is read once; then rows come by themselves", () => {
  const { stop } = start();
  expect(source().url).toBe("/api/inventory/events");
  source().say("alive");
  source().say("gap");
  source().say("alive");
  vi.advanceTimersByTime(1);
  expect(readAgain).toHaveBeenCalledTimes(1);
  source().sell("MUG-1", 7, 3);
  vi.advanceTimersByTime(60);
  expect(rows).toMatchObject([[{ sku: "MUG-1", productId: "mug", onHand: 3 }]]);
  stop();
  expect(source().isClosed).toBe(true);
});

test("a busy shop: the newest of each SKU, twenty times a second, and others are read once in two seconds", () => {
  const { stop } = start();
  source().say("alive");
  source().sell("MUG-1", 1, 99);
  vi.advanceTimersByTime(1);
  rows.length = 0;
  onChanged.mockClear();
  for (let each = 2; each <= 101; each += 1) {
    source().sell("MUG-1", each, 100 - each);
    vi.advanceTimersByTime(10);
  }
  vi.advanceTimersByTime(50);
  expect(rows.length).toBeLessThanOrEqual(21);
  source().sell("MUG-1", 200, 3);
  source().sell("MUG-1", 150, 4);
  vi.advanceTimersByTime(50);
  expect(rows.at(-1)).toMatchObject([{ version: 200, onHand: 3 }]);
  vi.advanceTimersByTime(2_000);
  expect(onChanged).toHaveBeenCalledTimes(1);
  stop();
});

test("a stream that is lost is told after five seconds; meanwhile and until it is back, what is shown is read", async () => {
  const { live, stop } = start();
  source().say("alive");
  vi.advanceTimersByTime(1);
  readAgain.mockClear();
  source().dispatchEvent(new Event("error"));
  vi.advanceTimersByTime(4_999);
  expect(live.state()?.kind).toBe("live");
  vi.advanceTimersByTime(1);
  expect(live.state()?.kind).toBe("lost");
  await vi.advanceTimersByTimeAsync(40_000);
  expect(readAgain.mock.calls.length).toBeGreaterThanOrEqual(2);
  source().say("alive");
  expect(live.state()?.kind).toBe("live");
  stop();
});

test("it is closed while nobody looks, and opened with a read when somebody does", () => {
  const { live, stop } = start();
  source().say("alive");
  vi.advanceTimersByTime(5_000);
  readAgain.mockClear();
  page.visibilityState = "hidden";
  page.dispatchEvent(new Event("visibilitychange"));
  expect(source().isClosed).toBe(true);
  vi.advanceTimersByTime(60_000);
  expect([opened.length, readAgain.mock.calls.length]).toEqual([1, 0]);
  page.visibilityState = "visible";
  page.dispatchEvent(new Event("visibilitychange"));
  source().say("alive");
  vi.advanceTimersByTime(1);
  expect([opened.length, readAgain.mock.calls.length, live.state()?.kind]).toEqual([2, 1, "live"]);
  stop();
});
