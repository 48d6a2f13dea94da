import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeEventSource } from "./fake-event-source.ts";
import { publicStockFeed } from "./stock-change.ts";
import { createStockStream } from "./stock-stream.ts";

const last = (): FakeEventSource => {
  const source = FakeEventSource.opened.at(-1);
  if (source === undefined) throw new Error("nothing was opened");
  return source;
};

function openStream(watched: Map<string, number> | null = new Map([["mug", 7]]), storeroom = false) {
  const heard: string[] = [];
  const stream = createStockStream({
    feed: publicStockFeed,
    watched: () => watched,
    hearsStoreroom: () => storeroom,
    onMovements: (text) => heard.push(`movements ${text}`),
    onChange: ({ productId, version }) => heard.push(`${productId} ${version}`),
    onStale: (productId) => heard.push(`stale ${productId}`),
    onGap: () => heard.push("gap"),
    onState: ({ kind }) => heard.push(kind),
    openSource: (url) => new FakeEventSource(url) as unknown as EventSource,
    random: () => 0.5,
  });
  stream.open();
  return { stream, heard, watched };
}

const changed = JSON.stringify({ productId: "mug", version: 8, freeAt: null, skus: [] });

beforeEach(() => {
  vi.useFakeTimers();
  FakeEventSource.opened = [];
});
afterEach(() => {
  vi.useRealTimers();
});

test("it asks for what is shown, in the version that is shown, and tells what it hears", () => {
  const { heard } = openStream();
  expect(last().url).toBe("/api/stock/events?products=mug:7");
  last().say("alive");
  last().say("changed", changed);
  last().say("changed", "nonsense");
  last().say("stale", '{"productId":"jug"}');
  expect(heard).toEqual(["live", "mug 8", "stale jug"]);
});

test("a connection that breaks is opened again for what is shown then, later each time", () => {
  const { heard, watched } = openStream();
  last().say("alive");
  last().fail();
  expect(heard).toEqual(["live", "lost"]);
  watched?.set("mug", 9);
  vi.advanceTimersByTime(499);
  expect(FakeEventSource.opened).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(last().url).toBe("/api/stock/events?products=mug:9");
  last().fail();
  vi.advanceTimersByTime(999);
  expect(FakeEventSource.opened).toHaveLength(2);
  vi.advanceTimersByTime(1);
  last().say("alive");
  last().fail();
  vi.advanceTimersByTime(500);
  expect(FakeEventSource.opened).toHaveLength(4);
});

test("a connection that says nothing for 35 s is none", () => {
  const { heard } = openStream();
  last().say("alive");
  vi.advanceTimersByTime(34_999);
  expect(heard).toEqual(["live"]);
  vi.advanceTimersByTime(1);
  expect(heard).toEqual(["live", "lost"]);
  expect(FakeEventSource.opened[0]?.isClosed).toBe(true);
});

test("a proxy that keeps everything back leads to no live page", () => {
  const { heard } = openStream();
  vi.advanceTimersByTime(9_999);
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(heard).toEqual(["lost"]);
});

test("nothing is tried without a network", () => {
  vi.stubGlobal("navigator", { onLine: false });
  const { stream, heard } = openStream();
  vi.advanceTimersByTime(60_000);
  expect([FakeEventSource.opened.length, new Set(heard)]).toEqual([0, new Set(["lost"])]);
  vi.stubGlobal("navigator", { onLine: true });
  stream.open();
  vi.unstubAllGlobals();
  expect(FakeEventSource.opened).toHaveLength(1);
});

test("while the process hears nothing from the others, being alive is not being live", () => {
  const { heard } = openStream();
  last().say("interrupted");
  last().say("alive");
  expect(heard).toEqual(["lost"]);
  last().say("gap");
  last().say("alive");
  expect(heard).toEqual(["lost", "live", "gap", "live"]);
});

test("what a closed source still says is not heard, and a paused stream stays closed", () => {
  const { stream, heard } = openStream();
  const first = last();
  stream.open();
  first.say("changed", changed);
  first.fail();
  expect(heard).toEqual([]);
  stream.pause();
  vi.advanceTimersByTime(600_000);
  expect(FakeEventSource.opened).toHaveLength(2);
});

test("where nothing is shown, nothing is opened; of very many, the first hundred are asked for", () => {
  openStream(new Map());
  expect(FakeEventSource.opened).toHaveLength(0);
  openStream(new Map(Array.from({ length: 150 }, (_, index) => [`p${index}`, 1])));
  expect(last().url.split(",")).toHaveLength(100);
});

test("who is to be told of all names none", () => {
  openStream(null);
  expect(last().url).toBe("/api/stock/events");
});

test("the storeroom is asked for beside products, and alone where a page has none", () => {
  const { heard } = openStream(undefined, true);
  expect(last().url).toBe("/api/stock/events?products=mug:7&storeroom=also");
  last().say("movements", "[]");
  expect(heard).toEqual(["movements []"]);
  openStream(null, true);
  expect(last().url).toBe("/api/stock/events?storeroom=also");
  openStream(new Map(), true);
  expect(last().url).toBe("/api/stock/events?storeroom=only");
});
