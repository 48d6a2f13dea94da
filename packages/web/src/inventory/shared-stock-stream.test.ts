import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { TabParts } from "./browser-tabs.ts";
import { FakeEventSource } from "./fake-event-source.ts";
import { createFakeTabs } from "./fake-tabs.ts";
import { createSharedStockStream } from "./shared-stock-stream.ts";
import { publicStockFeed } from "./stock-change.ts";
import type { TabWord } from "./tab-words.ts";

const NAME = "stock 2 /api/stock/events";

const sources = (): string[] =>
  FakeEventSource.opened.filter(({ isClosed }) => !isClosed).map(({ url }) => url.split("=")[1] ?? "all");
const last = (): FakeEventSource => FakeEventSource.opened.at(-1) ?? new FakeEventSource("none");
const changed = (productId: string, version: number) => ({ productId, version, freeAt: null, skus: [] });
const settle = () => vi.advanceTimersByTimeAsync(100);

let browser: TabParts;

/** Opens a tab that shows these products. */
async function openTab(
  shown: Record<string, number> | null,
  tabs: TabParts | undefined = browser,
  { storeroom } = { storeroom: false },
) {
  const heard: string[] = [];
  let lastState: string | undefined;
  const watched = shown && new Map(Object.entries(shown));
  const stream = createSharedStockStream(
    {
      feed: publicStockFeed,
      watched: () => watched,
      hearsStoreroom: () => storeroom,
      onMovements: (text) => heard.push(`movements ${text}`),
      onChange({ productId, version }) {
        heard.push(`${productId} ${version}`);
        if (watched?.has(productId)) watched.set(productId, version);
      },
      onStale: (productId) => heard.push(`stale ${productId}`),
      onGap: () => heard.push("gap"),
      onState(state) {
        const told = state.kind === "live" ? "live" : `lost since ${state.heardAtMs}`;
        if (told !== lastState) heard.push(told);
        lastState = told;
      },
      openSource: (url) => new FakeEventSource(url) as unknown as EventSource,
      random: () => 0.5,
    },
    tabs,
  );
  stream.open();
  await settle();
  return { stream, heard, watched };
}

const many = (count: number, prefix: string): Record<string, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, 1]));

beforeEach(() => {
  vi.useFakeTimers();
  FakeEventSource.opened = [];
  browser = createFakeTabs();
});
afterEach(() => {
  vi.useRealTimers();
});

test("two tabs have one connection, for what either shows in the lowest version, and both hear", async () => {
  const first = await openTab({ mug: 7 });
  const second = await openTab({ mug: 5, jug: 2 });
  expect(sources()).toEqual(["mug:5,jug:2"]);
  last().say("alive");
  last().say("changed", changed("mug", 8));
  last().say("stale", { productId: "jug" });
  await settle();
  expect(first.heard).toEqual(["live", "mug 8", "stale jug"]);
  expect(second.heard).toEqual(["live", "mug 8", "stale jug"]);
});

test("when the holder leaves, the next opens for what is shown by then; nothing else is opened", async () => {
  const first = await openTab({ mug: 7 });
  const second = await openTab({ mug: 7 });
  const third = await openTab({ jug: 3 });
  last().say("changed", changed("mug", 9));
  await settle();
  first.stream.pause();
  expect(sources()).toEqual([]);
  await settle();
  expect(sources()).toEqual(["mug:9,jug:3"]);
  last().say("changed", changed("jug", 4));
  await settle();
  expect(third.heard).toEqual(["mug 9", "jug 4"]);
  expect(second.heard).toEqual(["mug 9", "jug 4"]);
  expect(first.heard).toEqual(["mug 9"]);
});

test("who shows only what the others were told opens nothing and learns at once that it is live", async () => {
  await openTab({ mug: 7 });
  last().say("alive");
  last().say("changed", changed("mug", 8));
  const second = await openTab({ mug: 8 });
  expect(FakeEventSource.opened).toHaveLength(1);
  expect(second.heard).toEqual(["live"]);
});

test.each([
  ["what it shows is older than what the others were told", () => last().say("changed", changed("mug", 8))],
  ["what it shows was to be read again", () => last().say("stale", { productId: "mug" })],
  ["the connection is lost", () => last().dispatchEvent(new Event("error"))],
])("the connection is opened anew for who comes when %s", async (_, happens) => {
  await openTab({ mug: 7 });
  last().say("alive");
  happens();
  await openTab({ mug: 7 });
  expect(FakeEventSource.opened).toHaveLength(2);
});

test("who comes after a gap is told of it, and nobody else a second time", async () => {
  const first = await openTab({ mug: 7 });
  last().say("gap");
  const second = await openTab({ mug: 7 });
  const third = await openTab({ mug: 7 });
  for (const { heard } of [first, second, third]) expect(heard).toEqual(["live", "gap"]);
});

test("a loss is told in all tabs with the same time, and the holder alone tries again", async () => {
  const first = await openTab({ mug: 7 });
  const second = await openTab({ mug: 7 });
  last().say("alive");
  const heardAtMs = Date.now();
  await settle();
  last().dispatchEvent(new Event("error"));
  await settle();
  expect([first.heard, second.heard]).toEqual([
    ["live", `lost since ${heardAtMs}`],
    ["live", `lost since ${heardAtMs}`],
  ]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(FakeEventSource.opened).toHaveLength(2);
  last().say("alive");
  await settle();
  expect([first.heard.at(-1), second.heard.at(-1)]).toEqual(["live", "live"]);
});

test("a tab whose products find no place has a connection of its own, for as long as it is open", async () => {
  await openTab(many(60, "a"));
  const second = await openTab(many(60, "b"));
  expect(sources().map((list) => list.split(",").length)).toEqual([60, 60]);
  await openTab({ a1: 1, a2: 1, c1: 1 });
  expect(sources().map((list) => list.split(",").length)).toEqual([60, 61]);
  second.stream.pause();
  expect(sources()).toHaveLength(1);
});

test("a tab that vanished without a word is in no later opening", async () => {
  await openTab({ mug: 7 });
  const channel = browser.openChannel(NAME, () => undefined);
  const word: TabWord = { kind: "watch", tab: "crashed", watched: new Map([["jug", 1]]), storeroom: false };
  channel.say(word);
  await vi.advanceTimersByTimeAsync(10);
  // It was asked, and answers this once.
  channel.say(word);
  await settle();
  expect(sources()).toEqual(["mug:7,jug:1"]);
  await openTab({ pot: 1 });
  expect(sources()).toEqual(["mug:7,pot:1"]);
});

test.each([
  "live",
  null,
  { kind: "open" },
  { kind: "lost" },
  { kind: "changed", text: 5 },
  { kind: "changed", text: "nonsense" },
  { kind: "stale", productId: null },
  { kind: "full", tab: "another" },
  { kind: "watch", tab: "x", watched: new Map([["mug", "7"]]), storeroom: false },
  { kind: "watch", tab: "x", watched: [["mug", 7]], storeroom: false },
  { kind: "watch", tab: 1, watched: null, storeroom: false },
  { kind: "watch", tab: "x", watched: new Map([["pot", 7]]) },
  { kind: "movements" },
])("what another tab says is not believed: %o", async (word) => {
  const first = await openTab({ mug: 7 });
  const second = await openTab({ mug: 7 });
  browser.openChannel(NAME, () => undefined).say(word as TabWord);
  await settle();
  expect([first.heard, second.heard, sources()]).toEqual([[], [], ["mug:7"]]);
});

test("where the tab that holds the connection hangs, another goes on without it", async () => {
  const hang = () => new Promise<void>(() => undefined);
  void browser.locks.request(NAME, { signal: new AbortController().signal }, hang);
  const { heard } = await openTab({ mug: 7 });
  expect(sources()).toEqual([]);
  const openedAtMs = Date.now() - 100;
  await vi.advanceTimersByTimeAsync(50_000);
  expect(heard).toEqual([`lost since ${openedAtMs}`]);
  expect(sources()).toEqual(["mug:7"]);
  last().say("alive");
  expect(heard.at(-1)).toBe("live");
});

test("where a browser gives no locks, each tab has its own connection", async () => {
  const refused: TabParts = {
    ...browser,
    locks: { request: () => Promise.reject(new Error("not here")) },
  };
  await openTab({ mug: 7 }, refused);
  await openTab({ jug: 7 }, refused);
  vi.stubGlobal("navigator", {});
  const without = createSharedStockStream({
    feed: publicStockFeed,
    watched: () => new Map([["pot", 1]]),
    onChange: () => undefined,
    onStale: () => undefined,
    onGap: () => undefined,
    onState: () => undefined,
    openSource: (url) => new FakeEventSource(url) as unknown as EventSource,
  });
  without.open();
  vi.unstubAllGlobals();
  expect(sources()).toEqual(["mug:7", "jug:7", "pot:1"]);
});

test("where no versions are named, a takeover tells everybody that something may have been missed", async () => {
  const first = await openTab(null);
  last().say("alive");
  const second = await openTab(null);
  const third = await openTab(null);
  expect([second.heard, third.heard, sources()]).toEqual([["live", "gap"], ["live", "gap"], ["all"]]);
  first.stream.pause();
  await settle();
  last().say("alive");
  await settle();
  for (const { heard } of [second, third]) expect(heard.slice(2)).toEqual(["gap"]);
  expect(sources()).toEqual(["all"]);
});

test("who shows nothing takes no part", async () => {
  const { stream, watched } = await openTab({});
  await openTab({ mug: 7 });
  expect(sources()).toEqual(["mug:7"]);
  watched?.set("jug", 1);
  stream.open();
  await settle();
  expect(sources()).toEqual(["mug:7,jug:1"]);
});

test("a tab that is left before its turn takes no connection, and one that comes back takes part again", async () => {
  const first = await openTab({ mug: 7 });
  const second = await openTab({ jug: 1 });
  second.stream.pause();
  first.stream.pause();
  await settle();
  expect(sources()).toEqual([]);
  second.stream.open();
  await settle();
  expect(sources()).toEqual(["jug:1"]);
});

const STRIP = { storeroom: true };
const urls = (): string[] =>
  FakeEventSource.opened.filter(({ isClosed }) => !isClosed).map(({ url }) => url.split("?")[1] ?? "");

test("one tab that shows the storeroom's movements has the connection hear them, and who comes later knows them", async () => {
  const without = await openTab({ mug: 7 });
  last().say("alive");
  const first = await openTab({ mug: 7 }, browser, STRIP);
  expect(urls()).toEqual(["products=mug:7&storeroom=also"]);
  last().say("alive");
  last().say("movements", "[1]");
  await settle();
  expect(first.heard).toEqual(["live", "movements [1]"]);
  const openings = FakeEventSource.opened.length;
  const second = await openTab({}, browser, STRIP);
  expect(second.heard).toEqual(["live", "movements [1]"]);
  expect(FakeEventSource.opened).toHaveLength(openings);
  without.stream.pause();
  await settle();
  expect(urls()).toEqual(["products=mug:7&storeroom=also"]);
  first.stream.pause();
  await settle();
  expect(urls()).toEqual(["storeroom=only"]);
});

test("a tab that finds no place among the hundred hears the storeroom by its own connection", async () => {
  await openTab(many(60, "a"));
  await openTab(many(60, "b"), browser, STRIP);
  expect(urls().map((query) => query.endsWith("&storeroom=also"))).toEqual([true, true]);
});
